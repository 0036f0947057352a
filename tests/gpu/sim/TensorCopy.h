//===- TensorCopy.h - cp.async.bulk.tensor --------------------------------===//
//
// What the copies do when they are done. Coordinates are innermost first, as a
// map's dimensions. Shared memory holds a box row after row of its innermost
// dimension, TensorMap::rowPitch() apart, swizzled by address.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_TENSORCOPY_H
#define GNET_GPU_SIM_TENSORCOPY_H

#include "gpu/sim/TensorMap.h"

namespace gnet::gpu::sim {

using Coordinates = std::span<const int32_t>;

/// A piece of a box: 16 bytes of shared memory.
struct TensorPiece {
  static constexpr uint32_t bytes = 16;

  uint64_t shared;
  uint64_t global;
  uint32_t inside; // bytes of it, from the first, that are in the tensor
};

/// What a load writes, in its order.
llvm::Expected<std::vector<TensorPiece>>
loadedPieces(const TensorMap &map, Coordinates at,
             std::span<const uint16_t> offsets, uint64_t to);

/// What a store or an addition reads, and writes whole.
llvm::Expected<std::vector<TensorPiece>>
storedPieces(const TensorMap &map, Coordinates at, uint64_t from);

/// Global memory to shared memory, of tiles and, with the filter's offsets
/// (innermost first, none for tiles), of im2col. Elements outside of the
/// tensor are zeros or NaNs. Returns the bytes that an mbarrier counts.
llvm::Expected<uint32_t> loadTensor(const TensorMap &map, const Memory &global,
                                    Coordinates at,
                                    std::span<const uint16_t> offsets,
                                    const Memory &shared, uint64_t to);

/// Shared memory to global memory, of tiles. Of the innermost dimension whole
/// pieces of 16 bytes are written that begin in the tensor: also what of the
/// last one is past its size. Negative coordinates are refused.
llvm::Error storeTensor(const TensorMap &map, const Memory &global,
                        Coordinates at, const Memory &shared, uint64_t from);

/// cp.reduce.async.bulk.tensor.add, of f32.
llvm::Error addTensor(const TensorMap &map, const Memory &global,
                      Coordinates at, const Memory &shared, uint64_t from);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_TENSORCOPY_H
