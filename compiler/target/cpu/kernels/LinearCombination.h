//===- LinearCombination.h - Vectors times a small constant matrix --------===//
#ifndef GNET_TARGET_CPU_KERNELS_LINEARCOMBINATION_H
#define GNET_TARGET_CPU_KERNELS_LINEARCOMBINATION_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// `matrix`, by rows, times the column of `values`: a value a row. What two
/// rows, or two columns, share but for signs is computed once.
llvm::SmallVector<mlir::Value> multiply(KernelBuilder &kernel,
                                        llvm::ArrayRef<double> matrix,
                                        llvm::ArrayRef<mlir::Value> values);

/// Matrices, by rows, that act on the columns of `height` values and on the
/// rows of `width`.
struct MatricesOfSides {
  llvm::ArrayRef<double> down, across;
  int64_t height, width;
};

/// `down` times the values times the transposed `across`, columns first: `body`
/// has the results row by row.
void multiplySides(
    KernelBuilder &kernel, const MatricesOfSides &matrices,
    llvm::function_ref<mlir::Value(int64_t y, int64_t x)> valueAt,
    llvm::function_ref<void(int64_t y, llvm::ArrayRef<mlir::Value> row)> body);

/// The same sums in the same order, of numbers. Without `hasFma` a product is
/// rounded before it is added.
llvm::SmallVector<float> multiply(bool hasFma, llvm::ArrayRef<double> matrix,
                                  llvm::ArrayRef<float> values);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_LINEARCOMBINATION_H
