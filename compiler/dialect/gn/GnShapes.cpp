//===- GnShapes.cpp - Result types of gn layers ---------------------------===//
//
// Each layer's operands and attributes are put in the terms of network/, whose
// inferShape is the one place that knows window arithmetic.
//
//===----------------------------------------------------------------------===//
#include "dialect/gn/GnDialect.h"
#include "network/Shapes.h"

using namespace mlir;
using namespace gnet;
using namespace gnet::gn;

namespace {

Shape shapeOf(Value image) {
  ArrayRef<int64_t> dims = cast<RankedTensorType>(image.getType()).getShape();
  return {dims[1], dims[2], dims[3]};
}

Extent extent(ArrayRef<int64_t> values) { return {values[0], values[1]}; }

Padding padding(ArrayRef<int64_t> values) {
  return {values[0], values[1], values[2], values[3]};
}

/// Why attributes of a window cannot be read, or null.
const char *malformedWindow(ArrayRef<int64_t> kernel, ArrayRef<int64_t> strides,
                            ArrayRef<int64_t> pad,
                            ArrayRef<int64_t> dilations) {
  auto allAtLeast = [](ArrayRef<int64_t> values, int64_t least) {
    return llvm::all_of(values, [=](int64_t v) { return v >= least; });
  };
  if (kernel.size() != 2 || !allAtLeast(kernel, 1))
    return "kernel needs two positive extents: height, width";
  if (strides.size() != 2 || !allAtLeast(strides, 1))
    return "strides needs two positive numbers: height, width";
  if (dilations.size() != 2 || !allAtLeast(dilations, 1))
    return "dilations needs two positive numbers: height, width";
  if (pad.size() != 4 || !allAtLeast(pad, 0))
    return "padding needs four numbers from 0: top, left, bottom, right";
  return nullptr;
}

/// The result type of a layer `op` over `operands`, images of one batch.
LogicalResult inferImage(const LayerOp &op, ValueRange operands,
                         std::optional<Location> location,
                         SmallVectorImpl<Type> &types) {
  std::vector<Shape> inputs;
  for (Value operand : operands) {
    if (!cast<RankedTensorType>(operand.getType()).hasStaticShape())
      return emitOptionalError(location, "needs images of a known size");
    inputs.push_back(shapeOf(operand));
  }
  ShapeOrError result = inferShape(op, inputs);
  if (auto *error = std::get_if<ShapeError>(&result))
    return emitOptionalError(location, error->message);
  const Shape &shape = std::get<Shape>(result);
  auto input = cast<RankedTensorType>(operands.front().getType());
  types.push_back(RankedTensorType::get(
      {input.getDimSize(0), shape.channels, shape.height, shape.width},
      input.getElementType()));
  return success();
}

template <typename Pool, typename Adaptor>
LogicalResult inferPool(Adaptor adaptor, std::optional<Location> location,
                        SmallVectorImpl<Type> &types) {
  if (const char *why =
          malformedWindow(adaptor.getKernel(), adaptor.getStrides(),
                          adaptor.getPadding(), {1, 1}))
    return emitOptionalError(location, why);
  Pool pool;
  pool.kernel = extent(adaptor.getKernel());
  pool.stride = extent(adaptor.getStrides());
  pool.padding = padding(adaptor.getPadding());
  pool.rounding = adaptor.getCeil() ? Rounding::Ceil : Rounding::Floor;
  return inferImage(pool, adaptor.getInput(), location, types);
}

} // namespace

LogicalResult ConvOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> location,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  auto weight = cast<RankedTensorType>(adaptor.getWeight().getType());
  if (!weight.hasStaticShape() || weight.getDimSize(0) < 1)
    return emitOptionalError(location, "needs filters of a known size");
  ArrayRef<int64_t> kernel = weight.getShape().drop_front(2);
  if (const char *why =
          malformedWindow(kernel, adaptor.getStrides(), adaptor.getPadding(),
                          adaptor.getDilations()))
    return emitOptionalError(location, why);
  if (adaptor.getGroups() < 1)
    return emitOptionalError(location, "groups needs to be at least 1");
  Conv conv;
  conv.channels = weight.getDimSize(0);
  conv.kernel = extent(kernel);
  conv.stride = extent(adaptor.getStrides());
  conv.dilation = extent(adaptor.getDilations());
  conv.padding = padding(adaptor.getPadding());
  conv.groups = adaptor.getGroups();
  return inferImage(conv, adaptor.getInput(), location, types);
}

LogicalResult LinearOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto weight = cast<RankedTensorType>(adaptor.getWeight().getType());
  if (!weight.hasStaticShape())
    return emitOptionalError(location, "needs a weight of a known size");
  return inferImage(Linear{weight.getDimSize(0), bool(adaptor.getBias())},
                    adaptor.getInput(), location, types);
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

#define INFER_UNARY(OP, LAYER)                                                 \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *, std::optional<Location> location, Adaptor adaptor,        \
      SmallVectorImpl<Type> &types) {                                          \
    return inferImage(LAYER, adaptor.getInput(), location, types);             \
  }
INFER_UNARY(BatchNormOp, BatchNorm{})
INFER_UNARY(GlobalAvgPoolOp, GlobalAvgPool{})
INFER_UNARY(ReluOp, Relu{})
INFER_UNARY(SoftmaxOp, Softmax{})
INFER_UNARY(FlattenOp, Flatten{})
INFER_UNARY(DropoutOp, Dropout{})
INFER_UNARY(LrnOp, Lrn{})
#undef INFER_UNARY
