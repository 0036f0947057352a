//===- ExpandMath.h - Functions of math as polynomials --------------------===//
#ifndef GNET_TARGET_KERNELS_EXPANDMATH_H
#define GNET_TARGET_KERNELS_EXPANDMATH_H

#include "mlir/IR/Operation.h"

namespace gnet {

/// Computes e^x, logarithms, tanh and erf in `kernels` by polynomials, so that
/// no library is called at run time.
llvm::LogicalResult expandMath(mlir::Operation *kernels);

} // namespace gnet

#endif // GNET_TARGET_KERNELS_EXPANDMATH_H
