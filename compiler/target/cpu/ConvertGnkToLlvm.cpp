//===- ConvertGnkToLlvm.cpp - A planned network as a package's module -----===//
//
//   func.func @net(%input: !gnk.buffer<...>, %output: !gnk.buffer<...>)
//       attributes {gn.input = {...}, gnk.arena_bytes = 1024 : i64} {
//     %w = gn.parameter "conv1.weight" : tensor<...>
//     %0 = gnk.alloc at 0 : !gnk.buffer<...>
//     gnk.conv %input, %w into %0 ...
//   }
// becomes
//   llvm.mlir.global internal constant @step0.conv(...)
//   llvm.func internal @prepare(!llvm.ptr) -> i32
//   llvm.func internal @execute(!llvm.ptr, ...) -> i32
//   llvm.mlir.global external constant @gnetrt_the_program() {...}
// with the program's tables.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/Passes.h"
#include "target/cpu/ProgramParts.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CONVERTGNKTOLLVM
#include "target/cpu/Passes.h.inc"

namespace {

/// The module's only operation, as it is the package's only network.
FailureOr<func::FuncOp> networkOf(ModuleOp module) {
  Block *body = module.getBody();
  if (llvm::hasSingleElement(*body))
    if (auto function = dyn_cast<func::FuncOp>(body->front()))
      if (!function.isExternal())
        return function;
  return module.emitError("a package is made of one planned network, alone in "
                          "its module");
}

class ConvertGnkToLlvm : public impl::ConvertGnkToLlvmBase<ConvertGnkToLlvm> {
public:
  using ConvertGnkToLlvmBase::ConvertGnkToLlvmBase;

  void runOnOperation() override {
    if (failed(convert(getOperation())))
      signalPassFailure();
  }

private:
  LogicalResult convert(ModuleOp module) {
    FailureOr<func::FuncOp> network = networkOf(module);
    if (failed(network))
      return failure();
    FailureOr<PlannedProgram> program = readPlannedProgram(*network);
    if (failed(program))
      return failure();
    // Out of the module, so that no name of ours meets the network's.
    OwningOpRef<Operation *> owner(network->getOperation());
    network->getOperation()->remove();
    return emit(module, *program);
  }

  LogicalResult emit(ModuleOp module, const PlannedProgram &program) {
    FailureOr<LLVM::LLVMFuncOp> prepare = emitPrepareFunction(module, program);
    if (failed(prepare))
      return failure();
    LLVM::LLVMFuncOp execute = emitExecuteFunction(module, program);
    return emitProgramTables(module, program,
                             {compiler, cpuFeatures, weightsSize}, *prepare,
                             execute);
  }
};

} // namespace
} // namespace gnet
