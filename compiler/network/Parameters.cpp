#include "network/Parameters.h"

namespace gnet {

int64_t Parameter::elements() const {
  int64_t product = 1;
  for (int64_t dim : dims)
    product *= dim;
  return product;
}

std::vector<ParameterForm> parameterForms(const LayerOp &op,
                                          const Shape &input) {
  return std::visit(
      [&](const auto &layer) -> std::vector<ParameterForm> {
        if constexpr (requires { layer.parameters(input); })
          return layer.parameters(input);
        else
          return {};
      },
      op);
}

std::vector<Parameter> parametersOf(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  std::vector<Parameter> parameters;
  for (ParameterForm &form :
       parameterForms(layer.op, network.shapeOf(layer.inputs.front())))
    if (form.isThere)
      parameters.push_back(
          {layer.path + form.suffix, form.role, std::move(form.dims)});
  return parameters;
}

std::vector<Parameter> inferenceParameters(const Network &network) {
  std::vector<Parameter> all;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id) {
    if (network.headOf[id] >= 0)
      continue;
    for (Parameter &parameter : parametersOf(network, id))
      all.push_back(std::move(parameter));
  }
  return all;
}

} // namespace gnet
