//===- KernelCache.h - Machine code of kernels that were compiled before --===//
//
// Networks have kernels in common, and nearly all when one is compiled again:
// with other weights, or with a few kernels chosen otherwise.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_PROGRAM_KERNELCACHE_H
#define GNET_TARGET_PROGRAM_KERNELCACHE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

/// Makes the object of a module, in bitcode.
using EmitBitcode =
    llvm::function_ref<llvm::Expected<std::string>(llvm::StringRef bitcode)>;

/// Takes the functions that `isKernel` names out of the module, each as an
/// object: from `folder`, where it is of the same code by the same gnetc, else
/// by `emit`, called on several threads, and kept there. What stays in the
/// module calls them by names that are those of their code.
llvm::Expected<std::vector<std::string>>
takeKernels(llvm::Module &module, const std::string &folder,
            llvm::function_ref<bool(const llvm::Function &)> isKernel,
            EmitBitcode emit);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_KERNELCACHE_H
