//===- WarpProduct.h - What products by tensor cores share ----------------===//
//
// A warp multiplies 16 rows by 8 columns at a time, see PTX's mma.m16n8. What a
// lane has of the sums: of the rows number lane / 4 and that plus 8 two columns
// from 2 * (lane % 4) on.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
#define GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H

#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "target/cuda/kernels/GemmProduct.h"

namespace gnet::cuda {

/// The sums of a warp, `values`, of as many parts of 16 rows from `row` on and
/// of 8 columns from `column` on.
GemmSums sumsOfWarp(KernelBuilder &kernel, llvm::ArrayRef<mlir::Value> values,
                    mlir::Value row, int64_t rowParts, mlir::Value column,
                    int64_t columnParts, mlir::Value lane);

class WarpProduct : public GemmProduct {
public:
  llvm::SmallVector<mlir::Value> initial() override;
  GemmSums sums(llvm::ArrayRef<mlir::Value> values) override;

protected:
  /// Multiplies what shared memory has of `element`, at a depth of `mmaDepth`
  /// at a time, as `type`.
  WarpProduct(KernelBuilder &kernel, const GemmTile &tile, mlir::Type element,
              int64_t mmaDepth, mlir::NVVM::MMATypes type);

  static constexpr int64_t mmaRows = 16, mmaColumns = 8;

  int64_t rowParts() const { return tile.partRows / mmaRows; }
  int64_t columnParts() const { return tile.partColumns / mmaColumns; }

  /// Four matrices of 8 rows of 16 bytes, of which each lane has the begin of
  /// one at `at`, as words.
  llvm::SmallVector<mlir::Value> loadMatrices(const Memory &at,
                                              mlir::NVVM::MMALayout layout);
  /// Adds to what `sums` has of part `row`, `column` of the tile.
  void multiply(llvm::ArrayRef<mlir::Value> pixels,
                llvm::ArrayRef<mlir::Value> weights, int64_t row,
                int64_t column, llvm::MutableArrayRef<mlir::Value> sums);

  KernelBuilder &k;
  const GemmTile &tile;
  Memory shared;
  mlir::Value warpRow, warpColumn; ///< The warp's first ones.
  mlir::Value lane;

private:
  static constexpr int64_t sumsOfLane = 4;

  /// The members of a struct of four.
  llvm::SmallVector<mlir::Value> membersOf(mlir::Value value);

  int64_t mmaDepth;
  mlir::NVVM::MMATypes type;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
