//===- Unit.h - The network as a tree of its paths ------------------------===//
#ifndef GNET_PYTORCH_TREE_UNIT_H
#define GNET_PYTORCH_TREE_UNIT_H

#include "network/Network.h"
#include <map>
#include <optional>

namespace gnet {

/// A layer, or the layers whose paths begin alike: what becomes one attribute
/// of a module of PyTorch.
struct TorchUnit {
  std::string name;             ///< The last word of the path.
  std::string path;             ///< Dotted; empty for the network itself.
  std::string module;           ///< Of the spec, if it is a use of one.
  std::optional<LayerId> layer; ///< Else it has parts.
  /// Its norm and its activation, which stand under its path.
  std::vector<LayerId> followers;
  std::vector<TorchUnit> parts;
  /// By the layer that gives them: what it takes from outside of it, in the
  /// order of use, and what others take of it.
  std::vector<LayerId> inputs, outputs;

  /// Of a layer: what it gives, with its followers.
  LayerId result() const {
    return followers.empty() ? *layer : followers.back();
  }
  /// Whether each part takes what the one before gives, and no other does.
  bool isSequence = false;
};

/// The network for PyTorch, whose loss takes scores: a softmax that is the last
/// layer of the network or of a head is not part of it.
struct TorchNetwork {
  const Network &network;
  TorchUnit root;
  LayerId output; ///< What the scores are.
  bool hasSoftmax = false;
  std::vector<LayerId> headOutputs;
};

/// An error is a name that modules of PyTorch cannot have.
std::optional<std::string> nameProblem(const Network &network);

TorchNetwork torchNetwork(const Network &network);

} // namespace gnet

#endif // GNET_PYTORCH_TREE_UNIT_H
