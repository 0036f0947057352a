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

/// The same sums in the same order, of numbers. Without `hasFma` a product is
/// rounded before it is added.
llvm::SmallVector<float> multiply(bool hasFma, llvm::ArrayRef<double> matrix,
                                  llvm::ArrayRef<float> values);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_LINEARCOMBINATION_H
