//===- NextWeights.h - Weights that come while others are at work ---------===//
#ifndef GNET_TARGET_CPU_KERNELS_NEXTWEIGHTS_H
#define GNET_TARGET_CPU_KERNELS_NEXTWEIGHTS_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// While direct convolution sums over a part of the inputs for all pixels of an
/// image, the weights of the next part come, which may be the next layer's:
/// each tile of pixels asks for its share of them, block of inputs by block.
class NextWeights {
public:
  /// Of `pixels` an image, and `inputBlocks` a part with so many elements of
  /// weights each.
  NextWeights(KernelBuilder &kernel, int64_t pixels, int64_t inputBlocks,
              int64_t elementsOfBlock);

  /// Where the share of the tile begins whose first pixel is `pixel`: `weights`
  /// is where the group's begin, `past` the block after the part at work.
  mlir::Value placeOf(mlir::Value weights, mlir::Value past, mlir::Value pixel);

  /// Asks for what a tile of `pixels` has to ask for beside the block number
  /// `inputBlock` of the part.
  void fetch(mlir::Value place, mlir::Value inputBlock, int64_t pixels);

  /// Likewise in `turns`, of which this is number `turn`: many lines at once
  /// would keep the products waiting, as long as no more can be on their way.
  void fetchInTurn(mlir::Value place, mlir::Value inputBlock, int64_t pixels,
                   mlir::Value turn, mlir::Value turns);

private:
  int64_t linesOf(int64_t pixelsOfTile) const;
  void fetchLine(mlir::Value place, mlir::Value line);

  KernelBuilder &k;
  int64_t pixels, inputBlocks, elementsOfBlock;
  int64_t lines; ///< Of the caches, that a part takes.
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_NEXTWEIGHTS_H
