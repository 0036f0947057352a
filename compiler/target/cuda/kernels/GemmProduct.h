//===- GemmProduct.h - The product of two chunks in shared memory ---------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMPRODUCT_H
#define GNET_TARGET_CUDA_KERNELS_GEMMPRODUCT_H

#include "target/cuda/kernels/GemmTile.h"

namespace gnet::cuda {

/// What a thread has sums of in a tile: each of its rows by each of its
/// columns, several columns that lie together as a vector.
struct GemmPlaces {
  llvm::SmallVector<mlir::Value> rows, columns; ///< Numbers in the tile.
  int64_t width; ///< Of a vector, which begins at a column of `columns`.
};

/// So many times one after the other.
inline llvm::SmallVector<mlir::Value>
repeated(llvm::ArrayRef<mlir::Value> values, int64_t times) {
  llvm::SmallVector<mlir::Value> all;
  for (int64_t i = 0; i < times; ++i)
    llvm::append_range(all, values);
  return all;
}

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

  virtual GemmPlaces places() = 0;

  /// What is handed from a chunk to the next, before the first one, where the
  /// sums of each row begin with `vectors`, one of each of the columns.
  virtual llvm::SmallVector<mlir::Value>
  initial(llvm::ArrayRef<mlir::Value> vectors) = 0;
  /// `before` and the product of the chunk that `stage` has.
  virtual llvm::SmallVector<mlir::Value>
  addChunk(mlir::Value stage, llvm::ArrayRef<mlir::Value> before) = 0;
  /// The vectors of sums, by rows and then columns.
  virtual llvm::SmallVector<mlir::Value>
  sums(llvm::ArrayRef<mlir::Value> values) = 0;
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
