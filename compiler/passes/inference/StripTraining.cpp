//===- StripTraining.cpp - Remove what only training needs ----------------===//
//
//   %1 = gn.conv %0, ...                    %1 = gn.conv %0, ...
//   %2 = gn.avg_pool %1                     %4 = gn.linear %1, ...
//   gn.head "aux" %2 loss 0.3        ==>    return %4
//   %3 = gn.dropout %1 rate 0.4
//   %4 = gn.linear %3, ...
//   return %4
//
//===----------------------------------------------------------------------===//
#include "passes/inference/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_STRIPTRAINING
#include "passes/inference/Passes.h.inc"

namespace {

void eraseHeadsAndDropout(Block &layers) {
  for (Operation &op : llvm::make_early_inc_range(layers)) {
    if (auto dropout = dyn_cast<gn::DropoutOp>(op))
      dropout.getOutput().replaceAllUsesWith(dropout.getInput());
    if (isa<gn::HeadOp, gn::DropoutOp>(op))
      op.erase();
  }
}

/// Readers stand after what they read, so one sweep backwards finds all.
void eraseUnread(Block &layers) {
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(layers)))
    if (isOpTriviallyDead(&op))
      op.erase();
}

struct StripTraining : impl::StripTrainingBase<StripTraining> {
  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    eraseHeadsAndDropout(getOperation().front());
    eraseUnread(getOperation().front());
  }
};

} // namespace

} // namespace gnet
