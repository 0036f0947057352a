//===- ProgramParts.h - The parts of a package's generated module ---------===//
//
// Each adds its globals or its function at the end of `module`.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_PROGRAMPARTS_H
#define GNET_TARGET_CPU_PROGRAMPARTS_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "target/cpu/Passes.h"
#include "target/cpu/PlannedProgram.h"

namespace gnet {

/// `i32 prepare(builder)`: makes the learned tensors, folds what is folded,
/// and makes each step's kernel from its constant descriptor.
mlir::FailureOr<mlir::LLVM::LLVMFuncOp>
emitPrepareFunction(mlir::ModuleOp module, const PlannedProgram &program);

/// `i32 execute(execution, arena, input, output)`: one call a step; every
/// address is one of the three pointers plus a constant.
mlir::LLVM::LLVMFuncOp emitExecuteFunction(mlir::ModuleOp module,
                                           const PlannedProgram &program);

/// `gnetrt_the_program` and the tables that it points to.
mlir::LogicalResult emitProgramTables(mlir::ModuleOp module,
                                      const PlannedProgram &program,
                                      const ConvertGnkToLlvmOptions &options,
                                      mlir::LLVM::LLVMFuncOp prepare,
                                      mlir::LLVM::LLVMFuncOp execute);

} // namespace gnet

#endif // GNET_TARGET_CPU_PROGRAMPARTS_H
