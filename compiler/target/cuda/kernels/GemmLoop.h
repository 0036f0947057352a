//===- GemmLoop.h - A product's chunks, one after the other ---------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMLOOP_H
#define GNET_TARGET_CUDA_KERNELS_GEMMLOOP_H

#include "target/cuda/kernels/GemmCopies.h"
#include "target/cuda/kernels/GemmProduct.h"

namespace gnet::cuda {

/// The chunks of a block of threads or, where it has slices, of the slice that
/// the thread is in, each with stages and a barrier of its own.
class GemmLoop {
public:
  /// `slice`: its number; null where there is one.
  GemmLoop(KernelBuilder &kernel, const GemmShape &shape, const GemmTile &tile,
           GemmCopies &copies, GemmProduct &product, mlir::Value slice);

  /// The product of all chunks, as GemmProduct hands it on. `initial`, which it
  /// begins with, is asked for when the first copies are under way.
  llvm::SmallVector<mlir::Value>
  emit(llvm::function_ref<llvm::SmallVector<mlir::Value>()> initial);

private:
  void findChunks();
  void barrier();
  void issue(mlir::Value number, mlir::Value stage);
  llvm::SmallVector<mlir::Value> load(mlir::Value number);
  void store(llvm::ArrayRef<mlir::Value> loaded, mlir::Value stage);
  llvm::SmallVector<mlir::Value> round(mlir::Value number,
                                       llvm::ArrayRef<mlir::Value> values);
  int64_t ahead() const { return tile.stages - 1; }

  KernelBuilder &k;
  const GemmShape &shape;
  const GemmTile &tile;
  GemmCopies &copies;
  GemmProduct &product;
  mlir::Value slice;
  mlir::Value firstChunk, count;
  mlir::Value firstStage, lastStage; ///< In elements of shared memory.
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMLOOP_H
