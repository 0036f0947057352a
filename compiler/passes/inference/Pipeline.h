//===- Pipeline.h - The passes that give a network's inference form -------===//
#ifndef GNET_PASSES_INFERENCE_PIPELINE_H
#define GNET_PASSES_INFERENCE_PIPELINE_H

#include "mlir/Pass/PassManager.h"

namespace gnet {

/// Adds to `passes`, a manager of modules, what turns an imported network into
/// its inference form: no head, no dropout, what acts by channel or by value
/// part of the layers before it where it can be.
void buildInferencePipeline(mlir::OpPassManager &passes);

/// Makes the pipeline known as `gn-inference`.
void registerInferencePipeline();

} // namespace gnet

#endif // GNET_PASSES_INFERENCE_PIPELINE_H
