//===- ShapeText.h - Shapes as messages and reports write them ------------===//
#ifndef GNET_NETWORK_SHAPETEXT_H
#define GNET_NETWORK_SHAPETEXT_H

#include "network/Shape.h"

namespace gnet {

/// As papers write it: height x width x channels.
std::string shapeText(const Shape &shape);

/// `3x3`: height x width.
std::string extentText(const Extent &extent);

} // namespace gnet

#endif // GNET_NETWORK_SHAPETEXT_H
