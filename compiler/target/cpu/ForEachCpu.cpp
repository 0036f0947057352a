//===- ForEachCpu.cpp - Run a pipeline on the network of each CPU ---------===//
//
//   module {
//     module attributes {gnk.cpu = "x86-64-v4"} { ... }  // pipelines[0]
//     module attributes {gnk.cpu = "x86-64-v3"} { ... }  // pipelines[1]
//   }
//
//===----------------------------------------------------------------------===//
#include "mlir/Pass/PassManager.h"
#include "target/cpu/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FOREACHCPU
#include "target/cpu/Passes.h.inc"

namespace {

struct ForEachCpu : impl::ForEachCpuBase<ForEachCpu> {
  using ForEachCpuBase::ForEachCpuBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    for (const OpPassManager &pipeline : pipelines)
      pipeline.getDependentDialects(registry);
  }

  void runOnOperation() override {
    auto networks = llvm::to_vector(getOperation().getOps<ModuleOp>());
    if (networks.size() != pipelines.size()) {
      getOperation().emitError()
          << "has " << networks.size() << " networks, for " << pipelines.size()
          << " pipelines";
      return signalPassFailure();
    }
    for (auto [network, pipeline] : llvm::zip(networks, pipelines)) {
      OpPassManager passes = pipeline;
      if (failed(runPipeline(passes, network)))
        return signalPassFailure();
    }
  }
};

} // namespace
} // namespace gnet
