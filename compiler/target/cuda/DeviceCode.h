//===- DeviceCode.h - From the nvvm dialect to PTX ------------------------===//
#ifndef GNET_TARGET_CUDA_DEVICECODE_H
#define GNET_TARGET_CUDA_DEVICECODE_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// The LLVM IR of a gpu.module in the llvm and nvvm dialects, for `arch`, as
/// "sm_80". The same module gives the same IR.
llvm::Expected<std::unique_ptr<llvm::Module>>
translateKernels(mlir::gpu::GPUModuleOp kernels, llvm::StringRef arch,
                 llvm::LLVMContext &context);

/// Of what `translateKernels` gives for `arch`. This and what follows can be
/// done to several modules at once, each of a context of its own.
llvm::Error optimiseKernels(llvm::Module &module, llvm::StringRef arch);

/// The PTX of `module`, as it was translated for `arch`. The module itself
/// stays. The same module gives the same text.
llvm::Expected<std::string> emitPtx(const llvm::Module &module,
                                    llvm::StringRef arch);

/// Whether the kernels of `ptx` wait for the launches before them.
bool hasWaits(llvm::StringRef ptx);

/// What `ptx`, whose kernels wait for the launches before them, is on GPUs that
/// have no instruction for that: the same without.
std::string withoutWaits(llvm::StringRef ptx);

/// Of `ptx` for an earlier GPU, whose kernels wait for the launches before
/// them, that for the first which has the instruction, and all later ones.
std::string withWaits(llvm::StringRef ptx);

} // namespace gnet

#endif // GNET_TARGET_CUDA_DEVICECODE_H
