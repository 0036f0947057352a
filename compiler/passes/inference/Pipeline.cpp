#include "passes/inference/Pipeline.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "passes/inference/Passes.h"

using namespace mlir;

namespace gnet {

void buildInferencePipeline(OpPassManager &passes) {
  OpPassManager &function = passes.nest<func::FuncOp>();
  // A dropout may stand between a layer and its norm or activation.
  function.addPass(createStripTraining());
  // A norm follows its convolution directly; its activation follows the norm.
  function.addPass(createFoldAffine());
  // What scales a convolution's result is in its filters by now.
  function.addPass(createFuseScale());
  function.addPass(createFuseActivation());
  function.addPass(createCanonicalizerPass());
}

void registerInferencePipeline() {
  PassPipelineRegistration<>("gn-inference",
                             "turn a network into its inference form",
                             buildInferencePipeline);
}

} // namespace gnet
