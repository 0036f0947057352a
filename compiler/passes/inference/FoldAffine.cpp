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
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FOLDAFFINE
#include "passes/inference/Passes.h.inc"

namespace {

/// scale * (x - mean) / sqrt(variance + epsilon) + shift by channel, as far as
/// each is there, and the activation after it.
struct ByChannel {
  Value scale, shift, mean, variance;
  FloatAttr epsilon;
  gn::ActivationAttr activation;
};

/// Null where all are `neutral`, which changes nothing.
Value constantOf(OpBuilder &builder, Location location,
                 ArrayRef<double> numbers, int64_t channels, double neutral) {
  if (llvm::all_of(numbers, [=](double number) { return number == neutral; }))
    return {};
  return gn::ConstantOp::create(builder, location, numbers, channels);
}

ByChannel byChannelOf(OpBuilder &builder, Operation *layer) {
  return TypeSwitch<Operation *, ByChannel>(layer)
      .Case([](gn::BatchNormOp norm) {
        return ByChannel{norm.getScale(),       norm.getShift(),
                         norm.getMean(),        norm.getVariance(),
                         norm.getEpsilonAttr(), norm.getActivationAttr()};
      })
      .Case([](gn::AffineOp affine) {
        return ByChannel{
            affine.getScale(),         affine.getShift(), {}, {}, {},
            affine.getActivationAttr()};
      })
      .Case([&](gn::ScaleOp scale) {
        int64_t channels =
            cast<RankedTensorType>(scale.getType()).getDimSize(1);
        Location location = scale.getLoc();
        return ByChannel{constantOf(builder, location, scale.getFactors(),
                                    channels, /*neutral=*/1),
                         constantOf(builder, location, scale.getOffsets(),
                                    channels, /*neutral=*/0),
                         {},
                         {},
                         {},
                         {}};
      });
}

Value foldWeight(OpBuilder &builder, Location location, Value weight,
                 const ByChannel &next) {
  if (!next.scale && !next.variance)
    return weight;
  return gn::FoldWeightOp::create(builder, location, weight, next.scale,
                                  next.variance, next.epsilon);
}

Value foldBias(OpBuilder &builder, Location location, Value bias,
               const ByChannel &next, Type type) {
  if (!bias && !next.shift && !next.mean)
    return {};
  return gn::FoldBiasOp::create(builder, location, type, bias, next.scale,
                                next.shift, next.mean, next.variance,
                                next.epsilon);
}

/// Folds `next` into `layer`, the operation that makes its input. The folded
/// layer takes its place, after the parameters of both.
template <typename Layer> void foldInto(Layer layer, Operation *next) {
  if (!layer->hasOneUse() || layer.getActivationAttr())
    return;
  OpBuilder builder(next);
  ByChannel values = byChannelOf(builder, next);
  auto folded = cast<Layer>(builder.clone(*layer));
  builder.setInsertionPoint(folded);
  Location location = next->getLoc();
  Value weight = layer.getWeight();
  folded.getWeightMutable().assign(
      foldWeight(builder, location, weight, values));
  if (Value bias = foldBias(builder, location, layer.getBias(), values,
                            gn::byOutputChannel(weight.getType())))
    folded.getBiasMutable().assign(bias);
  folded.setActivationAttr(values.activation);
  next->replaceAllUsesWith(folded);
  next->erase();
  layer.erase();
}

void fold(Operation *next) {
  if (!isa<gn::BatchNormOp, gn::AffineOp, gn::ScaleOp>(next))
    return;
  Operation *before = next->getOperand(0).getDefiningOp();
  if (auto conv = dyn_cast_or_null<gn::ConvOp>(before))
    foldInto(conv, next);
  else if (auto linear = dyn_cast_or_null<gn::LinearOp>(before))
    foldInto(linear, next);
}

struct FoldAffine : impl::FoldAffineBase<FoldAffine> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      for (Operation &layer :
           llvm::make_early_inc_range(getOperation().front()))
        fold(&layer);
  }
};

} // namespace

} // namespace gnet
