//===- InnerOutputs.h - Inner results as what a network gives -------------===//
#ifndef GNET_NETWORK_INNEROUTPUTS_H
#define GNET_NETWORK_INNEROUTPUTS_H

#include "network/Network.h"

namespace gnet {

/// The layer whose result `path` stands for: of a layer with its norm and
/// activation, what these make of it; of a use of a module, its last layer.
/// Nothing for a path that inference does not have.
std::optional<LayerId> findResult(const Network &network,
                                  const std::string &path);

/// Every path that stands for a result, those of modules included.
std::vector<std::string> resultPaths(const Network &network);

/// Of these the paths of layers, in their order, but of those that are a part
/// of another layer and of those that change no value.
std::vector<std::string> layerResults(const Network &network);

/// `network` with `outputs`, at least one, as what it gives, in this order: of
/// its layers and rows those that lead there are left, of heads none. The
/// labels name what the network's own end gives, and stay where that is all
/// that is asked for.
Network withOutputs(const Network &network, std::vector<Output> outputs);

} // namespace gnet

#endif // GNET_NETWORK_INNEROUTPUTS_H
