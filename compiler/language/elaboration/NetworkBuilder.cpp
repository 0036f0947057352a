#include "language/elaboration/NetworkBuilder.h"

#include "network/LayerNames.h"
#include "network/Shapes.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// Of one layer. With these, sums over a whole network fit an int64_t.
constexpr int64_t maxParameters = int64_t{1} << 38;
constexpr int64_t maxMacs = int64_t{1} << 46;

using Wide = __int128;

/// How many pairs of an input and an output channel are connected.
Wide connections(const Conv &conv, int64_t inputs) {
  if (conv.connections.empty())
    return Wide{conv.channels} * (inputs / conv.groups);
  Wide count = 0;
  for (const std::vector<int64_t> &seen : conv.connections)
    count += seen.size();
  return count;
}

/// Weights of a layer that has them, and how often each is used.
std::pair<Wide, Wide> weightsAndUses(const LayerOp &op, const Shape &input,
                                     const Shape &output) {
  if (const auto *conv = std::get_if<Conv>(&op))
    return {connections(*conv, input.channels) * conv->kernel.height *
                conv->kernel.width,
            Wide{output.height} * output.width};
  if (const auto *linear = std::get_if<Linear>(&op))
    return {Wide{linear->features} * input.elements(), 1};
  if (const auto *rbf = std::get_if<Rbf>(&op))
    return {Wide{rbf->features} * input.elements(), 1};
  return {0, 0};
}

} // namespace

Result NetworkBuilder::add(const std::string &path, LayerForm form,
                           const std::vector<LayerId> &inputs,
                           const SourceRange &where, const Instance &instance) {
  const Shape &input = network.shapeOf(inputs.front());
  if (std::optional<std::string> problem =
          resolvePadding(form.op, form.padding, input)) {
    report(path, *problem, inputs, where, instance);
    return std::nullopt;
  }
  Result result = addLayer(path, form.op, inputs, where, instance);
  if (result && form.norm)
    result = addLayer(path + ".norm", *form.norm, {*result}, where, instance);
  if (result && form.activation)
    result = addLayer(path + "." + layerName(*form.activation),
                      *form.activation, {*result}, where, instance);
  return result;
}

Result NetworkBuilder::addLayer(const std::string &path, const LayerOp &op,
                                const std::vector<LayerId> &inputs,
                                const SourceRange &where,
                                const Instance &instance) {
  std::vector<Shape> shapes;
  for (LayerId input : inputs)
    shapes.push_back(network.shapeOf(input));
  ShapeOrError shape = inferShape(op, shapes);
  if (const auto *error = std::get_if<ShapeError>(&shape)) {
    report(path, error->message, inputs, where, instance);
    return std::nullopt;
  }
  auto id = static_cast<LayerId>(network.layers.size());
  network.layers.push_back({path, op, inputs, std::get<Shape>(shape), where});
  network.headOf.push_back(head);
  if (std::optional<std::string> problem = sizeProblem(id)) {
    network.layers.pop_back();
    network.headOf.pop_back();
    report(path, *problem, inputs, where, instance);
    return std::nullopt;
  }
  return id;
}

std::optional<std::string> NetworkBuilder::sizeProblem(LayerId id) const {
  const Layer &layer = network.layers[id];
  auto [weights, uses] = weightsAndUses(
      layer.op, network.shapeOf(layer.inputs.front()), layer.output);
  if (weights > maxParameters)
    return "the layer is too large: over 2^38 weights";
  if (weights * uses > maxMacs)
    return "the layer is too large: over 2^46 multiply-accumulates";
  return std::nullopt;
}

void NetworkBuilder::report(const std::string &path, const std::string &problem,
                            const std::vector<LayerId> &inputs,
                            const SourceRange &where,
                            const Instance &instance) {
  Diagnostic &error =
      diagnostics.error(where, fmt::format("{}: {}", path, problem));
  for (LayerId input : inputs) {
    bool isImage = input == networkInput;
    error.note(isImage ? network.input.where : network.layers[input].where,
               fmt::format("{} is {}",
                           isImage ? "the input '" + network.input.name + "'"
                                   : "its input " + network.layers[input].path,
                           shapeText(network.shapeOf(input))));
  }
  noteInstances(error, instance);
}

} // namespace gnet
