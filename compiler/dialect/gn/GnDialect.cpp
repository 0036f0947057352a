//===- GnDialect.cpp - The gn dialect's operations and verifiers ----------===//
#include "dialect/gn/GnDialect.h"

using namespace mlir;
using namespace gnet::gn;

#include "dialect/gn/GnDialect.cpp.inc"
#include "dialect/gn/GnEnums.cpp.inc"

#define GET_OP_CLASSES
#include "dialect/gn/GnOps.cpp.inc"

void GnDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialect/gn/GnOps.cpp.inc"
      >();
}

namespace {

/// Each present value of `values` holds one number for each of `channels`.
LogicalResult verifyPerChannel(Operation *op, int64_t channels,
                               ArrayRef<std::pair<StringRef, Value>> values) {
  for (auto [name, value] : values) {
    if (!value)
      continue;
    int64_t size = cast<RankedTensorType>(value.getType()).getDimSize(0);
    if (size != channels)
      return op->emitOpError() << name << " has " << size << " values for "
                               << channels << " channels";
  }
  return success();
}

LogicalResult verifyPositive(Operation *op, StringRef name, double value) {
  if (value > 0 && std::isfinite(value))
    return success();
  return op->emitOpError() << name << " needs to be positive";
}

int64_t channelsOf(Value image) {
  return cast<RankedTensorType>(image.getType()).getDimSize(1);
}

/// A window that lies wholly in the padding has no element to take the
/// largest, or the mean, of.
LogicalResult verifyPoolPadding(Operation *op, ArrayRef<int64_t> kernel,
                                ArrayRef<int64_t> padding) {
  if (padding[0] < kernel[0] && padding[2] < kernel[0] &&
      padding[1] < kernel[1] && padding[3] < kernel[1])
    return success();
  return op->emitOpError("padding needs to be smaller than the kernel");
}

} // namespace

LogicalResult ParameterOp::verify() {
  if (getName().empty())
    return emitOpError("needs a name");
  auto type = getValue().getType();
  if (!type.hasStaticShape() || type.getRank() < 1 || type.getRank() > 4)
    return emitOpError("needs a known shape of 1 to 4 dimensions");
  return success();
}

LogicalResult FoldWeightOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  if (weight.getRank() < 1)
    return emitOpError("needs a weight of at least one dimension");
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  return verifyPerChannel(*this, weight.getDimSize(0),
                          {{"scale", getScale()}, {"variance", getVariance()}});
}

LogicalResult FoldBiasOp::verify() {
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  int64_t channels = cast<RankedTensorType>(getMean().getType()).getDimSize(0);
  return verifyPerChannel(
      *this, channels,
      {{"bias", getBias()}, {"scale", getScale()}, {"shift", getShift()}});
}

LogicalResult ConvOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  int64_t wanted = channelsOf(getInput()) / static_cast<int64_t>(getGroups());
  if (weight.getDimSize(1) != wanted)
    return emitOpError() << "filters take " << weight.getDimSize(1)
                         << " channels; the input has " << wanted
                         << " in each group";
  return verifyPerChannel(*this, weight.getDimSize(0), {{"bias", getBias()}});
}

LogicalResult LinearOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  auto input = cast<RankedTensorType>(getInput().getType());
  int64_t elements = input.getNumElements() / input.getDimSize(0);
  if (weight.getDimSize(1) != elements)
    return emitOpError() << "weight takes " << weight.getDimSize(1)
                         << " elements; the input has " << elements;
  return verifyPerChannel(*this, weight.getDimSize(0), {{"bias", getBias()}});
}

LogicalResult BatchNormOp::verify() {
  if (!getScale() != !getShift())
    return emitOpError("scale and shift come together or not at all");
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  return verifyPerChannel(*this, channelsOf(getInput()),
                          {{"scale", getScale()},
                           {"shift", getShift()},
                           {"mean", getMean()},
                           {"variance", getVariance()}});
}

LogicalResult MaxPoolOp::verify() {
  return verifyPoolPadding(*this, getKernel(), getPadding());
}

LogicalResult AvgPoolOp::verify() {
  return verifyPoolPadding(*this, getKernel(), getPadding());
}

LogicalResult DropoutOp::verify() {
  double rate = getRate().convertToDouble();
  if (rate >= 0 && rate < 1)
    return success();
  return emitOpError("rate needs to be at least 0 and under 1");
}

LogicalResult LrnOp::verify() {
  if (static_cast<int64_t>(getSize()) < 1 || getSize() % 2 == 0)
    return emitOpError("size needs to be odd and positive");
  return verifyPositive(*this, "k", getK().convertToDouble());
}

LogicalResult ConcatOp::verify() {
  auto batchOf = [](Value image) {
    return cast<RankedTensorType>(image.getType()).getDimSize(0);
  };
  for (Value input : getInputs())
    if (batchOf(input) != batchOf(getInputs().front()))
      return emitOpError("joins images of one batch");
  return success();
}

/// linear(flatten(x)) is linear(x): a linear layer flattens its input.
void LinearOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *) {
  patterns.add(+[](LinearOp linear, PatternRewriter &rewriter) {
    auto flatten = linear.getInput().getDefiningOp<FlattenOp>();
    if (!flatten)
      return failure();
    rewriter.modifyOpInPlace(
        linear, [&] { linear.getInputMutable().assign(flatten.getInput()); });
    return success();
  });
}
