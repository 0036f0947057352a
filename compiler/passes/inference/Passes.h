//===- Passes.h - Passes over the gn dialect ------------------------------===//
#ifndef GNET_PASSES_INFERENCE_PASSES_H
#define GNET_PASSES_INFERENCE_PASSES_H

#include "ir/gn/GnDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace gnet {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/inference/Passes.h.inc"

} // namespace gnet

#endif // GNET_PASSES_INFERENCE_PASSES_H
