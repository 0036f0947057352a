//===- ProgramParts.h - The code of a package's generated module ----------===//
//
// Each adds its function at the end of `module`.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_PROGRAMPARTS_H
#define GNET_TARGET_CPU_PROGRAMPARTS_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "target/program/PlannedProgram.h"

namespace gnet {

/// `i32 prepare(builder)`: makes the learned tensors, folds what is folded,
/// and makes each step's kernel of oneDNN from its constant descriptor.
mlir::FailureOr<mlir::LLVM::LLVMFuncOp>
emitPrepareFunction(mlir::ModuleOp module, const PlannedProgram &program);

/// `i32 execute(execution, arena, input, output)`: one call a step; every
/// address is one of the three pointers plus a constant.
mlir::LLVM::LLVMFuncOp emitExecuteFunction(mlir::ModuleOp module,
                                           const PlannedProgram &program);

} // namespace gnet

#endif // GNET_TARGET_CPU_PROGRAMPARTS_H
