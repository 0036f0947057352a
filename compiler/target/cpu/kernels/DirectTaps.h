//===- DirectTaps.h - What direct convolution adds up for a tile ----------===//
#ifndef GNET_TARGET_CPU_KERNELS_DIRECTTAPS_H
#define GNET_TARGET_CPU_KERNELS_DIRECTTAPS_H

#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/Window.h"

namespace gnet {

/// Of an image's result, for a group of output blocks.
struct DirectRow {
  int64_t blocks = 0;
  mlir::Value firstBlock, weights; ///< `weights`: where the group's begin.
  mlir::Value image, y;
  Range kernelRows; ///< Those that are inside the source.
};

/// Pixels of such a row.
struct DirectTile {
  mlir::Value x; ///< The first one's column, of all tiles that are alike.
  int64_t firstColumn = 0; ///< That of one of them.
  int64_t pixels = 0;
};

/// The products of a tile of pixels.
class DirectTaps {
public:
  DirectTaps(gnk::ConvOp conv, KernelBuilder &kernel, const ConvShape &shape,
             const IntegerSums &integers, const DirectRow &row,
             const DirectTile &tile);

  /// Is called before the products of a row of the kernel, so many times.
  using Turn = llvm::function_ref<void(mlir::Value kernelRow, int64_t turn)>;

  /// `sums` and the products of a block of inputs.
  llvm::SmallVector<mlir::Value>
  add(mlir::Value inputBlock, llvm::ArrayRef<mlir::Value> sums, Turn beginTurn);

private:
  void fetchSource(mlir::Value inputBlock);
  llvm::SmallVector<mlir::Value>
  addRowsOutside(mlir::Value inputBlock, llvm::ArrayRef<mlir::Value> sums);
  using IsRead = llvm::function_ref<bool(int64_t pixel)>;
  llvm::SmallVector<mlir::Value> addTap(mlir::Value inputBlock,
                                        mlir::Value kernelRow, mlir::Value tap,
                                        llvm::ArrayRef<mlir::Value> sums,
                                        IsRead isRead);
  void addInputs(llvm::MutableArrayRef<mlir::Value> sums,
                 llvm::ArrayRef<mlir::Value> places, mlir::Value at);
  /// A copy has what is outside.
  bool countsOutside() const {
    return integers.areUsed() && integers.countsZeros() && source == k.source;
  }
  mlir::Value sourceBlock(mlir::Value inputBlock);

  gnk::ConvOp conv;
  KernelBuilder &k;
  const ConvShape &shape;
  const IntegerSums &integers;
  const DirectRow &row;
  const DirectTile &tile;
  mlir::Value source; ///< The buffer, or the picture's copy.
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_DIRECTTAPS_H
