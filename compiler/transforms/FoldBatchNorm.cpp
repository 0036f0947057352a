//===- FoldBatchNorm.cpp - Compute batch norm into the filters ------------===//
//
//   %1 = gn.conv %0, %weight bias %bias
//   %2 = gn.batch_norm %1 scale %scale shift %shift mean %mean variance %var
// ==>
//   %w = gn.fold_weight %weight scale %scale variance %var
//   %b = gn.fold_bias bias %bias scale %scale shift %shift mean %mean ...
//   %2 = gn.conv %0, %w bias %b
//
// The factor is one an output channel, so groups make no difference.
//
//===----------------------------------------------------------------------===//
#include "transforms/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FOLDBATCHNORM
#include "transforms/Passes.h.inc"

namespace {

/// Folds `norm` into `layer`, the operation that makes its input. The folded
/// layer takes the norm's place, after the parameters of both.
template <typename Layer>
LogicalResult foldInto(Layer layer, gn::BatchNormOp norm) {
  if (!layer || !layer->hasOneUse() ||
      layer.getActivation() != gn::Activation::None)
    return failure();
  OpBuilder builder(norm);
  auto folded = cast<Layer>(builder.clone(*layer));
  builder.setInsertionPoint(folded);
  APFloat epsilon = norm.getEpsilon();
  folded.getWeightMutable().assign(
      gn::FoldWeightOp::create(builder, norm.getLoc(), layer.getWeight(),
                               norm.getScale(), norm.getVariance(), epsilon));
  folded.getBiasMutable().assign(gn::FoldBiasOp::create(
      builder, norm.getLoc(), norm.getMean(), norm.getVariance(),
      layer.getBias(), norm.getScale(), norm.getShift(), epsilon));
  folded.setActivation(norm.getActivation());
  norm.getOutput().replaceAllUsesWith(folded.getOutput());
  norm.erase();
  layer.erase();
  return success();
}

void fold(gn::BatchNormOp norm) {
  Operation *before = norm.getInput().getDefiningOp();
  if (failed(foldInto(dyn_cast_or_null<gn::ConvOp>(before), norm)))
    (void)foldInto(dyn_cast_or_null<gn::LinearOp>(before), norm);
}

struct FoldBatchNorm : impl::FoldBatchNormBase<FoldBatchNorm> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      getOperation().front().walk(fold);
  }
};

} // namespace

} // namespace gnet
