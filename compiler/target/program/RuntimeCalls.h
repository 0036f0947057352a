//===- RuntimeCalls.h - Calls of the runtime, and constants for them ------===//
#ifndef GNET_TARGET_PROGRAM_RUNTIMECALLS_H
#define GNET_TARGET_PROGRAM_RUNTIMECALLS_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace gnet {

/// Calls the C function `name` of the runtime; declares it in `module` on its
/// first call. Every call of a function has arguments of the same types.
mlir::Value callRuntime(mlir::OpBuilder &builder, mlir::ModuleOp module,
                        mlir::Location location, llvm::StringRef name,
                        mlir::Type result, mlir::ValueRange arguments);

mlir::Value constantInteger(mlir::OpBuilder &builder, mlir::Location location,
                            int64_t value);
mlir::Value constantStatus(mlir::OpBuilder &builder, mlir::Location location,
                           int32_t value);

/// A function that generated code defines: it returns a status, and `exit`
/// returns early with the one passed to it.
struct StatusFunction {
  mlir::LLVM::LLVMFuncOp function;
  mlir::Block *exit;
};

/// Leaves `builder` at the beginning of the function's body.
StatusFunction createStatusFunction(mlir::OpBuilder &builder,
                                    mlir::ModuleOp module, llvm::StringRef name,
                                    unsigned pointerArguments);

/// Goes to `exit` with `status` if `failed` (an i1); leaves `builder` where the
/// run goes on.
void exitIf(mlir::OpBuilder &builder, mlir::Location location,
            mlir::Value failed, mlir::Value status,
            const StatusFunction &function);

/// Goes to `exit` if `status` is not statusOk.
void exitUnlessOk(mlir::OpBuilder &builder, mlir::Location location,
                  mlir::Value status, const StatusFunction &function);

/// Ends the function: it returns statusOk.
void finish(mlir::OpBuilder &builder, const StatusFunction &function);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_RUNTIMECALLS_H
