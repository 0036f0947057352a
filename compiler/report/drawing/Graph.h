//===- Graph.h - A network as boxes and arrows ----------------------------===//
#ifndef GNET_REPORT_DRAWING_GRAPH_H
#define GNET_REPORT_DRAWING_GRAPH_H

#include "network/Network.h"

namespace gnet {

/// One drawn node: a layer, with the norms, activations and dropouts that only
/// follow it.
struct DrawnNode {
  std::vector<LayerId> layers; ///< The layer itself first.
};

/// A box around nodes: a use of a module, or a training head.
struct DrawnBox {
  std::string path;
  std::string title;
  bool isHead = false;
  int outer = -1; ///< The box around it, or -1.
};

struct DrawnGraph {
  std::vector<DrawnNode> nodes;
  std::vector<int> boxOf;  ///< By node: the innermost box, or -1.
  std::vector<int> nodeOf; ///< By LayerId.
  std::vector<DrawnBox> boxes;
};

DrawnGraph arrange(const Network &network);

} // namespace gnet

#endif // GNET_REPORT_DRAWING_GRAPH_H
