#include "language/elaboration/NetworkBuilder.h"

#include "network/LayerNames.h"
#include "network/Parameters.h"
#include "network/Shapes.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// Of one layer. With these, sums over a whole network fit an int64_t.
constexpr int64_t maxParameters = int64_t{1} << 38;
constexpr int64_t maxMacs = int64_t{1} << 46;

using Wide = __int128;

/// Elements of a layer's weight, or of its centres.
Wide weightsOf(const LayerOp &op, const Shape &input) {
  for (const ParameterForm &form : parameterForms(op, input))
    if (form.role == ParameterRole::Weight ||
        form.role == ParameterRole::Centres) {
      Wide elements = 1;
      for (int64_t dim : form.dims)
        elements *= dim;
      return elements;
    }
  return 0;
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
  const Wide weights =
      weightsOf(layer.op, network.shapeOf(layer.inputs.front()));
  const Wide uses = Wide{layer.output.height} * layer.output.width;
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
