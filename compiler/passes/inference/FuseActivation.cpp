//===- FuseActivation.cpp - Make activations part of the layer before -----===//
//
//   %1 = gn.conv %0, %weight           ==>  %2 = gn.conv %0, %weight
//   %2 = gn.relu %1                                activation relu
//
//===----------------------------------------------------------------------===//
#include "passes/inference/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FUSEACTIVATION
#include "passes/inference/Passes.h.inc"

namespace {

/// Makes `activation` that of `layer`, the operation that makes its input.
void fuseInto(gn::ActivatedInterface layer, Operation *operation,
              gn::ActivationAttr activation) {
  gn::ActivationAttr own = layer.getActivationAttr();
  // Of two relus the second changes nothing.
  bool isAgain = own && own == activation && own.isIdempotent();
  if (!isAgain && (own || !layer->hasOneUse()))
    return;
  layer.setActivationAttr(activation);
  operation->replaceAllUsesWith(layer);
  operation->erase();
}

void fuse(Operation *operation) {
  gn::ActivationAttr activation = gn::activationOf(operation);
  Operation *before =
      activation ? operation->getOperand(0).getDefiningOp() : nullptr;
  if (auto layer = dyn_cast_or_null<gn::ActivatedInterface>(before))
    fuseInto(layer, operation, activation);
}

struct FuseActivation : impl::FuseActivationBase<FuseActivation> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      for (Operation &layer :
           llvm::make_early_inc_range(getOperation().front()))
        fuse(&layer);
  }
};

} // namespace

} // namespace gnet
