//===- TestNetwork.h - A small network with a tensor of every role --------===//
#ifndef GNET_UNIT_WEIGHTS_TESTNETWORK_H
#define GNET_UNIT_WEIGHTS_TESTNETWORK_H

#include "network/Network.h"

namespace gnet {

/// conv (4 channels) -> norm -> linear (3 features), and a head `aux.fc`.
inline Network testNetwork() {
  Network network;
  network.name = "small";
  network.input.shape = {2, 3, 3};
  Conv conv;
  conv.channels = 4;
  conv.kernel = {3, 3};
  network.layers = {
      {"conv", conv, {networkInput}, {4, 1, 1}, {}},
      {"norm", BatchNorm{}, {0}, {4, 1, 1}, {}},
      {"aux.fc", Linear{2, true}, {1}, {2, 1, 1}, {}},
      {"fc", Linear{3, true}, {1}, {3, 1, 1}, {}},
  };
  network.headOf = {-1, -1, 0, -1};
  network.heads.push_back({"aux", 1, 2, 0.3, {}});
  network.output = 3;
  return network;
}

} // namespace gnet

#endif // GNET_UNIT_WEIGHTS_TESTNETWORK_H
