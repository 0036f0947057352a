//===- Wgmma.h - wgmma.mma_async of a warpgroup ---------------------------===//
#ifndef GNET_GPU_SIM_WGMMA_H
#define GNET_GPU_SIM_WGMMA_H

#include "gpu/sim/Memory.h"
#include "gpu/sim/Swizzle.h"
#include "gpu/sim/TensorCore.h"
#include <array>

namespace gnet::gpu::sim {

/// A register of each of a warpgroup's threads.
using GroupLanes = std::array<uint32_t, 128>;

/// Where an operand lies in shared memory: the fields of the 64-bit matrix
/// descriptor, offsets in bytes.
struct MatrixDescriptor {
  uint32_t address; // bits 0-13, of 16 bytes each
  uint32_t leading; // bits 16-29; no effect on K-major swizzled operands
  uint32_t stride;  // bits 32-45
  uint32_t base;    // bits 49-51
  Swizzle swizzle;  // bits 62-63

  static MatrixDescriptor decode(uint64_t bits);
  /// The address of the element (row, k) of an operand of rows (of A) or
  /// columns (of B) along K, or of one that is transposed: along M or N.
  uint64_t addressOf(OperandType type, bool transposed, size_t row,
                     size_t k) const;
};

/// wgmma.mma_async.sync.aligned.m64nNkK.f32.TYPE.TYPE; K is 16, of tf32 8.
struct Wgmma {
  OperandType type;
  size_t n;
  bool transposedA = false, transposedB = false; // imm-trans: M- and N-major
  bool negatedA = false, negatedB = false;       // imm-scale of -1
  bool adds = true;                              // scale-d
};

/// d += a b, or d = a b, when the operation is done: d's register i is that of
/// N / 2. Both operands are in shared memory.
llvm::Error multiplyGroup(const Wgmma &operation, const Memory &shared,
                          uint64_t a, uint64_t b, std::span<GroupLanes> d);

/// A in four registers.
llvm::Error multiplyGroup(const Wgmma &operation, const Memory &shared,
                          std::span<const GroupLanes, 4> a, uint64_t b,
                          std::span<GroupLanes> d);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_WGMMA_H
