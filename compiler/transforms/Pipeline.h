//===- Pipeline.h - The passes that give a network's inference form -------===//
#ifndef GNET_TRANSFORMS_PIPELINE_H
#define GNET_TRANSFORMS_PIPELINE_H

#include "mlir/Pass/PassManager.h"

namespace gnet {

/// Adds to `passes`, a manager of modules, what turns an imported network into
/// its inference form: no head, no dropout, batch norm and relu part of the
/// layers before them where they can be.
void buildInferencePipeline(mlir::OpPassManager &passes);

/// Makes the pipeline known as `gn-inference`.
void registerInferencePipeline();

} // namespace gnet

#endif // GNET_TRANSFORMS_PIPELINE_H
