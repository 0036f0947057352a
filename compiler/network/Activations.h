//===- Activations.h - Which layers are activations -----------------------===//
#ifndef GNET_NETWORK_ACTIVATIONS_H
#define GNET_NETWORK_ACTIVATIONS_H

#include "network/Network.h"

namespace gnet {

/// Of each element alone, and not linear.
inline bool isActivation(const LayerOp &op) {
  return std::holds_alternative<Relu>(op) ||
         std::holds_alternative<LeakyRelu>(op) ||
         std::holds_alternative<Sigmoid>(op) ||
         std::holds_alternative<Tanh>(op);
}

} // namespace gnet

#endif // GNET_NETWORK_ACTIVATIONS_H
