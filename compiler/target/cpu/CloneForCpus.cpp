//===- CloneForCpus.cpp - Give each CPU a network of its own --------------===//
//
//   module {
//     func.func @net(...)
//   }
//     ==>
//   module {
//     module attributes {gnk.cpu = "x86-64-v4"} {
//       func.func @net(...)
//     }
//     module attributes {gnk.cpu = "x86-64-v3"} {
//       func.func @net(...)
//     }
//   }
//
//===----------------------------------------------------------------------===//
#include "ir/gnk/GnkDialect.h"
#include "target/cpu/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CLONEFORCPUS
#include "target/cpu/Passes.h.inc"

namespace {

struct CloneForCpus : impl::CloneForCpusBase<CloneForCpus> {
  using CloneForCpusBase::CloneForCpusBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto networks = llvm::to_vector(module.getOps<func::FuncOp>());
    if (networks.size() != 1) {
      module.emitError("a package is made of one network");
      return signalPassFailure();
    }
    func::FuncOp network = networks.front();
    OpBuilder builder(network);
    for (StringRef cpu : cpus) {
      auto copy = ModuleOp::create(builder, module.getLoc());
      copy->setAttr(gnk::cpuAttribute, builder.getStringAttr(cpu));
      copy.push_back(network.clone());
    }
    network.erase();
  }
};

} // namespace
} // namespace gnet
