//===- Uses.h - Who reads a layer's result --------------------------------===//
#ifndef GNET_NETWORK_USES_H
#define GNET_NETWORK_USES_H

#include "network/Network.h"

namespace gnet {

/// By layer: how many inputs of others it is; each of the network's outputs
/// counts one.
std::vector<int> countUses(const Network &network);

} // namespace gnet

#endif // GNET_NETWORK_USES_H
