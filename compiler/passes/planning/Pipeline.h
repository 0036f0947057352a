//===- Pipeline.h - The passes that plan a network's kernels --------------===//
#ifndef GNET_PASSES_PLANNING_PIPELINE_H
#define GNET_PASSES_PLANNING_PIPELINE_H

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace gnet {

/// Of a network's values: f32, tf32, bf16 or f16, see gnk-assign-types, or,
/// with a calibration, bytes, see gnk-quantize.
struct ElementTypes {
  std::string activations = "f32";
  std::string weights = "";     ///< Empty: f32, or as kernels would have them.
  std::string calibration = ""; ///< A file; empty: none.
  std::vector<std::string> keep = {}; ///< Paths of layers that stay f32.
};

/// Adds to `passes`, a manager of modules, what turns a network's inference
/// form into planned kernels. `block`: channels in a group of the blocked
/// layout, 16, 8, or 1 for nchw throughout. `kernelChoice`: a pass over
/// functions that gives steps their kernels, on which layouts depend; null
/// leaves them to the target's library. `sideBySide`: the target runs steps
/// that do not wait for each other at a time. `types`: what the target's
/// kernels can compute with.
void buildPlanningPipeline(mlir::OpPassManager &passes, int64_t block,
                           std::unique_ptr<mlir::Pass> kernelChoice = nullptr,
                           bool sideBySide = false,
                           const ElementTypes &types = {});

/// Makes the pipeline known as `gnk-plan`, with the options `block`,
/// `side-by-side`, `activations`, `weights`, `calibration` and `keep`.
void registerPlanningPipeline();

} // namespace gnet

#endif // GNET_PASSES_PLANNING_PIPELINE_H
