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
#include "target/cpu/ElementTypes.h"
#include "target/cpu/Passes.h"
#include "target/cpu/ProgramParts.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/program/ProgramTables.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CONVERTGNKTOLLVM
#include "target/cpu/Passes.h.inc"

namespace {

/// The module's only function, as it is the package's only network; beside it
/// is at most the module of its generated kernels.
FailureOr<func::FuncOp> onlyNetworkOf(ModuleOp module) {
  Block *body = module.getBody();
  auto networks = llvm::to_vector(body->getOps<func::FuncOp>());
  auto kernels = llvm::to_vector(body->getOps<ModuleOp>());
  if (networks.size() == 1 && kernels.size() <= 1 &&
      body->getOperations().size() == 1 + kernels.size() &&
      !networks.front().isExternal())
    return networks.front();
  return module.emitError("a package is made of one planned network, alone in "
                          "its module");
}

LogicalResult checkCode(gnk::KernelInterface step) {
  if (!step->hasAttr(gnk::codeAttribute) && !gnk::narrowTypesOf(step).empty())
    return step->emitOpError("is not all of f32, as oneDNN's kernels are");
  if (step->hasAttr(gnk::kernelAttribute) && !step->hasAttr(gnk::codeAttribute))
    return step.emitOpError("has a kernel, but no code; run gnk-emit-kernels "
                            "first");
  return success();
}

/// Moves the kernels' functions into `module`, as code for `cpu` and for
/// `features`, if there are some.
void takeKernels(ModuleOp module, StringRef cpu, StringRef features) {
  auto nested = module.getBody()->getOps<ModuleOp>();
  if (nested.empty())
    return;
  ModuleOp kernels = *nested.begin();
  Builder builder(module.getContext());
  for (auto function : llvm::make_early_inc_range(
           kernels.getBody()->getOps<LLVM::LLVMFuncOp>())) {
    function->moveBefore(kernels);
    function.setLinkage(LLVM::Linkage::Internal);
    function.setTargetCpu(cpu);
    if (!features.empty())
      function.setTargetFeaturesAttr(
          LLVM::TargetFeaturesAttr::get(module.getContext(), features));
    auto setting = [&](StringRef name, StringRef value) {
      return builder.getStrArrayAttr({name, value});
    };
    function.setPassthroughAttr(
        builder.getArrayAttr({setting("prefer-vector-width", "512"),
                              setting("min-legal-vector-width", "512")}));
  }
  kernels.erase();
}

std::string kernelText(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  if (!kernel)
    return "onednn";
  const std::string type = typeText(step);
  return kernel.getText() + (type == "fp32" ? "" : ", " + type);
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
    FailureOr<func::FuncOp> network = onlyNetworkOf(module);
    if (failed(network))
      return failure();
    FailureOr<PlannedProgram> program = readPlannedProgram(*network);
    if (failed(program))
      return failure();
    for (gnk::KernelInterface step : program->steps)
      if (failed(checkCode(step)))
        return failure();
    takeKernels(module, cpu, kernelFeatures);
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
    ConstantTables tables(module);
    return emitProgramTables(tables, program,
                             {.target = "cpu",
                              .compiler = compiler,
                              .cpu = processor,
                              .cpuFeatures = cpuFeatures,
                              .packedName = packedName,
                              .weightsSize = weightsSize,
                              .kernelText = kernelText,
                              .prepare = *prepare,
                              .execute = execute,
                              .cuda = {},
                              .symbol = symbol,
                              .next = next});
  }
};

} // namespace
} // namespace gnet
