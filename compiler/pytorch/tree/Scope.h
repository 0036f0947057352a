//===- Scope.h - What a layer is made with, by name -----------------------===//
//
// Layers of a module that is used several times differ in numbers: where they
// do, these become parameters of a class. So every number has the name that it
// would have as one, and the channels that a layer takes are those that another
// gives.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_PYTORCH_TREE_SCOPE_H
#define GNET_PYTORCH_TREE_SCOPE_H

#include "pytorch/python/Expression.h"
#include "pytorch/tree/Unit.h"

namespace gnet {

/// Texts of classes that are written into the file since a layer needs them, in
/// the order of need.
class TorchClassesUsed {
public:
  void need(const std::string &name, const std::string &text);
  const std::vector<std::pair<std::string, std::string>> &all() const {
    return texts;
  }

private:
  std::vector<std::pair<std::string, std::string>> texts;
};

/// What convolutions, or linear layers, mostly have in this network: the
/// defaults of the class that they are written as.
struct TorchUsual {
  std::string bias = "True", norm = "None", activation = "None";
  bool hasPads = false; ///< Whether some are padded unlike on their sides.
};

/// Whether opposite sides are padded alike, as PyTorch does it.
inline bool isEven(const Padding &pad) {
  return pad.top == pad.bottom && pad.left == pad.right;
}

/// The class that is being written.
class TorchScope {
public:
  TorchScope(const Network &network, const TorchUnit &unit)
      : network(network), unit(unit) {}

  /// The path below the scope, as a name.
  std::string nameOf(const std::string &path) const;
  PythonExpression channelsOf(LayerId value) const;

private:
  bool isInside(LayerId value) const;

  const Network &network;
  const TorchUnit &unit;
};

/// A layer that is being written, and its place.
class TorchLayer {
public:
  TorchLayer(const Network &network, const TorchUnit &unit,
             const TorchScope &scope, const TorchUsual &usual, std::string norm,
             std::string activation, TorchClassesUsed &used)
      : network(network), unit(unit), scope(scope), usual(usual),
        norm(std::move(norm)), activation(std::move(activation)), used(used) {}

  const LayerOp &op() const { return network.layers[*unit.layer].op; }
  const Shape &input() const {
    return network.shapeOf(network.layers[*unit.layer].inputs.front());
  }
  const Shape &output() const { return network.layers[*unit.layer].output; }

  /// Whether it is a convolution of each channel by itself.
  bool isDepthwise() const;

  /// Channels of the input, and all its elements.
  PythonExpression channels() const;
  PythonExpression elements() const;
  /// Channels that it gives.
  PythonExpression outputs(int64_t count) const;

  /// Other arguments; `fallback` is what is meant without.
  PythonExpression number(const std::string &keyword, int64_t value,
                          int64_t fallback) const;
  PythonExpression extent(const std::string &keyword, Extent extent,
                          std::optional<int64_t> fallback) const;
  PythonExpression flag(const std::string &keyword, bool value,
                        bool fallback) const;
  PythonExpression option(const std::string &keyword, double value,
                          double fallback) const;
  /// As many groups as channels are those, whatever their number.
  PythonExpression groups(int64_t count) const;
  /// Of what follows it, and whether it has a bias, with the usual left out.
  std::vector<PythonExpression> followers(bool bias) const;
  PythonExpression followingActivation() const;

  const TorchUsual &usually() const { return usual; }
  void need(const std::string &name, const std::string &text) const {
    used.need(name, text);
  }

private:
  PythonExpression named(const std::string &keyword, std::string text,
                         std::string type, std::string fallback) const;

  const Network &network;
  const TorchUnit &unit;
  const TorchScope &scope;
  const TorchUsual &usual;
  std::string norm, activation; ///< What makes them, or `None`.
  TorchClassesUsed &used;
};

} // namespace gnet

#endif // GNET_PYTORCH_TREE_SCOPE_H
