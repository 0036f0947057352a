//===- GnShapes.cpp - Result types of gn layers ---------------------------===//
//
// Each layer's operands and attributes are put in the terms of network/, whose
// inferShape is the one place that knows window arithmetic.
//
//===----------------------------------------------------------------------===//
#include "ir/gn/GnDialect.h"
#include "network/Shapes.h"

using namespace mlir;
using namespace gnet;
using namespace gnet::gn;

namespace {

/// Types are inferred before operands and attributes are verified: nothing is
/// certain yet. This is `value`'s type if it is a float32 tensor of this rank
/// and a known size, else null.
RankedTensorType tensorOf(Value value, int64_t rank) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  bool fits = type && type.getRank() == rank && type.getElementType().isF32() &&
              isKnownSize(type);
  return fits ? type : nullptr;
}

/// The numbers of `array` if they are `count` of at least `least`, else empty.
ArrayRef<int64_t> numbers(DenseI64ArrayAttr array, size_t count,
                          int64_t least) {
  bool fits = array && size_t(array.size()) == count &&
              llvm::all_of(array.asArrayRef(),
                           [=](int64_t number) { return number >= least; });
  return fits ? array.asArrayRef() : ArrayRef<int64_t>();
}

FailureOr<Extent> extent(DenseI64ArrayAttr array, const char *name,
                         std::optional<Location> location) {
  ArrayRef<int64_t> values = numbers(array, 2, 1);
  if (!values.empty())
    return Extent{values[0], values[1]};
  return emitOptionalError(location, name,
                           " needs two positive numbers: height, width");
}

FailureOr<Padding> padding(DenseI64ArrayAttr array,
                           std::optional<Location> location) {
  ArrayRef<int64_t> values = numbers(array, 4, 0);
  if (!values.empty())
    return Padding{values[0], values[1], values[2], values[3]};
  return emitOptionalError(
      location, "padding needs four numbers from 0: top, left, bottom, right");
}

/// The result type of a layer `op` over `operands`, images of one batch.
LogicalResult inferImage(const LayerOp &op, ValueRange operands,
                         std::optional<Location> location,
                         SmallVectorImpl<Type> &types) {
  std::vector<Shape> inputs;
  int64_t batch = 0;
  for (Value operand : operands) {
    RankedTensorType type = tensorOf(operand, 4);
    if (!type)
      return emitOptionalError(
          location, "needs float32 images of a known size, ",
          "batch x channels x height x width, of at most 2^38 elements");
    ArrayRef<int64_t> dims = type.getShape();
    if (inputs.empty())
      batch = dims[0];
    if (dims[0] != batch)
      return emitOptionalError(location, "needs images of one batch");
    inputs.push_back({dims[1], dims[2], dims[3]});
  }
  ShapeOrError result = inferShape(op, inputs);
  if (auto *error = std::get_if<ShapeError>(&result))
    return emitOptionalError(location, error->message);
  const Shape &shape = std::get<Shape>(result);
  Type element = getElementTypeOrSelf(operands.front());
  auto image = RankedTensorType::get(
      {batch, shape.channels, shape.height, shape.width}, element);
  if (!isKnownSize(image))
    return emitOptionalError(location, "the result ", image,
                             " is too large: over 2^38 elements");
  types.push_back(image);
  return success();
}

template <typename Pool, typename Adaptor>
LogicalResult inferPool(Adaptor adaptor, std::optional<Location> location,
                        SmallVectorImpl<Type> &types) {
  auto kernel = extent(adaptor.getKernelAttr(), "kernel", location);
  auto strides = extent(adaptor.getStridesAttr(), "strides", location);
  auto sides = padding(adaptor.getPaddingAttr(), location);
  if (failed(kernel) || failed(strides) || failed(sides))
    return failure();
  Pool pool;
  pool.kernel = *kernel;
  pool.stride = *strides;
  pool.padding = *sides;
  pool.rounding = adaptor.getCeil() ? Rounding::Ceil : Rounding::Floor;
  return inferImage(pool, adaptor.getInput(), location, types);
}

} // namespace

