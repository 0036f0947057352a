//===- Flatten.h - Images as vectors --------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_FLATTEN_H
#define GNET_NETWORK_LAYERS_FLATTEN_H

#include "network/layers/Description.h"

namespace gnet {

/// c x h x w to (c * h * w) x 1 x 1, in that order.
struct Flatten {
  bool operator==(const Flatten &) const = default;

  static constexpr const char *word = "flatten";
  static constexpr const char *doc = "makes the image a vector, channels first";

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    return Shape{inputs.front().elements(), 1, 1};
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_FLATTEN_H
