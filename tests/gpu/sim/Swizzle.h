//===- Swizzle.h - Swizzled addresses of shared memory --------------------===//
#ifndef GNET_GPU_SIM_SWIZZLE_H
#define GNET_GPU_SIM_SWIZZLE_H

#include <cstdint>

namespace gnet::gpu::sim {

/// How many bytes of a row change places among each other, in pieces of 16:
/// the rows that a bulk tensor copy writes and that wgmma reads.
enum class Swizzle : uint32_t { None = 0, B32 = 32, B64 = 64, B128 = 128 };

inline uint32_t width(Swizzle swizzle) { return uint32_t(swizzle); }

/// The address bits from 4 on, as many as a row's pieces need, xor those from
/// 7 on: of the address in shared memory, not of an offset in a tile. `base` is
/// how many rows of 128 bytes a pattern begins past a multiple of its size.
inline uint64_t swizzled(uint64_t address, Swizzle swizzle, uint64_t base = 0) {
  if (swizzle == Swizzle::None)
    return address;
  const uint64_t pieces = width(swizzle) / 16;
  return address ^ (((address >> 7) - base) & (pieces - 1)) << 4;
}

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_SWIZZLE_H
