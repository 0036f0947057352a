#include "network/InnerOutputs.h"

#include <algorithm>

namespace gnet {

namespace {

/// Whether `path` is `outer` or lies in it.
bool isWithin(const std::string &path, const std::string &outer) {
  return path.starts_with(outer) &&
         (path.size() == outer.size() || path[outer.size()] == '.');
}

/// By layer: whether a layer of `outputs` is it or needs it.
std::vector<bool> neededFor(const Network &network,
                            const std::vector<Output> &outputs) {
  std::vector<bool> needed(network.layers.size());
  const auto need = [&](LayerId id) {
    if (id != networkInput)
      needed[id] = true;
  };
  for (const Output &output : outputs)
    need(output.layer);
  // Every layer stands after its inputs.
  for (LayerId id = static_cast<LayerId>(needed.size()) - 1; id >= 0; --id)
    if (needed[id])
      std::ranges::for_each(network.layers[id].inputs, need);
  return needed;
}

/// A network with some layers gone, and the places of the others in it.
class Pruned {
public:
  Pruned(const Network &network, const std::vector<bool> &needed)
      : whole(network), result(network), places(needed.size(), networkInput) {
    result.layers.clear();
    for (size_t id = 0; id < needed.size(); ++id)
      if (needed[id])
        keepLayer(static_cast<LayerId>(id));
    result.headOf.assign(result.layers.size(), -1);
    result.heads.clear();
    keepRows();
    std::erase_if(result.modules, [&](const ModuleUse &use) {
      return std::ranges::none_of(result.layers, [&](const Layer &layer) {
        return isWithin(layer.path, use.path);
      });
    });
  }

  Network take(std::vector<Output> outputs) {
    for (Output &output : outputs)
      output.layer = placeOf(output.layer);
    if (outputs.size() > 1 || outputs[0].layer != placeOf(whole.output))
      result.labels.clear();
    result.output = outputs.back().layer;
    result.features = std::move(outputs);
    return std::move(result);
  }

private:
  LayerId placeOf(LayerId id) const {
    return id == networkInput ? networkInput : places[id];
  }

  void keepLayer(LayerId id) {
    places[id] = static_cast<LayerId>(result.layers.size());
    Layer &layer = result.layers.emplace_back(whole.layers[id]);
    for (LayerId &input : layer.inputs)
      input = placeOf(input);
  }

  /// What the paper prints of a row is of all its layers.
  void keepRows() {
    result.rows.clear();
    for (Row row : whole.rows) {
      const size_t all = row.layers.size();
      std::erase_if(row.layers,
                    [&](LayerId id) { return placeOf(id) == networkInput; });
      if (row.layers.empty())
        continue;
      for (LayerId &id : row.layers)
        id = placeOf(id);
      if (row.layers.size() < all) {
        row.params.reset();
        row.ops.reset();
      }
      const LayerId end = placeOf(row.result);
      row.result = end == networkInput ? row.layers.back() : end;
      result.rows.push_back(std::move(row));
    }
  }

  const Network &whole;
  Network result;
  std::vector<LayerId> places; ///< By layer of `whole`.
};

} // namespace

std::optional<LayerId> findResult(const Network &network,
                                  const std::string &path) {
  for (LayerId id = static_cast<LayerId>(network.layers.size()) - 1; id >= 0;
       --id)
    if (network.headOf[id] < 0 && isWithin(network.layers[id].path, path))
      return id;
  return std::nullopt;
}

std::vector<std::string> resultPaths(const Network &network) {
  std::vector<std::string> paths;
  for (size_t id = 0; id < network.layers.size(); ++id)
    if (network.headOf[id] < 0)
      paths.push_back(network.layers[id].path);
  for (const ModuleUse &use : network.modules)
    if (findResult(network, use.path))
      paths.push_back(use.path);
  return paths;
}

std::vector<std::string> layerResults(const Network &network) {
  std::vector<std::string> paths;
  for (size_t id = 0; id < network.layers.size(); ++id) {
    const Layer &layer = network.layers[id];
    const bool isPart = !paths.empty() && isWithin(layer.path, paths.back());
    if (network.headOf[id] < 0 && !isPart && !kindOf(layer.op).onlyTraining &&
        !std::holds_alternative<Flatten>(layer.op))
      paths.push_back(layer.path);
  }
  return paths;
}

Network withOutputs(const Network &network, std::vector<Output> outputs) {
  return Pruned(network, neededFor(network, outputs)).take(std::move(outputs));
}

} // namespace gnet
