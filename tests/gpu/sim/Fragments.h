//===- Fragments.h - Which elements a lane's registers hold ---------------===//
//
// Of mma.sync's operands and accumulators; a warp of wgmma holds its 16 rows
// of A alike, and its accumulators as those of n / 8 products side by side.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_FRAGMENTS_H
#define GNET_GPU_SIM_FRAGMENTS_H

#include "gpu/sim/TensorCore.h"

namespace gnet::gpu::sim {

struct Place {
  size_t row;
  size_t column;
};

/// How many elements a register holds, the first in its lowest bits.
inline size_t perRegister(OperandType type) { return 4 / bytesOf(type); }

/// Of A (16 rows, K columns); the part is 0, or 1 in the upper half.
inline Place placeInA(OperandType type, size_t lane, size_t index,
                      size_t part) {
  const size_t count = perRegister(type);
  return {lane / 4 + index % 2 * 8,
          lane % 4 * count + part + index / 2 * 4 * count};
}

/// Of B (K rows, 8 columns).
inline Place placeInB(OperandType type, size_t lane, size_t index,
                      size_t part) {
  const size_t count = perRegister(type);
  return {lane % 4 * count + part + index * 4 * count, lane / 4};
}

/// Of the accumulators (16 rows, columns in steps of 8).
inline Place placeInC(size_t lane, size_t index) {
  return {lane / 4 + index / 2 % 2 * 8,
          index / 4 * 8 + lane % 4 * 2 + index % 2};
}

inline Element elementOf(OperandType type, uint32_t word, size_t part) {
  return elementOf(type, part                        ? word >> 16
                         : type == OperandType::TF32 ? word
                                                     : word & 0xFFFF);
}

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_FRAGMENTS_H
