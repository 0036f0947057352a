//===- Passes.h - Passes that plan how a network is computed --------------===//
#ifndef GNET_PASSES_PLANNING_PASSES_H
#define GNET_PASSES_PLANNING_PASSES_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace gnet {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/planning/Passes.h.inc"

} // namespace gnet

#endif // GNET_PASSES_PLANNING_PASSES_H
