//===- LowerKernels.h - GPU kernels in the llvm and nvvm dialects ---------===//
#ifndef GNET_TARGET_CUDA_LOWERKERNELS_H
#define GNET_TARGET_CUDA_LOWERKERNELS_H

#include "mlir/Pass/PassManager.h"

namespace gnet {

/// Adds to `passes`, a manager of modules, what makes functions of the llvm and
/// nvvm dialects of those in its gpu.module. Their context knows what
/// `registerCudaKernelConversions` adds to a registry.
void addCudaKernelLowering(mlir::OpPassManager &passes);

void registerCudaKernelConversions(mlir::DialectRegistry &dialects);

/// Makes what `addCudaKernelLowering` adds known as `lower-cuda-kernels`.
void registerCudaKernelLowering();

} // namespace gnet

#endif // GNET_TARGET_CUDA_LOWERKERNELS_H
