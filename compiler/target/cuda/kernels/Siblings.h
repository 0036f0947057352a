//===- Siblings.h - Convolutions of one source as one kernel --------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_SIBLINGS_H
#define GNET_TARGET_CUDA_KERNELS_SIBLINGS_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// Whether a kernel can compute both, each at its place in the arena: tiled
/// convolutions, planned but not packed, of the same windows of one source.
bool areSiblings(gnk::KernelInterface a, gnk::KernelInterface b);

/// The product that computes all of `siblings`, each with whole tiles of
/// outputs.
GemmShape joinedShape(llvm::ArrayRef<gnk::KernelInterface> siblings,
                      const GemmTile &tile);

/// The kernel that is thought to compute all of `siblings` the fastest.
std::optional<Candidate>
joinedKernel(llvm::ArrayRef<gnk::KernelInterface> siblings, const Card &card);

/// How many elements `buffer` begins behind `first`, both of the arena.
int64_t placeBehind(mlir::Value buffer, mlir::Value first);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_SIBLINGS_H
