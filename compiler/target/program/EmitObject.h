//===- EmitObject.h - From the llvm dialect to machine code ---------------===//
#ifndef GNET_TARGET_PROGRAM_EMITOBJECT_H
#define GNET_TARGET_PROGRAM_EMITOBJECT_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// The machine that gnetc's own code is for.
inline constexpr llvm::StringLiteral defaultTriple = "x86_64-unknown-linux-gnu";

/// The LLVM IR of a module of the llvm dialect, for the least processor of the
/// machine: generated code only calls the runtime, and so runs wherever the
/// package is opened. The same module gives the same IR.
llvm::Expected<std::unique_ptr<llvm::Module>>
translateToLlvm(mlir::ModuleOp module, llvm::LLVMContext &context,
                llvm::StringRef triple = defaultTriple);

/// An ELF object of position-independent code for the module's machine. The
/// same module gives the same bytes. Kernels come from the folder
/// `kernelCache`, or go there, if it is not empty.
llvm::Expected<std::string> emitObject(llvm::Module &module,
                                       const std::string &kernelCache = "");

/// An ELF object that holds nothing but `content`, as the symbol `symbol`, at a
/// multiple of 64 bytes.
llvm::Expected<std::string>
emitBytesObject(llvm::StringRef symbol, llvm::StringRef content,
                llvm::StringRef triple = defaultTriple);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_EMITOBJECT_H
