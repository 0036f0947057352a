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

/// MLIR holds result types against the inferred ones only after an operation's
/// own verifier. A verifier that goes by what inference makes sure of (known
/// sizes, window attributes, groups) asks for it first.
template <typename Op> LogicalResult verifyInferable(Op op) {
  SmallVector<Type> types;
  return Op::inferReturnTypes(op.getContext(), op.getLoc(), op->getOperands(),
                              op->getRawDictionaryAttrs(),
                              op->getPropertiesStorage(), op->getRegions(),
                              types);
}

/// `value`, where there is one, holds a number for each of `channels`.
LogicalResult verifyPerChannel(Operation *op, StringRef name, Value value,
                               int64_t channels) {
  if (!value)
    return success();
  int64_t size = cast<RankedTensorType>(value.getType()).getDimSize(0);
  if (size == channels)
    return success();
  return op->emitOpError() << name << " has " << size << " values for "
                           << channels << " channels";
}

LogicalResult verifyFromZero(Operation *op, StringRef name, double value) {
  if (value >= 0 && std::isfinite(value))
    return success();
  return op->emitOpError() << name << " needs to be finite and at least 0";
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
template <typename Pool> LogicalResult verifyPool(Pool pool) {
  if (failed(verifyInferable(pool)))
    return failure();
  ArrayRef<int64_t> kernel = pool.getKernel();
  ArrayRef<int64_t> padding = pool.getPadding();
  if (padding[0] < kernel[0] && padding[2] < kernel[0] &&
      padding[1] < kernel[1] && padding[3] < kernel[1])
    return success();
  return pool.emitOpError("padding needs to be smaller than the kernel");
}

} // namespace

LogicalResult ParameterOp::verify() {
  if (getName().empty())
    return emitOpError("needs a name");
  auto type = cast<RankedTensorType>(getValue().getType());
  if (type.getRank() < 1 || type.getRank() > 4 || !isKnownSize(type))
    return emitOpError(
        "needs 1 to 4 known dimensions and at most 2^38 elements");
  return success();
}

LogicalResult FoldWeightOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  if (weight.getRank() < 1 || !isKnownSize(weight))
    return emitOpError("needs a weight of a known size");
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  return verifyPerChannel(*this, "variance", getVariance(),
                          weight.getDimSize(0));
}

LogicalResult FoldBiasOp::verify() {
  if (!isKnownSize(cast<RankedTensorType>(getMean().getType())))
    return emitOpError("needs a mean of a known size");
  return verifyPositive(*this, "epsilon", getEpsilon().convertToDouble());
}

LogicalResult ConvOp::verify() {
  if (failed(verifyInferable(*this)))
    return failure();
  auto weight = cast<RankedTensorType>(getWeight().getType());
  int64_t wanted = channelsOf(getInput()) / static_cast<int64_t>(getGroups());
  if (weight.getDimSize(1) != wanted)
    return emitOpError() << "filters take " << weight.getDimSize(1)
                         << " channels; the input has " << wanted
                         << " in each group";
  return verifyPerChannel(*this, "bias", getBias(), weight.getDimSize(0));
}

LogicalResult LinearOp::verify() {
  if (failed(verifyInferable(*this)))
    return failure();
  auto weight = cast<RankedTensorType>(getWeight().getType());
  auto input = cast<RankedTensorType>(getInput().getType());
  int64_t elements = input.getNumElements() / input.getDimSize(0);
  if (weight.getDimSize(1) != elements)
    return emitOpError() << "weight takes " << weight.getDimSize(1)
                         << " elements; the input has " << elements;
  return verifyPerChannel(*this, "bias", getBias(), weight.getDimSize(0));
}

LogicalResult BatchNormOp::verify() {
  if (!getScale() != !getShift())
    return emitOpError("scale and shift come together or not at all");
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  return verifyPerChannel(*this, "mean", getMean(), channelsOf(getInput()));
}

LogicalResult MaxPoolOp::verify() { return verifyPool(*this); }

LogicalResult AvgPoolOp::verify() { return verifyPool(*this); }

LogicalResult DropoutOp::verify() {
  double rate = getRate().convertToDouble();
  if (rate >= 0 && rate < 1)
    return success();
  return emitOpError("rate needs to be at least 0 and under 1");
}

LogicalResult LrnOp::verify() {
  if (static_cast<int64_t>(getSize()) < 1 || getSize() % 2 == 0)
    return emitOpError("size needs to be odd and positive");
  if (failed(verifyFromZero(*this, "alpha", getAlpha().convertToDouble())) ||
      failed(verifyFromZero(*this, "beta", getBeta().convertToDouble())))
    return failure();
  return verifyPositive(*this, "k", getK().convertToDouble());
}

LogicalResult HeadOp::verify() {
  if (getName().empty())
    return emitOpError("needs a name");
  return verifyFromZero(*this, "loss weight",
                        getLossWeight().convertToDouble());
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

OpFoldResult ReluOp::fold(FoldAdaptor) {
  return getInput().getDefiningOp<ReluOp>() ? getInput() : nullptr;
}

/// A vector stays as it is.
OpFoldResult FlattenOp::fold(FoldAdaptor) {
  return getType() == getInput().getType() ? getInput() : nullptr;
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  return getInputs().size() == 1 ? getInputs().front() : nullptr;
}
