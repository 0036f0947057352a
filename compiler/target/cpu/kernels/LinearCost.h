//===- LinearCost.h - What a product with a matrix costs ------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_LINEARCOST_H
#define GNET_TARGET_CPU_KERNELS_LINEARCOST_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// Tiles of images, of which some may be left for those that follow.
llvm::SmallVector<int64_t> imageTiles(int64_t images);

/// Features that are multiplied at once.
int64_t featuresTogether(gnk::LinearOp linear);

/// Adds the cheapest kernel with weights of the type that is given, and where
/// none is the one with weights of 24 bits.
void proposeLinear(gnk::KernelInterface step, const Machine &machine,
                   llvm::SmallVectorImpl<Candidate> &candidates);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_LINEARCOST_H
