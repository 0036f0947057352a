//===- NarrowFloats.h - Floats of 16 bits by their bits -------------------===//
//
// For processors without an instruction for it: scalars and vectors alike.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_NARROWFLOATS_H
#define GNET_TARGET_CPU_KERNELS_NARROWFLOATS_H

#include "mlir/IR/Builders.h"

namespace gnet {

/// `element`, or a vector of as many of it as `like` has.
mlir::Type typeLike(mlir::Value like, mlir::Type element);

/// The nearest bf16, ties to even, as AVX512-BF16's instruction has it: what is
/// not normal becomes 0 of its sign, a NaN a quiet one.
mlir::Value narrowToBfloat(mlir::OpBuilder &builder, mlir::Location where,
                           mlir::Value wide);

/// fp16 as float32, exactly: subnormal numbers, infinities and NaNs, too.
mlir::Value widenHalf(mlir::OpBuilder &builder, mlir::Location where,
                      mlir::Value half);

/// The bits of bf16 as int16 whose order is that of the numbers, NaNs apart.
mlir::Value orderOfBfloats(mlir::OpBuilder &builder, mlir::Location where,
                           mlir::Value bfloats);
/// And back.
mlir::Value bfloatsOfOrder(mlir::OpBuilder &builder, mlir::Location where,
                           mlir::Value order);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_NARROWFLOATS_H
