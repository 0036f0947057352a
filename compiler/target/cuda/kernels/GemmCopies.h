//===- GemmCopies.h - Chunks of pixels and weights to shared memory -------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
#define GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// What a block of threads copies for its tile. Rows of pixels past the last
/// image, taps outside the source and columns past the depth are zeros.
///
/// Copies are asynchronous, but for pixels that the tile has in another type
/// than the source: those pass through registers, so that the caller can let
/// threads multiply meanwhile.
class GemmCopies {
public:
  /// For the rows from `firstRow` on of `rowCount`, and tile number
  /// `columnTile` of the outputs of all groups.
  GemmCopies(KernelBuilder &kernel, const GemmShape &shape,
             const GemmTile &tile, mlir::Value firstRow, mlir::Value rowCount,
             mlir::Value columnTile);

  /// Begins to copy chunk number `chunk` to where `stage`, in elements, is in
  /// shared memory.
  void issue(mlir::Value chunk, mlir::Value stage);

  /// Whether pixels are no part of that, but loaded and then stored.
  bool areConverted() const { return shared.element != k.source.element; }
  /// Zeros for a chunk that there is not.
  llvm::SmallVector<mlir::Value> load(mlir::Value chunk);
  void store(llvm::ArrayRef<mlir::Value> loaded, mlir::Value stage);

private:
  /// What a thread copies of the pixels: of one row.
  struct Row {
    mlir::Value number;   ///< In the tile.
    mlir::Value to;       ///< The place in a stage.
    mlir::Value isCopied; ///< Whether the tile has it; null if it has all.
    mlir::Value isPixel;
    Memory image; ///< Where the source has its image.
    mlir::Value top, left;
  };

  /// An element of a source in nchw: its place in its image, or some place, and
  /// whether it is in the source and of a column that there is.
  struct Element {
    mlir::Value from, isInside, isColumn;
  };

  Row rowOf(mlir::Value number, mlir::Value to);
  mlir::Value placeOf(mlir::Value row, mlir::Value piece, mlir::Value first);
  void makeBlockedRows();
  void makeNchwRows();
  void issueBlocked(mlir::Value chunk, mlir::Value stage);
  void issueNchw(mlir::Value chunk, mlir::Value stage);
  void issueWeights(mlir::Value chunk, mlir::Value stage);
  Element elementOfNchw(mlir::Value chunk, mlir::Value column);
  int64_t piecesAtOnce() const { return tile.threads() / tile.rows; }
  /// Of a tap that is `y` rows and `x` columns from a window's first one: its
  /// place, in pixels, and whether it is inside.
  std::pair<mlir::Value, mlir::Value> pixelAt(const Row &row, mlir::Value y,
                                              mlir::Value x);

  KernelBuilder &k;
  const GemmShape &shape;
  const GemmTile &tile;
  mlir::Value firstRow, rowCount;
  Memory shared;
  mlir::Value firstBlock; ///< Of the group's inputs.
  Memory weights;         ///< Of the tile's outputs.
  mlir::Value piece;      ///< In blocks, which piece of a chunk the thread has.
  mlir::Value quad;       ///< Its first element.
  mlir::Value depth; ///< In nchw, the thread's first column of a chunk, or,
                     ///< where it converts, its first piece.
  llvm::SmallVector<Row> ofThread;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
