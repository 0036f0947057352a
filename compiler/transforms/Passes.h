//===- Passes.h - Passes over the gn dialect ------------------------------===//
#ifndef GNET_TRANSFORMS_PASSES_H
#define GNET_TRANSFORMS_PASSES_H

#include "dialect/gn/GnDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace gnet {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "transforms/Passes.h.inc"

} // namespace gnet

#endif // GNET_TRANSFORMS_PASSES_H
