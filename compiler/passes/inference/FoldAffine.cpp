//===- FoldAffine.cpp - Compute what acts by channel into the filters -----===//
//
//   %1 = gn.conv %0, %weight bias %bias
//   %2 = gn.batch_norm %1 scale %scale shift %shift mean %mean variance %var
// ==>
//   %w = gn.fold_weight %weight scale %scale variance %var
//   %b = gn.fold_bias bias %bias scale %scale shift %shift mean %mean ...
//   %2 = gn.conv %0, %w bias %b
//
// Likewise gn.affine, and gn.scale, whose numbers become gn.constants. The
// factor is one an output channel, so groups make no difference.
//
//===----------------------------------------------------------------------===//
#include "passes/inference/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FOLDAFFINE
#include "passes/inference/Passes.h.inc"

namespace {

Value foldWeight(OpBuilder &builder, Location location, Value weight,
                 const gn::ByChannel &next) {
  if (!next.scale && !next.variance)
    return weight;
  return gn::FoldWeightOp::create(builder, location, weight, next.scale,
                                  next.variance, next.epsilon);
}

Value foldBias(OpBuilder &builder, Location location, Value bias,
               const gn::ByChannel &next, Type type) {
  if (!bias && !next.shift && !next.mean)
    return {};
  return gn::FoldBiasOp::create(builder, location, type, bias, next.scale,
                                next.shift, next.mean, next.variance,
                                next.epsilon);
}

/// Folds `next` into `layer`, the operation that makes its input. The folded
/// layer takes its place, after the parameters of both.
void foldInto(gn::FilteringInterface layer, gn::ByChannelInterface next) {
  if (!layer->hasOneUse() || layer.getActivationAttr())
    return;
  OpBuilder builder(next);
  gn::ByChannel values = next.getByChannel(builder);
  auto folded = cast<gn::FilteringInterface>(builder.clone(*layer));
  builder.setInsertionPoint(folded);
  Location location = next.getLoc();
  Value weight = layer.getWeight();
  folded.getWeightMutable().assign(
      foldWeight(builder, location, weight, values));
  if (Value bias = foldBias(builder, location, layer.getBias(), values,
                            gn::byOutputChannel(weight.getType())))
    folded.getBiasMutable().assign(bias);
  folded.setActivationAttr(values.activation);
  next->replaceAllUsesWith(folded);
  next->erase();
  layer->erase();
}

void fold(gn::ByChannelInterface next) {
  Operation *before = next->getOperand(0).getDefiningOp();
  if (auto layer = dyn_cast_or_null<gn::FilteringInterface>(before))
    foldInto(layer, next);
}

struct FoldAffine : impl::FoldAffineBase<FoldAffine> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      for (auto layer : llvm::make_early_inc_range(
               getOperation().front().getOps<gn::ByChannelInterface>()))
        fold(layer);
  }
};

} // namespace

} // namespace gnet
