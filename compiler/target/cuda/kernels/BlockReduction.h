//===- BlockReduction.h - What all threads of a block have, combined ------===//
#ifndef GNET_TARGET_CUDA_KERNELS_BLOCKREDUCTION_H
#define GNET_TARGET_CUDA_KERNELS_BLOCKREDUCTION_H

#include "target/cuda/kernels/KernelBuilder.h"

namespace gnet::cuda {

/// Of the float that each thread has, combined, for all of them. Every thread
/// of the block gets here. Takes a float of shared memory for each warp, from
/// the one `at` on.
mlir::Value
acrossBlock(KernelBuilder &kernel, mlir::Value value, int64_t at,
            llvm::function_ref<mlir::Value(mlir::Value, mlir::Value)> combine);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_BLOCKREDUCTION_H
