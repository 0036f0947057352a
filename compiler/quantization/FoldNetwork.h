//===- FoldNetwork.h - A network as its integers are made of --------------===//
#ifndef GNET_QUANTIZATION_FOLDNETWORK_H
#define GNET_QUANTIZATION_FOLDNETWORK_H

#include "weights/Weights.h"

namespace gnet {

struct FoldedNetwork {
  Network network;
  Weights weights;
  /// By layer, the one of the network whose result it gives: the last of those
  /// that are in it.
  std::vector<LayerId> origins;
};

/// The inference form, without heads and dropout: what acts by channel is
/// computed into the filters or the matrix before it, to the very digits that
/// packages have; those with connections become dense ones. Paths stay. The
/// error is a variance that cannot be divided by.
llvm::Expected<FoldedNetwork> foldNetwork(const Network &network,
                                          const Weights &weights);

} // namespace gnet

#endif // GNET_QUANTIZATION_FOLDNETWORK_H
