//===- GemmProduct.h - The product of two chunks in shared memory ---------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMPRODUCT_H
#define GNET_TARGET_CUDA_KERNELS_GEMMPRODUCT_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// What a thread has of a tile: sums of its rows by its columns, several
/// columns that lie together as a vector.
struct GemmSums {
  llvm::SmallVector<mlir::Value> rows, columns; ///< Numbers in the tile.
  int64_t width; ///< Of a vector, which begins at a column of `columns`.
  /// By rows and then columns.
  llvm::SmallVector<mlir::Value> values;
};

/// Multiplies a chunk after the other.
class GemmProduct {
public:
  virtual ~GemmProduct() = default;

  /// Whether a chunk's product is under way where `addChunk` returns, and
  /// `finish` waits for it.
  virtual bool isAsynchronous() const { return false; }
  /// Before the barrier behind which the next chunk is multiplied and the place
  /// of the one before is written: that is done then, and what this thread
  /// wrote is seen by the product.
  virtual void finish() {}

  /// What is handed from a chunk to the next, before the first one.
  virtual llvm::SmallVector<mlir::Value> initial() = 0;
  /// `before` and the product of the chunk that `stage` has.
  virtual llvm::SmallVector<mlir::Value>
  addChunk(mlir::Value stage, llvm::ArrayRef<mlir::Value> before) = 0;
  virtual GemmSums sums(llvm::ArrayRef<mlir::Value> values) = 0;
};

/// With fused multiply-adds: a thread has the outer product of some rows and
/// some columns.
std::unique_ptr<GemmProduct> createThreadProduct(KernelBuilder &kernel,
                                                 const GemmTile &tile);
/// With tensor cores.
std::unique_ptr<GemmProduct> createWarpProduct(KernelBuilder &kernel,
                                               const GemmTile &tile);
/// Likewise by warpgroups, which sm_90a alone has.
std::unique_ptr<GemmProduct> createWarpgroupProduct(KernelBuilder &kernel,
                                                    const GemmTile &tile);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMPRODUCT_H
