//===- gnet-opt.cpp - Run passes over any stage of the compiler -----------===//
#include "ir/gn/GnDialect.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"
#include "passes/inference/Passes.h"
#include "passes/inference/Pipeline.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Pipeline.h"
#include "target/Targets.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<gnet::gn::GnDialect, gnet::gnk::GnkDialect,
                  mlir::func::FuncDialect>();
  mlir::registerTransformsPasses();
  gnet::registerInferencePasses();
  gnet::registerInferencePipeline();
  gnet::registerPlanningPasses();
  gnet::registerPlanningPipeline();
  for (const gnet::Target &target : gnet::targets())
    target.registerPasses(registry);
  return mlir::failed(
      mlir::MlirOptMain(argc, argv, "gnetc's passes\n", registry));
}
