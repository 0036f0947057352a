//===- RuntimeCalls.cpp - Calls of the runtime, and constants for them ----===//
#include "target/program/RuntimeCalls.h"
#include "target/program/ProgramLayout.h"

using namespace mlir;

namespace gnet {

Value callRuntime(OpBuilder &builder, ModuleOp module, Location location,
                  StringRef name, Type result, ValueRange arguments) {
  auto callee = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
  if (!callee) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(module.getBody());
    auto type = LLVM::LLVMFunctionType::get(
        result, llvm::to_vector(arguments.getTypes()));
    callee = LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type);
  }
  return LLVM::CallOp::create(builder, location, callee, arguments).getResult();
}

Value constantInteger(OpBuilder &builder, Location location, int64_t value) {
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getI64IntegerAttr(value));
}

Value constantStatus(OpBuilder &builder, Location location, int32_t value) {
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getI32IntegerAttr(value));
}

StatusFunction createStatusFunction(OpBuilder &builder, ModuleOp module,
                                    StringRef name, unsigned pointerArguments) {
  builder.setInsertionPointToEnd(module.getBody());
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Type status = builder.getI32Type();
  auto type = LLVM::LLVMFunctionType::get(
      status, SmallVector<Type>(pointerArguments, pointer));
  auto function = LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type,
                                           LLVM::Linkage::Internal);
  Block *entry = function.addEntryBlock(builder);
  Block *exit =
      builder.createBlock(&function.getBody(), {}, status, {function.getLoc()});
  LLVM::ReturnOp::create(builder, function.getLoc(), exit->getArgument(0));
  builder.setInsertionPointToEnd(entry);
  return {function, exit};
}

void exitIf(OpBuilder &builder, Location location, Value failed, Value status,
            const StatusFunction &function) {
  Block *next;
  {
    OpBuilder::InsertionGuard guard(builder);
    next = builder.createBlock(function.exit);
  }
  LLVM::CondBrOp::create(builder, location, failed, function.exit,
                         ValueRange(status), next, ValueRange());
  builder.setInsertionPointToEnd(next);
}

void exitUnlessOk(OpBuilder &builder, Location location, Value status,
                  const StatusFunction &function) {
  Value ok = constantStatus(builder, location, statusOk);
  Value failed = LLVM::ICmpOp::create(builder, location,
                                      LLVM::ICmpPredicate::ne, status, ok);
  exitIf(builder, location, failed, status, function);
}

void finish(OpBuilder &builder, const StatusFunction &function) {
  Location location = function.exit->getParentOp()->getLoc();
  Value ok = constantStatus(builder, location, statusOk);
  LLVM::BrOp::create(builder, location, ValueRange(ok), function.exit);
}

} // namespace gnet
