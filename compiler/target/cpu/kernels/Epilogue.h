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

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_EPILOGUE_H
