//===- DeviceCode.h - From the nvvm dialect to PTX ------------------------===//
#ifndef GNET_TARGET_CUDA_DEVICECODE_H
#define GNET_TARGET_CUDA_DEVICECODE_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// The optimised LLVM IR of a gpu.module in the llvm and nvvm dialects, for
/// `arch`, as "sm_80". The same module gives the same IR.
llvm::Expected<std::unique_ptr<llvm::Module>>
translateKernels(mlir::gpu::GPUModuleOp kernels, llvm::StringRef arch,
                 llvm::LLVMContext &context);

/// The PTX of `module`, as `translateKernels` gives it for `arch`. The module
/// itself stays. The same module gives the same text.
llvm::Expected<std::string> emitPtx(const llvm::Module &module,
                                    llvm::StringRef arch);

} // namespace gnet

#endif // GNET_TARGET_CUDA_DEVICECODE_H
