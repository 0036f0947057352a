//===- Activations.h - Activations as operations on floats ----------------===//
#ifndef GNET_TARGET_KERNELS_ACTIVATIONS_H
#define GNET_TARGET_KERNELS_ACTIVATIONS_H

#include "ir/gnk/GnkDialect.h"
#include "target/kernels/BodyBuilder.h"

namespace gnet {

/// The activation of `value`, a float or a vector; without one, the value.
mlir::Value activate(BodyBuilder &body, gn::ActivationAttr activation,
                     mlir::Value value);

/// Whether what fills up a buffer's last block of channels stays 0.
bool keepsZero(gn::ActivationAttr activation);

/// e^x.
mlir::Value exponential(BodyBuilder &body, mlir::Value x);

} // namespace gnet

#endif // GNET_TARGET_KERNELS_ACTIVATIONS_H
