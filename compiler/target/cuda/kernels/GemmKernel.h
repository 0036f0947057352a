//===- GemmKernel.h - The code of a product of two matrices ---------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMKERNEL_H
#define GNET_TARGET_CUDA_KERNELS_GEMMKERNEL_H

#include "target/cuda/kernels/GemmProduct.h"

namespace gnet::cuda {

/// Of the outputs of a product those that one step has: whole tiles, the last
/// of which may be filled up.
struct GemmPart {
  GemmShape shape;
  int64_t firstTile = 0; ///< Of the columns of the whole.
  int64_t tiles;
  /// Where its destination begins, in elements behind the first part's.
  int64_t place = 0;
};

/// What all parts are together: the shape of the first with all their tiles'
/// outputs.
GemmShape wholeOf(llvm::ArrayRef<GemmPart> parts, const GemmTile &tile);

/// A block of threads has a tile of pixels by outputs. Chunks of what it
/// multiplies come to shared memory by asynchronous copies, several stages
/// ahead. Where there are few tiles, the depth is shared out: among slices of a
/// block's threads, which add up their sums in shared memory, and among blocks,
/// which leave theirs in scratch memory; a second kernel adds those up.
class GemmKernel {
public:
  /// The weights of all parts follow each other, as do their biases.
  GemmKernel(llvm::ArrayRef<GemmPart> parts, const GemmTile &tile)
      : parts(parts), shape(wholeOf(parts, tile)), tile(tile) {}

  Launch launch() const;
  void emit(KernelBuilder &kernel);
  Launch launchOfSum() const;
  void emitSum(KernelBuilder &kernel);

private:
  void emitTile(KernelBuilder &kernel, mlir::Value firstRow,
                mlir::Value rowCount);
  /// What each row's sums begin with, see GemmProduct::initial.
  llvm::SmallVector<mlir::Value> initialSums(KernelBuilder &kernel,
                                             const GemmPlaces &places,
                                             mlir::Value columnTile,
                                             mlir::Value slice);
  mlir::Value beginSlice(KernelBuilder &kernel);
  void addSlices(KernelBuilder &kernel, mlir::Value slice,
                 llvm::MutableArrayRef<mlir::Value> sums,
                 llvm::function_ref<void()> body);
  /// Emits `body` for each part, with that part's memory, where column tile
  /// `columnTile` is one of its.
  void forPart(KernelBuilder &kernel, mlir::Value columnTile,
               llvm::function_ref<void(const GemmPart &part)> body);
  void storeSums(KernelBuilder &kernel, const GemmShape &shape,
                 const GemmPlaces &places, llvm::ArrayRef<mlir::Value> sums,
                 mlir::Value firstRow, mlir::Value rowCount,
                 mlir::Value firstOutput);
  void storeParts(KernelBuilder &kernel, const GemmPlaces &places,
                  llvm::ArrayRef<mlir::Value> sums, mlir::Value firstRow,
                  mlir::Value rowCount, mlir::Value firstOutput);
  /// Where scratch memory has the sum of split 0.
  mlir::Value scratchPlace(KernelBuilder &kernel, mlir::Value row,
                           mlir::Value output);
  int64_t splitFloats() const {
    return shape.rowCount() * tile.filledOutputs(shape);
  }

  llvm::ArrayRef<GemmPart> parts;
  const GemmShape shape; ///< Of the whole.
  const GemmTile &tile;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMKERNEL_H
