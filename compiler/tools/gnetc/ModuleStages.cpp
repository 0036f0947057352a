//===- ModuleStages.cpp - The network as a module, down to its plan -------===//
#include "ImportedModule.h"
#include "LoadSpec.h"
#include "Stages.h"
#include "ir/gn/NetworkToGn.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "passes/inference/Pipeline.h"

namespace gnet {
namespace {

llvm::Error import(Compilation &compilation) {
  compilation.module = std::make_unique<ImportedModule>();
  ImportedModule &imported = *compilation.module;
  imported.module = importNetwork(imported.context, compilation.network,
                                  compilation.options.batch);
  if (!imported.module)
    return llvm::make_error<Reported>();
  compilation.input.module = *imported.module;
  return llvm::Error::success();
}

int64_t entry(mlir::DictionaryAttr values, llvm::StringRef name) {
  auto value = values ? values.getAs<mlir::IntegerAttr>(name) : nullptr;
  return value ? value.getInt() : 0;
}

/// Of a module of planned gnk: of the first where there are several plans.
PlanFigures planFigures(mlir::ModuleOp module) {
  PlanFigures figures;
  module.walk([&](mlir::func::FuncOp function) {
    auto memory = function->getAttrOfType<mlir::DictionaryAttr>("gnk.memory");
    figures.memory = {entry(memory, "arena"), entry(memory, "sum"),
                      entry(memory, "live")};
    function.walk([&](gnk::KernelInterface) { ++figures.steps; });
    return mlir::WalkResult::interrupt();
  });
  return figures;
}

} // namespace

std::vector<Stage> moduleStages(Compilation &compilation) {
  return {{.name = "gn",
           .needs = {"network"},
           .step = "importing",
           .subject = [&] { return compilation.network.name; },
           .file = "gn.mlir",
           .make = [&] { return import(compilation); }},
          {.name = "gn-inference",
           .needs = {"gn"},
           .step = "making the inference form",
           .file = "gn-inference.mlir",
           .passes =
               [](mlir::OpPassManager &passes) {
                 buildInferencePipeline(passes);
                 return llvm::Error::success();
               }},
          {.name = "gnk",
           .needs = {"gn-inference"},
           .step = "planning kernels and memory",
           .file = "gnk.mlir",
           .passes =
               [&](mlir::OpPassManager &passes) {
                 return compilation.options.compiler->plan(passes);
               },
           .make =
               [&] {
                 compilation.plan = planFigures(*compilation.module->module);
                 return llvm::Error::success();
               }}};
}

} // namespace gnet
