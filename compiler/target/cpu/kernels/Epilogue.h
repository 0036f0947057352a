//===- Epilogue.h - What a kernel does to a result before it is stored ----===//
#ifndef GNET_TARGET_CPU_KERNELS_EPILOGUE_H
#define GNET_TARGET_CPU_KERNELS_EPILOGUE_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// The activation of `value`, a float or a vector; without one, the value.
mlir::Value activate(KernelBuilder &kernel, gn::ActivationAttr activation,
                     mlir::Value value);

/// e^x.
mlir::Value exponential(KernelBuilder &kernel, mlir::Value x);

/// Whether what fills up a buffer's last block of channels stays 0 under
/// `activation`.
bool keepsZero(gn::ActivationAttr activation);

/// `value`, a block of channels of `type`, with zeros in the lanes that only
/// fill it up: if it is block number `block`, the last one.
mlir::Value zeroFilling(KernelBuilder &kernel, gnk::BufferType type,
                        mlir::Value block, mlir::Value value);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_EPILOGUE_H
