//===- ProgramTables.h - gnetrt_the_program and what it points to ---------===//
#ifndef GNET_TARGET_PROGRAM_PROGRAMTABLES_H
#define GNET_TARGET_PROGRAM_PROGRAMTABLES_H

#include "target/program/ConstantTables.h"
#include "target/program/PlannedProgram.h"

namespace gnet {

/// The object that embeds a package's weights defines this symbol, an array of
/// bytes aligned to 64.
inline constexpr llvm::StringLiteral embeddedWeightsSymbol =
    "gnetrt_embedded_weights";

/// What the planned network does not know of its program.
struct ProgramFacts {
  llvm::StringRef target;   ///< Its name, as "cpu".
  llvm::StringRef compiler; ///< As "gnetc 0.1.0".
  llvm::StringRef cpu;      ///< What its code is for, as "x86-64-v3".
  /// Checked when a model opens, separated by commas.
  llvm::StringRef cpuFeatures;
  llvm::StringRef packedName; ///< Of the packed weights; empty: none.
  int64_t weightsSize = 0;    ///< Of the embedded weights; 0: none.
  /// As a report names the kernel of a step.
  llvm::function_ref<std::string(gnk::KernelInterface)> kernelText;
  mlir::LLVM::LLVMFuncOp prepare;
  mlir::LLVM::LLVMFuncOp execute; ///< Null on a GPU, which has
  mlir::LLVM::GlobalOp cuda;      ///< a gnetrt_cuda_program instead.
  /// What the program is called: so the first of a package.
  llvm::StringRef symbol = "gnetrt_the_program";
  llvm::StringRef next = ""; ///< The one for a CPU that has less; empty: none.
};

/// Adds the program and the tables that it points to.
mlir::LogicalResult emitProgramTables(ConstantTables &tables,
                                      const PlannedProgram &program,
                                      const ProgramFacts &facts);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PROGRAMTABLES_H
