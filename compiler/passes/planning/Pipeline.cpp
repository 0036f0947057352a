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
  Option<bool> sideBySide{
      *this, "side-by-side",
      llvm::cl::desc("steps that do not wait for each other run at a time"),
      llvm::cl::init(false)};
  Option<std::string> activations{
      *this, "activations",
      llvm::cl::desc("type of buffers: f32, tf32, bf16 or f16"),
      llvm::cl::init("f32")};
  Option<std::string> weights{
      *this, "weights",
      llvm::cl::desc("type of filters and matrices: f32, tf32, bf16 or f16"),
      llvm::cl::init("f32")};
  Option<std::string> calibration{
      *this, "calibration",
      llvm::cl::desc("file of gnetc calibrate: buffers and weights are bytes"),
      llvm::cl::init("")};
  ListOption<std::string> keep{*this, "keep",
                               llvm::cl::desc("paths of layers that stay f32")};
};
} // namespace

static std::unique_ptr<Pass> createTyping(const ElementTypes &types) {
  if (!types.calibration.empty()) {
    QuantizeOptions quantized;
    quantized.calibration = types.calibration;
    llvm::append_range(quantized.keep, types.keep);
    return createQuantize(quantized);
  }
  AssignTypesOptions assigned;
  assigned.activations = types.activations;
  assigned.weights = types.weights;
  llvm::append_range(assigned.keep, types.keep);
  return createAssignTypes(assigned);
}

void buildPlanningPipeline(OpPassManager &passes, int64_t block,
                           std::unique_ptr<Pass> kernelChoice, bool sideBySide,
                           const ElementTypes &types) {
  OpPassManager &function = passes.nest<func::FuncOp>();
  function.addPass(createConvertGnToGnk());
  // Before layouts: what is never copied needs no layout of its own.
  ElideConcatOptions concats;
  concats.copyOutputs =
      types.activations != "f32" || !types.calibration.empty();
  function.addPass(createElideConcat(concats));
  function.addPass(createTyping(types));
  if (kernelChoice)
    function.addPass(std::move(kernelChoice));
  AssignLayoutsOptions layouts;
  layouts.block = block;
  function.addPass(createAssignLayouts(layouts));
  // Which sums a convolution can take over depends on the layout.
  function.addPass(createFuseAdd());
  function.addPass(createWriteInPlace());
  if (sideBySide)
    function.addPass(createOrderByLevel());
  PlanMemoryOptions memory;
  memory.byLevel = sideBySide;
  function.addPass(createPlanMemory(memory));
}

void registerPlanningPipeline() {
  PassPipelineRegistration<PlanningOptions>(
      "gnk-plan", "turn a network's inference form into planned kernels",
      [](OpPassManager &passes, const PlanningOptions &options) {
        buildPlanningPipeline(passes, options.block, nullptr,
                              options.sideBySide,
                              {options.activations,
                               options.weights,
                               options.calibration,
                               {options.keep.begin(), options.keep.end()}});
      });
}

} // namespace gnet
