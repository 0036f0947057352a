#include "report/page/LayerStyle.h"

namespace gnet {

const char *styleOf(LayerFamily family) {
  switch (family) {
  case LayerFamily::Filter:
    return "filter";
  case LayerFamily::Pool:
    return "pool";
  case LayerFamily::Output:
    return "output";
  case LayerFamily::Join:
    return "join";
  case LayerFamily::ByElement:
    return "element";
  }
  return "element";
}

LayerStyles::LayerStyles(const Network &network) {
  for (const Layer &layer : network.layers)
    families[layer.path] = kindOf(layer.op).family;
}

const char *LayerStyles::of(const std::string &path) const {
  auto found = families.find(path);
  return found == families.end() ? "move" : styleOf(found->second);
}

} // namespace gnet
