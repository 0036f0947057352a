//===- OrderByLevel.cpp - Steps that may run side by side stand together --===//
//
//   gnk.conv %in into %a                gnk.conv %in into %a
//   gnk.conv %a into %left              gnk.conv %a into %left
//   gnk.conv %left into %s0      ==>    gnk.pool %a into %right
//   gnk.pool %a into %right             gnk.conv %left into %s0
//   gnk.conv %right into %s1            gnk.conv %right into %s1
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Levels.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_ORDERBYLEVEL
#include "passes/planning/Passes.h.inc"

namespace {

struct OrderByLevel : impl::OrderByLevelBase<OrderByLevel> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(gnk::verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    auto levels = levelsOf(program);
    SmallVector<std::pair<int64_t, Operation *>> kernels;
    for (auto kernel : program.getOps<gnk::KernelInterface>())
      kernels.emplace_back(levels.lookup(kernel), kernel);
    // Behind all that makes buffers and tensors; of one level, as they stood.
    int64_t last = kernels.empty() ? -1 : llvm::max_element(kernels)->first;
    for (int64_t level = 0; level <= last; ++level)
      for (auto [its, kernel] : kernels)
        if (its == level)
          kernel->moveBefore(program.getTerminator());
  }
};

} // namespace
} // namespace gnet
