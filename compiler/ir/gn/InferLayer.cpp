//===- InferLayer.cpp - The result type of a layer ------------------------===//
#include "ir/gn/InferLayer.h"
#include "ir/gn/GnDialect.h"
#include "network/Parameters.h"
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

/// Gives `layer` the sizes that its weight tells.
LogicalResult takeWeight(LayerOp &layer, ValueRange operands,
                         std::optional<Location> location) {
  return std::visit(
      [&](auto &op) -> LogicalResult {
        if constexpr (requires { op.takeWeight({}); }) {
          const auto rank =
              static_cast<int64_t>(op.parameters(Shape())[0].dims.size());
          RankedTensorType weight =
              operands.size() > 1 ? tensorOf(operands[1], rank) : nullptr;
          if (!weight)
            return emitOptionalError(location, "needs ",
                                     rank == 4 ? "float32 filters"
                                               : "a float32 weight",
                                     " of a known size");
          op.takeWeight(weight.getShape().vec());
        }
        return success();
      },
      layer);
}

/// The result type of `layer` over `images`, which are of one batch.
LogicalResult inferImage(const LayerOp &layer, ValueRange images,
                         std::optional<Location> location,
                         SmallVectorImpl<Type> &types) {
  std::vector<Shape> inputs;
  int64_t batch = 0;
  for (Value image : images) {
    RankedTensorType type = tensorOf(image, 4);
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
  ShapeOrError result = inferShape(layer, inputs);
  if (auto *error = std::get_if<ShapeError>(&result))
    return emitOptionalError(location, error->message);
  const Shape &shape = std::get<Shape>(result);
  Type element = getElementTypeOrSelf(images.front());
  auto image = RankedTensorType::get(
      {batch, shape.channels, shape.height, shape.width}, element);
  if (!isKnownSize(image))
    return emitOptionalError(location, "the result ", image,
                             " is too large: over 2^38 elements");
  types.push_back(image);
  return success();
}

} // namespace

LogicalResult gn::inferLayer(StringRef operation, ValueRange operands,
                             AttributeLookup attribute,
                             std::optional<Location> location,
                             SmallVectorImpl<Type> &types) {
  const LayerKind *kind = findLayerKind(operation.split('.').second.str());
  assert(kind && "every layer of gn is one of network/Layers.h");
  if (operands.size() < size_t(kind->leastInputs))
    return emitOptionalError(location, "needs at least ",
                             kind->leastInputs == 1 ? "one input"
                                                    : "two inputs");
  FailureOr<LayerOp> layer = layerOf(*kind, attribute, location);
  if (failed(layer) || failed(takeWeight(*layer, operands, location)))
    return failure();
  return inferImage(*layer, kind->isJoin ? operands : operands.take_front(),
                    location, types);
}

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
