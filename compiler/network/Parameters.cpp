#include "network/Parameters.h"

namespace gnet {

int64_t Parameter::elements() const {
  int64_t product = 1;
  for (int64_t dim : dims)
    product *= dim;
  return product;
}

int64_t connectionCount(const Conv &conv) {
  int64_t count = 0;
  for (const std::vector<int64_t> &seen : conv.connections)
    count += static_cast<int64_t>(seen.size());
  return count;
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
    const auto [height, width] = conv.kernel;
    if (conv.connections.empty())
      add(".weight", ParameterRole::Weight,
          {conv.channels, input.channels / conv.groups, height, width});
    else
      add(".weight", ParameterRole::Weight,
          {connectionCount(conv), height, width});
    if (conv.bias)
      add(".bias", ParameterRole::Bias, {conv.channels});
  }

  void operator()(const Linear &linear) {
    add(".weight", ParameterRole::Weight, {linear.features, input.elements()});
    if (linear.bias)
      add(".bias", ParameterRole::Bias, {linear.features});
  }

  void operator()(const BatchNorm &norm) {
    if (norm.scale)
      add(".weight", ParameterRole::Scale, {input.channels});
    if (norm.shift)
      add(".bias", ParameterRole::Shift, {input.channels});
    add(".running_mean", ParameterRole::Mean, {input.channels});
    add(".running_var", ParameterRole::Variance, {input.channels});
  }

  void operator()(const Affine &affine) {
    add(".weight", ParameterRole::Scale, {input.channels});
    if (affine.bias)
      add(".bias", ParameterRole::Shift, {input.channels});
  }

  void operator()(const Rbf &rbf) {
    add(".weight", ParameterRole::Centres, {rbf.features, input.elements()});
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
