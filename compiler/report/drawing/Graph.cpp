#include "report/drawing/Graph.h"
#include "network/Uses.h"
#include <fmt/format.h>

namespace gnet {

namespace {

bool isWithin(const std::string &path, const std::string &box) {
  return path.size() > box.size() && path[box.size()] == '.' &&
         path.compare(0, box.size(), box) == 0;
}

/// The innermost of the first `count` boxes around `path`: inner boxes stand
/// behind outer ones.
int innermostBox(const std::vector<DrawnBox> &boxes, int count,
                 const std::string &path) {
  for (int box = count - 1; box >= 0; --box)
    if (isWithin(path, boxes[box].path))
      return box;
  return -1;
}

std::vector<DrawnBox> boxesOf(const Network &network) {
  std::vector<DrawnBox> boxes;
  for (const Head &head : network.heads)
    boxes.push_back({head.name,
                     fmt::format("{} (training only, loss {:g})", head.name,
                                 head.lossWeight),
                     true, -1});
  for (const ModuleUse &use : network.modules) {
    const std::string name = use.path.substr(use.path.rfind('.') + 1);
    int outer = innermostBox(boxes, static_cast<int>(boxes.size()), use.path);
    boxes.push_back({use.path, name, false, outer});
  }
  return boxes;
}

} // namespace

DrawnGraph arrange(const Network &network) {
  DrawnGraph graph;
  graph.boxes = boxesOf(network);
  const std::vector<int> uses = countUses(network);
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id) {
    const Layer &layer = network.layers[id];
    LayerId input = layer.inputs.front();
    bool joins = kindOf(layer.op).drawnOnInput && input != networkInput &&
                 uses[input] == 1 &&
                 network.headOf[input] == network.headOf[id];
    if (joins) {
      int node = graph.nodeOf[input];
      graph.nodes[node].layers.push_back(id);
      graph.nodeOf.push_back(node);
      continue;
    }
    graph.nodeOf.push_back(static_cast<int>(graph.nodes.size()));
    graph.nodes.push_back({{id}});
    graph.boxOf.push_back(innermostBox(
        graph.boxes, static_cast<int>(graph.boxes.size()), layer.path));
  }
  return graph;
}

} // namespace gnet
