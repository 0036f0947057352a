//===- Epilogue.h - What a kernel does to a result before it is stored ----===//
#ifndef GNET_TARGET_CPU_KERNELS_EPILOGUE_H
#define GNET_TARGET_CPU_KERNELS_EPILOGUE_H

#include "target/cpu/kernels/KernelBuilder.h"
#include "target/kernels/Activations.h"

namespace gnet {

/// The activation of `value`, block number `block` of channels of `type`: the
/// lanes that only fill up the last one stay 0.
mlir::Value activateBlock(KernelBuilder &kernel, gn::ActivationAttr activation,
                          gnk::BufferType type, mlir::Value block,
                          mlir::Value value);

/// `result`, of block number `block` of the outputs, with `conv`'s bias.
mlir::Value addBias(KernelBuilder &kernel, gnk::ConvOp conv, mlir::Value block,
                    mlir::Value result);

/// Adds the addend of `conv` to `result`, activates it and stores it: it is of
/// block number `block` of the outputs, `place` the pixel of that block within
/// its image.
void storeResult(KernelBuilder &kernel, gnk::ConvOp conv, mlir::Value image,
                 mlir::Value block, mlir::Value place, mlir::Value result);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_EPILOGUE_H
