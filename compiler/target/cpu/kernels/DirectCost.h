//===- DirectCost.h - What direct convolution costs -----------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_DIRECTCOST_H
#define GNET_TARGET_CPU_KERNELS_DIRECTCOST_H

#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/RegisterTile.h"

namespace gnet {

/// Whether pixels go one by one, over those columns of the kernel that are
/// inside: unrolled, so many would be more code than a network has.
bool isWide(const ConvShape &shape);

/// The numbers of `conv`; where it is of 1 x 1, with its pixels as rows that
/// tiles fill best.
ConvShape directShape(gnk::ConvOp conv, const Machine &machine, bool isBlocked);

/// Whether its direct kernel reads a copy of a picture's bytes, see
/// PictureRuns.h.
bool readsRuns(gnk::ConvOp conv);

/// Those that its direct kernel goes by, which may read a picture as pairs or
/// as runs.
ConvShape shapeOfKernel(gnk::ConvOp conv, const Machine &machine);

/// Of a group of the convolution.
Product directProduct(const ConvShape &shape, const Machine &machine);

/// Adds the direct kernel with the best tile, see KernelKind.
void proposeDirect(gnk::KernelInterface step, const Machine &machine,
                   llvm::SmallVectorImpl<Candidate> &candidates);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_DIRECTCOST_H
