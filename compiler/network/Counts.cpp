#include "network/Counts.h"
#include "network/Parameters.h"
#include <algorithm>
#include <map>

namespace gnet {

namespace {

bool isTrainable(const Parameter &parameter) {
  return parameter.role != ParameterRole::Mean &&
         parameter.role != ParameterRole::Variance &&
         parameter.role != ParameterRole::Centres;
}

/// Each weight is used once for each place of the output.
int64_t macsOf(const Layer &layer, const std::vector<Parameter> &parameters) {
  if (!kindOf(layer.op).isWeighted)
    return 0;
  int64_t places = layer.output.height * layer.output.width;
  return parameters.front().elements() * places;
}

Counts countLayers(const Network &network, int head) {
  Counts sum;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    if (network.headOf[id] == head)
      sum += countLayer(network, id);
  return sum;
}

} // namespace

Counts &Counts::operator+=(const Counts &other) {
  parameters += other.parameters;
  macs += other.macs;
  activationBytes += other.activationBytes;
  return *this;
}

Counts countLayer(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  std::vector<Parameter> parameters = parametersOf(network, id);
  Counts counts;
  for (const Parameter &parameter : parameters)
    if (isTrainable(parameter))
      counts.parameters += parameter.elements();
  counts.macs = macsOf(layer, parameters);
  if (!kindOf(layer.op).onlyTraining)
    counts.activationBytes =
        layer.output.elements() * static_cast<int64_t>(sizeof(float));
  return counts;
}

Counts countRow(const Network &network, const Row &row) {
  Counts sum;
  for (LayerId id : row.layers)
    sum += countLayer(network, id);
  return sum;
}

Counts countInference(const Network &network) {
  return countLayers(network, -1);
}

Counts countHead(const Network &network, int head) {
  return countLayers(network, head);
}

int depthOfRow(const Network &network, const Row &row) {
  std::map<LayerId, int> depths;
  int deepest = 0;
  for (LayerId id : row.layers) {
    int depth = 0;
    for (LayerId input : network.layers[id].inputs)
      if (auto found = depths.find(input); found != depths.end())
        depth = std::max(depth, found->second);
    depth += kindOf(network.layers[id].op).isWeighted ? 1 : 0;
    depths[id] = depth;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

} // namespace gnet
