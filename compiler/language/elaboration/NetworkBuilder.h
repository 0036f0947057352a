//===- NetworkBuilder.h - Adds layers to a network, with their shapes -----===//
#ifndef GNET_LANGUAGE_ELABORATION_NETWORKBUILDER_H
#define GNET_LANGUAGE_ELABORATION_NETWORKBUILDER_H

#include "language/diagnostics/Diagnostics.h"
#include "language/elaboration/Instances.h"
#include "language/elaboration/LayerReader.h"
#include "language/elaboration/SymbolTable.h"
#include "network/ShapeText.h"

namespace gnet {

class NetworkBuilder {
public:
  NetworkBuilder(Network &network, Diagnostics &diagnostics)
      : network(network), diagnostics(diagnostics) {}

  /// Layers that follow belong to this head; -1 for none.
  void setHead(int head) { this->head = head; }

  /// The operation at `path`, its norm at `path.norm`, its activation at
  /// `path.relu` or as it is called. Nothing if it cannot be (reported with
  /// `instance`).
  Result add(const std::string &path, LayerForm form,
             const std::vector<LayerId> &inputs, const SourceRange &where,
             const Instance &instance);

private:
  Result addLayer(const std::string &path, const LayerOp &op,
                  const std::vector<LayerId> &inputs, const SourceRange &where,
                  const Instance &instance);
  std::optional<std::string> sizeProblem(LayerId id) const;
  void report(const std::string &path, const std::string &problem,
              const std::vector<LayerId> &inputs, const SourceRange &where,
              const Instance &instance);

  Network &network;
  Diagnostics &diagnostics;
  int head = -1;
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_NETWORKBUILDER_H
