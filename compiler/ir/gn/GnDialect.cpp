//===- GnDialect.cpp - The gn dialect's operations and verifiers ----------===//
#include "ir/gn/GnDialect.h"
#include "ir/gn/InferLayer.h"

using namespace mlir;
using namespace gnet::gn;

#include "ir/gn/GnDialect.cpp.inc"
#include "ir/gn/GnInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "ir/gn/GnOps.cpp.inc"

void GnDialect::initialize() {
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "ir/gn/GnOps.cpp.inc"
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

LogicalResult verifyFinite(Operation *op, StringRef name, double value) {
  if (std::isfinite(value))
    return success();
  return op->emitOpError() << name << " needs to be finite";
}

LogicalResult verifyAllFinite(Operation *op, StringRef name,
                              ArrayRef<double> values) {
  for (double value : values)
    if (failed(verifyFinite(op, name, value)))
      return failure();
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

/// A batch norm's variance, which is divided by, and its epsilon.
template <typename Fold> LogicalResult verifyVariance(Fold fold) {
  if (!fold.getVariance() != !fold.getEpsilon())
    return fold.emitOpError("variance and epsilon come together");
  if (!fold.getEpsilon())
    return success();
  return verifyPositive(fold, "epsilon", fold.getEpsilon()->convertToDouble());
}

/// `layer` reads its input as a vector, by a matrix.
template <typename Layer> LogicalResult verifyMatrix(Layer layer) {
  if (failed(verifyInferable(layer)))
    return failure();
  auto weight = cast<RankedTensorType>(layer.getWeight().getType());
  auto input = cast<RankedTensorType>(layer.getInput().getType());
  int64_t elements = input.getNumElements() / input.getDimSize(0);
  if (weight.getDimSize(1) == elements)
    return success();
  return layer.emitOpError() << "weight takes " << weight.getDimSize(1)
                             << " elements; the input has " << elements;
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

void ConstantOp::build(OpBuilder &builder, OperationState &state,
                       ArrayRef<double> numbers, int64_t channels) {
  SmallVector<float> values(numbers);
  auto type = RankedTensorType::get(channels, builder.getF32Type());
  build(builder, state, type, DenseElementsAttr::get<float>(type, values));
}

LogicalResult ConstantOp::verify() {
  auto values = dyn_cast<DenseFPElementsAttr>(getValues());
  if (!values || !isKnownSize(cast<RankedTensorType>(getValue().getType())))
    return emitOpError("needs float32 values, one by channel");
  for (const APFloat &value : values)
    if (!value.isFinite())
      return emitOpError("needs finite values");
  return success();
}

/// Of the filters of one output channel.
static LogicalResult verifyConnections(ConnectWeightOp op,
                                       ArrayRef<int64_t> channels,
                                       int64_t inputs) {
  int64_t last = -1;
  for (int64_t channel : channels) {
    if (channel <= last || channel >= inputs)
      return op.emitOpError()
             << "connections are ascending channels under " << inputs;
    last = channel;
  }
  return success();
}

LogicalResult ConnectWeightOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  auto value = cast<RankedTensorType>(getValue().getType());
  if (!isKnownSize(weight) || !isKnownSize(value))
    return emitOpError("needs filters of a known size");
  if (weight.getShape().drop_front(1) != value.getShape().drop_front(2))
    return emitOpError("gives filters of the same height and width");
  if (static_cast<int64_t>(getConnections().size()) != value.getDimSize(0))
    return emitOpError("needs connections of each output channel");
  int64_t count = 0;
  for (Attribute list : getConnections()) {
    ArrayRef<int64_t> channels = cast<DenseI64ArrayAttr>(list);
    if (failed(verifyConnections(*this, channels, value.getDimSize(1))))
      return failure();
    count += static_cast<int64_t>(channels.size());
  }
  if (count == weight.getDimSize(0))
    return success();
  return emitOpError() << "has " << weight.getDimSize(0) << " filters for "
                       << count << " connections";
}

LogicalResult FoldWeightOp::verify() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  if (weight.getRank() < 1 || !isKnownSize(weight))
    return emitOpError("needs a weight of a known size");
  return verifyVariance(*this);
}

LogicalResult FoldBiasOp::verify() {
  if (!isKnownSize(cast<RankedTensorType>(getValue().getType())))
    return emitOpError("gives a value for each of a known number of channels");
  return verifyVariance(*this);
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
  if (failed(verifyMatrix(*this)))
    return failure();
  auto weight = cast<RankedTensorType>(getWeight().getType());
  return verifyPerChannel(*this, "bias", getBias(), weight.getDimSize(0));
}

LogicalResult RbfOp::verify() { return verifyMatrix(*this); }

LogicalResult BatchNormOp::verify() {
  if (failed(verifyPositive(*this, "epsilon", getEpsilon().convertToDouble())))
    return failure();
  return verifyPerChannel(*this, "mean", getMean(), channelsOf(getInput()));
}

LogicalResult AffineOp::verify() {
  return verifyPerChannel(*this, "scale", getScale(), channelsOf(getInput()));
}

LogicalResult ScaleOp::verify() {
  if (failed(verifyInferable(*this)) ||
      failed(verifyAllFinite(*this, "factors", getFactors())))
    return failure();
  return verifyAllFinite(*this, "offsets", getOffsets());
}

LogicalResult AddOp::verify() {
  if (!getFactors())
    return success();
  if (getFactors()->size() != getInputs().size())
    return emitOpError() << "has " << getFactors()->size() << " factors for "
                         << getInputs().size() << " inputs";
  return verifyAllFinite(*this, "factors", *getFactors());
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

/// A vector stays as it is.
OpFoldResult FlattenOp::fold(FoldAdaptor) {
  return getType() == getInput().getType() ? getInput() : nullptr;
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  return getInputs().size() == 1 ? getInputs().front() : nullptr;
}
