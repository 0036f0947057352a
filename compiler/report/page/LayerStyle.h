//===- LayerStyle.h - The colours of layers in the page -------------------===//
#ifndef GNET_REPORT_PAGE_LAYERSTYLE_H
#define GNET_REPORT_PAGE_LAYERSTYLE_H

#include "network/Network.h"
#include <map>

namespace gnet {

/// The class of page.css that has a kind's colour, which is the drawing's.
const char *styleOf(LayerFamily family);

/// The same of layers by their paths, as programs name them.
class LayerStyles {
public:
  explicit LayerStyles(const Network &network);

  /// That of what moves data for a layer that is not there.
  const char *of(const std::string &path) const;

private:
  std::map<std::string, LayerFamily> families;
};

} // namespace gnet

#endif // GNET_REPORT_PAGE_LAYERSTYLE_H
