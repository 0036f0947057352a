//===- Epilogue.h - What a kernel does to a result before it is stored ----===//
#ifndef GNET_TARGET_CUDA_KERNELS_EPILOGUE_H
#define GNET_TARGET_CUDA_KERNELS_EPILOGUE_H

#include "target/cuda/kernels/KernelBuilder.h"
#include "target/kernels/Activations.h"

namespace gnet::cuda {

/// The activation of `value`, the channels of `type` from `channel` on: those
/// that only fill up the last group stay 0.
mlir::Value activateChannels(KernelBuilder &kernel,
                             gn::ActivationAttr activation,
                             gnk::BufferType type, mlir::Value channel,
                             mlir::Value value);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_EPILOGUE_H
