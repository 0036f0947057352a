//===- FuseActivation.cpp - Make relu part of the layer before it ---------===//
//
//   %1 = gn.conv %0, %weight           ==>  %2 = gn.conv %0, %weight
//   %2 = gn.relu %1                                activation relu
//
//===----------------------------------------------------------------------===//
#include "transforms/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FUSEACTIVATION
#include "transforms/Passes.h.inc"

namespace {

/// Makes `relu` the activation of `layer`, the operation that makes its input.
template <typename Layer> LogicalResult fuseInto(Layer layer, gn::ReluOp relu) {
  if (!layer)
    return failure();
  // Of two relus the second changes nothing.
  bool isRelu = layer.getActivation() == gn::Activation::Relu;
  if (!isRelu && !layer->hasOneUse())
    return failure();
  layer.setActivation(gn::Activation::Relu);
  relu.getOutput().replaceAllUsesWith(layer.getOutput());
  relu.erase();
  return success();
}

void fuse(gn::ReluOp relu) {
  Operation *before = relu.getInput().getDefiningOp();
  if (succeeded(fuseInto(dyn_cast_or_null<gn::ConvOp>(before), relu)) ||
      succeeded(fuseInto(dyn_cast_or_null<gn::LinearOp>(before), relu)))
    return;
  (void)fuseInto(dyn_cast_or_null<gn::BatchNormOp>(before), relu);
}

struct FuseActivation : impl::FuseActivationBase<FuseActivation> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      getOperation().front().walk(fuse);
  }
};

} // namespace

} // namespace gnet
