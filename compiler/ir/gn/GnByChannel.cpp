//===- GnByChannel.cpp - Layers that are linear in each channel -----------===//
#include "ir/gn/GnDialect.h"

using namespace mlir;
using namespace gnet::gn;

ByChannel BatchNormOp::getByChannel(OpBuilder &) {
  return {getScale(),    getShift(),       getMean(),
          getVariance(), getEpsilonAttr(), getActivationAttr()};
}

ByChannel AffineOp::getByChannel(OpBuilder &) {
  return {getScale(), getShift(), {}, {}, {}, getActivationAttr()};
}

/// Null where all are `neutral`, which changes nothing.
static Value constantOf(OpBuilder &builder, ScaleOp scale,
                        ArrayRef<double> numbers, double neutral) {
  if (llvm::all_of(numbers, [=](double number) { return number == neutral; }))
    return {};
  int64_t channels = cast<RankedTensorType>(scale.getType()).getDimSize(1);
  return ConstantOp::create(builder, scale.getLoc(), numbers, channels);
}

ByChannel ScaleOp::getByChannel(OpBuilder &builder) {
  Value scale = constantOf(builder, *this, getFactors(), /*neutral=*/1);
  Value shift = constantOf(builder, *this, getOffsets(), /*neutral=*/0);
  return {scale, shift, {}, {}, {}, {}};
}
