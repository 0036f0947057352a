//===- ProgramCode.h - The host's code of a package -----------------------===//
#ifndef GNET_TARGET_PROGRAM_PROGRAMCODE_H
#define GNET_TARGET_PROGRAM_PROGRAMCODE_H

#include "mlir/IR/BuiltinOps.h"
#include "target/Stage.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

namespace gnet {

/// From the llvm dialect to an object: the programs of a package, in their
/// order.
class ProgramCode {
public:
  /// `triple`: the machine's.
  llvm::Error translate(llvm::ArrayRef<mlir::ModuleOp> programs,
                        llvm::StringRef triple);

  /// The stages `llvm`, which `translate` makes, and `obj`. They refer to this.
  std::vector<Stage> stages(std::function<llvm::Error()> translate);

  /// A folder with machine code of kernels, for `obj`; empty: none.
  void setKernelCache(std::string folder) { kernelCache = std::move(folder); }

  /// Of the stage `obj`.
  std::string takeObject() { return std::move(object); }

private:
  llvm::Error emit();

  std::unique_ptr<llvm::LLVMContext> context;
  std::vector<std::unique_ptr<llvm::Module>> code; ///< One a program.
  std::string kernelCache;
  std::string object;
};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PROGRAMCODE_H
