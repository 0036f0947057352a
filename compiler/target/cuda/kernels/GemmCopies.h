//===- GemmCopies.h - Chunks of pixels and weights to shared memory -------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
#define GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// What a block of threads copies for its tile. Rows of pixels past the last
/// image, taps outside the source and columns past the depth are zeros.
class GemmCopies {
public:
  /// For the rows from `firstRow` on of `rowCount`, and tile number
  /// `columnTile` of the outputs of all groups.
  GemmCopies(KernelBuilder &kernel, const GemmShape &shape,
             const GemmTile &tile, mlir::Value firstRow, mlir::Value rowCount,
             mlir::Value columnTile);

  /// Begins to copy chunk number `chunk` to where `stage`, in floats, is in
  /// shared memory.
  void issue(mlir::Value chunk, mlir::Value stage);

private:
  /// What a thread copies of the pixels: of one row, the floats from `column`
  /// on.
  struct Row {
    mlir::Value to;       ///< The place in a stage.
    mlir::Value isCopied; ///< Whether the tile has it; null if it has all.
    mlir::Value isPixel;
    mlir::Value image; ///< Where the source has its image.
    mlir::Value top, left;
  };

  Row rowOf(mlir::Value row, mlir::Value column);
  void makeBlockedRows();
  void makeNchwRows();
  void issueBlocked(mlir::Value chunk, mlir::Value stage);
  void issueNchw(mlir::Value chunk, mlir::Value stage);
  void issueWeights(mlir::Value chunk, mlir::Value stage);
  /// Of a tap that is `y` rows and `x` columns from a window's first one: its
  /// place, in pixels, and whether it is inside.
  std::pair<mlir::Value, mlir::Value> pixelAt(const Row &row, mlir::Value y,
                                              mlir::Value x);

  KernelBuilder &k;
  const GemmShape &shape;
  const GemmTile &tile;
  mlir::Value firstRow, rowCount;
  mlir::Value shared;
  mlir::Value firstBlock; ///< Of the group's inputs.
  mlir::Value weights;    ///< Of the tile's outputs.
  mlir::Value quad;       ///< In blocks, the first of the thread's floats.
  mlir::Value depth;      ///< In nchw, the thread's first column of a chunk.
  llvm::SmallVector<Row> ofThread;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
