//===- LoweredKernels.h - Kernels of the gpu dialect as LLVM IR -----------===//
#ifndef GNET_GPU_SIM_EXECUTION_LOWEREDKERNELS_H
#define GNET_GPU_SIM_EXECUTION_LOWEREDKERNELS_H

#include "llvm/Support/Error.h"
#include <string>

namespace gnet::gpu::sim {

/// The bitcode that goes to NVPTX for `chip` of a module with one gpu.module.
llvm::Expected<std::string> lowerKernels(const std::string &text,
                                         const std::string &chip);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_LOWEREDKERNELS_H
