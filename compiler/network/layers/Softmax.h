//===- Softmax.h - Softmax ------------------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_SOFTMAX_H
#define GNET_NETWORK_LAYERS_SOFTMAX_H

#include "network/layers/Description.h"

namespace gnet {

/// Over the channels.
struct Softmax {
  bool operator==(const Softmax &) const = default;

  static constexpr const char *word = "softmax";
  static constexpr const char *shortName = "prob";
  static constexpr const char *doc = "e^x over its sum, over the channels";
  static constexpr LayerFamily family = LayerFamily::Output;
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_SOFTMAX_H
