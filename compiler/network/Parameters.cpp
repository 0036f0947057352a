#include "network/Parameters.h"

namespace gnet {

int64_t Parameter::elements() const {
  int64_t product = 1;
  for (int64_t dim : dims)
    product *= dim;
  return product;
}

namespace {

struct ParameterLister {
  const std::string &path;
  const Shape &input;
  std::vector<Parameter> parameters;

  void add(const char *suffix, ParameterRole role, std::vector<int64_t> dims) {
    parameters.push_back({path + suffix, role, std::move(dims)});
  }

  void operator()(const Conv &conv) {
    add(".weight", ParameterRole::Weight,
        {conv.channels, input.channels / conv.groups, conv.kernel.height,
         conv.kernel.width});
    if (conv.bias)
      add(".bias", ParameterRole::Bias, {conv.channels});
  }

  void operator()(const Linear &linear) {
    add(".weight", ParameterRole::Weight, {linear.features, input.elements()});
    if (linear.bias)
      add(".bias", ParameterRole::Bias, {linear.features});
  }

  void operator()(const BatchNorm &norm) {
    if (norm.affine) {
      add(".weight", ParameterRole::Scale, {input.channels});
      add(".bias", ParameterRole::Shift, {input.channels});
    }
    add(".running_mean", ParameterRole::Mean, {input.channels});
    add(".running_var", ParameterRole::Variance, {input.channels});
  }

  template <typename Other> void operator()(const Other &) {}
};

} // namespace

std::vector<Parameter> parametersOf(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  ParameterLister lister{layer.path, network.shapeOf(layer.inputs.front()), {}};
  std::visit(lister, layer.op);
  return std::move(lister.parameters);
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
