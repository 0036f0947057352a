//===- GemmInstructions.h - How many instructions a chunk takes -----------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMINSTRUCTIONS_H
#define GNET_TARGET_CUDA_KERNELS_GEMMINSTRUCTIONS_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// Instructions that a warp begins for a chunk, about: products, what loads
/// their factors, copies and the loop around them, as GemmKernel and what it
/// works with write them. tests/gpu/kernels/InstructionsTest.cpp holds it
/// against the PTX.
double instructionsOfChunk(const GemmTile &tile, const GemmShape &shape,
                           bool byWarpgroups);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMINSTRUCTIONS_H
