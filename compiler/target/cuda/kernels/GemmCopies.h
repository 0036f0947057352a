//===- GemmCopies.h - Chunks of pixels and weights to shared memory -------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
#define GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H

#include "target/cuda/kernels/GemmTaps.h"
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
  /// Some for a chunk that there is not.
  llvm::SmallVector<mlir::Value> load(mlir::Value chunk);
  void store(llvm::ArrayRef<mlir::Value> loaded, mlir::Value stage);

private:
  /// What a thread copies of the pixels: of one row.
  struct Row {
    GemmWindow window;
    int64_t behind = 0;        ///< In a stage, behind the thread's first one.
    mlir::Value isCopied = {}; ///< Whether the tile has it; null: it has all.
  };

  void makeBlockedRows(mlir::Value group);
  void makeNchwRow();
  void issueBlocked(mlir::Value chunk, mlir::Value stage);
  void issueNchw(mlir::Value chunk, mlir::Value stage);
  void issueWeights(mlir::Value chunk, mlir::Value stage);
  /// Columns, or where they are converted pieces, that all threads of a row
  /// copy at once.
  int64_t atOnce() const { return tile.threads() / tile.rows; }

  KernelBuilder &k;
  const GemmShape &shape;
  const GemmTile &tile;
  mlir::Value firstRow, rowCount;
  GemmTaps taps;
  std::optional<GemmTapTable> table; ///< In nchw.
  Memory shared;
  Memory weights;         ///< Of the tile's outputs.
  mlir::Value row;        ///< The thread's first one, in the tile.
  mlir::Value firstInRow; ///< In blocks, the thread's piece of a chunk; in nchw
                          ///< its first column or, where it converts, piece.
  llvm::SmallVector<Row> ofThread;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMCOPIES_H
