#include "network/ShapeText.h"

namespace gnet {

std::string shapeText(const Shape &shape) {
  return std::to_string(shape.height) + "x" + std::to_string(shape.width) +
         "x" + std::to_string(shape.channels);
}

std::string extentText(const Extent &extent) {
  return std::to_string(extent.height) + "x" + std::to_string(extent.width);
}

} // namespace gnet