Type gn::byOutputChannel(Type weight) {
  auto type = dyn_cast<RankedTensorType>(weight);
  if (!type || type.getRank() < 1)
    return weight;
  return RankedTensorType::get(type.getDimSize(0), type.getElementType());
}

bool gn::isKnownSize(RankedTensorType type) {
  constexpr int64_t most = int64_t{1} << 38;
  int64_t elements = 1;
  for (int64_t dim : type.getShape()) {
    if (dim < 1 || dim > most / elements)
      return false;
    elements *= dim;
  }
  return true;
}

LogicalResult gn::inferSameImage(Value image, std::optional<Location> location,
                                 SmallVectorImpl<Type> &types) {
  return inferImage(Relu{}, image, location, types);
}

LogicalResult ConvOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> location,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  RankedTensorType weight = tensorOf(adaptor.getWeight(), 4);
  if (!weight)
    return emitOptionalError(location, "needs float32 filters of a known size");
  auto strides = extent(adaptor.getStridesAttr(), "strides", location);
  auto dilations = extent(adaptor.getDilationsAttr(), "dilations", location);
  auto sides = padding(adaptor.getPaddingAttr(), location);
  if (failed(strides) || failed(dilations) || failed(sides))
    return failure();
  // Defaults are filled in only after an operation is parsed.
  int64_t groups = adaptor.getGroupsAttr() ? adaptor.getGroups() : 1;
  if (groups < 1)
    return emitOptionalError(location, "groups needs to be at least 1");
  Conv conv;
  conv.channels = weight.getDimSize(0);
  conv.kernel = {weight.getDimSize(2), weight.getDimSize(3)};
  conv.stride = *strides;
  conv.dilation = *dilations;
  conv.padding = *sides;
  conv.groups = groups;
  return inferImage(conv, adaptor.getInput(), location, types);
}

LogicalResult LinearOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  RankedTensorType weight = tensorOf(adaptor.getWeight(), 2);
  if (!weight)
    return emitOptionalError(location,
                             "needs a float32 weight of a known size");
  return inferImage(Linear{weight.getDimSize(0), bool(adaptor.getBias())},
                    adaptor.getInput(), location, types);
}

LogicalResult RbfOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  RankedTensorType weight = tensorOf(adaptor.getWeight(), 2);
  if (!weight)
    return emitOptionalError(location,
                             "needs a float32 weight of a known size");
  return inferImage(Rbf{weight.getDimSize(0)}, adaptor.getInput(), location,
                    types);
}

LogicalResult MaxPoolOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location> location,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  return inferPool<MaxPool>(adaptor, location, types);
}

LogicalResult AvgPoolOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location> location,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  return inferPool<AvgPool>(adaptor, location, types);
}

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  if (adaptor.getInputs().empty())
    return emitOptionalError(location, "needs at least one input");
  return inferImage(Concat{}, adaptor.getInputs(), location, types);
}

LogicalResult AddOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  if (adaptor.getInputs().size() < 2)
    return emitOptionalError(location, "needs at least two inputs");
  return inferImage(Add{}, adaptor.getInputs(), location, types);
}

LogicalResult ScaleOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> location,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  if (!adaptor.getFactorsAttr() || !adaptor.getOffsetsAttr())
    return emitOptionalError(location, "needs factors and offsets");
  return inferImage(Scale{adaptor.getFactors(), adaptor.getOffsets()},
                    adaptor.getInput(), location, types);
}

#define INFER_UNARY(OP, LAYER)                                                 \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *, std::optional<Location> location, Adaptor adaptor,        \
      SmallVectorImpl<Type> &types) {                                          \
    return inferImage(LAYER, adaptor.getInput(), location, types);             \
  }
INFER_UNARY(AffineOp, Affine{})
INFER_UNARY(BatchNormOp, BatchNorm{})
INFER_UNARY(GlobalAvgPoolOp, GlobalAvgPool{})
INFER_UNARY(SoftmaxOp, Softmax{})
INFER_UNARY(FlattenOp, Flatten{})
INFER_UNARY(DropoutOp, Dropout{})
INFER_UNARY(LrnOp, Lrn{})
#undef INFER_UNARY
