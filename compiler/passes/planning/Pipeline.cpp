#include "passes/planning/Pipeline.h"
#include "mlir/Pass/PassRegistry.h"
#include "passes/planning/Passes.h"

using namespace mlir;

namespace gnet {

namespace {
struct PlanningOptions : PassPipelineOptions<PlanningOptions> {
  Option<int64_t> block{
      *this, "block",
      llvm::cl::desc("channels in a group of the blocked layout"),
      llvm::cl::init(16)};
};
} // namespace

void buildPlanningPipeline(OpPassManager &passes, int64_t block,
                           std::unique_ptr<Pass> kernelChoice) {
  OpPassManager &function = passes.nest<func::FuncOp>();
  function.addPass(createConvertGnToGnk());
  // Before layouts: what is never copied needs no layout of its own.
  function.addPass(createElideConcat());
  if (kernelChoice)
    function.addPass(std::move(kernelChoice));
  AssignLayoutsOptions layouts;
  layouts.block = block;
  function.addPass(createAssignLayouts(layouts));
  // Which sums a convolution can take over depends on the layout.
  function.addPass(createFuseAdd());
  function.addPass(createWriteInPlace());
  function.addPass(createPlanMemory());
}

void registerPlanningPipeline() {
  PassPipelineRegistration<PlanningOptions>(
      "gnk-plan", "turn a network's inference form into planned kernels",
      [](OpPassManager &passes, const PlanningOptions &options) {
        buildPlanningPipeline(passes, options.block);
      });
}

} // namespace gnet
