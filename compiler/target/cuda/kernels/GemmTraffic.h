//===- GemmTraffic.h - What a chunk moves ---------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMTRAFFIC_H
#define GNET_TARGET_CUDA_KERNELS_GEMMTRAFFIC_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// Cycles that the banks of shared memory are busy for a chunk of a block: with
/// its copies, what its products read, and the table of taps. What lanes of a
/// warp, or a warpgroup's warps, read alike is read once.
/// tests/gpu/kernels/BanksTest.cpp holds it against the accesses in the
/// simulator.
double sharedCyclesOfChunk(const GemmTile &tile, const GemmShape &shape,
                           bool byWarpgroups);

/// What a block asks for of the second-level cache.
int64_t copiedBytesOfChunk(const GemmTile &tile);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMTRAFFIC_H
