//===- StrassenPlan.h - The numbers of a convolution by Strassen ----------===//
#ifndef GNET_TARGET_CPU_KERNELS_STRASSENPLAN_H
#define GNET_TARGET_CPU_KERNELS_STRASSENPLAN_H

#include "target/cpu/kernels/BilinearProducts.h"
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// The numbers of one way to compute a convolution of 1 x 1: its pixels are cut
/// into blocks, and these, its inputs and its outputs into halves. Outputs are
/// taken one block of channels after the other, whose sums over a half of a
/// block of pixels are a register tile.
struct StrassenPlan {
  StrassenPlan(const ConvShape &shape, int64_t blocks, int64_t lanes);

  /// That of `conv`'s kernel.
  static StrassenPlan of(gnk::ConvOp conv, const ConvShape &shape,
                         int64_t lanes);

  int64_t blocks;                    ///< Of an image's pixels.
  int64_t pixelsOfBlock;             ///< The last blocks may overlap.
  int64_t pixels;                    ///< Of a half: likewise, by one.
  int64_t inputBlocks, outputBlocks; ///< Of a half.
  int64_t inputStep, sumStep; ///< Floats from a xi of V, of M to the next.
  int64_t firstSum;           ///< Where M begins in the scratch memory.
  int64_t scratch;            ///< Floats, of a thread.

  /// Of a block's pixels, where half number `half` begins.
  int64_t firstPixel(int64_t half) const {
    return half * (pixelsOfBlock - pixels);
  }
  /// The first of its pixels that the half before it has not.
  int64_t firstOwn(int64_t half) const {
    return half * (2 * pixels - pixelsOfBlock);
  }
};

/// Adds the cheapest plan, see KernelKind.
void proposeStrassen(gnk::KernelInterface step, const Machine &machine,
                     llvm::SmallVectorImpl<Candidate> &candidates);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_STRASSENPLAN_H
