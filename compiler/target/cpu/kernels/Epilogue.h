//===- Epilogue.h - What a kernel does to a result before it is stored ----===//
#ifndef GNET_TARGET_CPU_KERNELS_EPILOGUE_H
#define GNET_TARGET_CPU_KERNELS_EPILOGUE_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// The activation of `value`, a float or a vector; without one, the value.
mlir::Value activate(KernelBuilder &kernel, gn::ActivationAttr activation,
                     mlir::Value value);

/// Likewise of block number `block` of channels of `type`: the lanes that only
/// fill up the last one stay 0.
mlir::Value activateBlock(KernelBuilder &kernel, gn::ActivationAttr activation,
                          gnk::BufferType type, mlir::Value block,
                          mlir::Value value);

/// e^x.
mlir::Value exponential(KernelBuilder &kernel, mlir::Value x);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_EPILOGUE_H
