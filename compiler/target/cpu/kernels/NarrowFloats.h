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

/// fp16 as float32, exactly: subnormal numbers, infinities and NaNs, too.
mlir::Value widenHalf(mlir::OpBuilder &builder, mlir::Location where,
                      mlir::Value half);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_NARROWFLOATS_H
