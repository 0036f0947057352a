//===- Layers.h - Every layer there is ------------------------------------===//
//
// The list of layers, and what is asked of each without knowing which it is.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_H
#define GNET_NETWORK_LAYERS_H

#include "network/layers/Activations.h"
#include "network/layers/ByChannel.h"
#include "network/layers/Conv.h"
#include "network/layers/Dropout.h"
#include "network/layers/Flatten.h"
#include "network/layers/Join.h"
#include "network/layers/Linear.h"
#include "network/layers/Lrn.h"
#include "network/layers/Pool.h"
#include "network/layers/Rbf.h"
#include "network/layers/Softmax.h"
#include <variant>

namespace gnet {

/// In the order in which documentation lists them.
using LayerOp =
    std::variant<Conv, MaxPool, AvgPool, GlobalAvgPool, Lrn, BatchNorm, Affine,
                 Scale,
#define ACTIVATION(NAME, Name, ...) Name,
#include "abi/activations.def"
                 Dropout, Linear, Rbf, Softmax, Flatten, Concat, Add, Multiply>;

/// What holds for every layer of a kind.
struct LayerKind {
  const char *word; ///< The language's: `conv`, `max_pool`, ...
  const char *doc;  ///< What it does, in one line.
  LayerOp initial;  ///< With the language's defaults.
  /// What papers call one that has no name: `fc`, `pool`; else the word.
  const char *shortName;
  LayerFamily family;
  /// Whether `norm` and `activation` are keys of it.
  bool takesNorm, takesActivation;
  /// Whether these keys can name it.
  bool isNorm, isActivation;
  /// Whether it has several inputs, written as branches or names.
  bool isJoin;
  /// How many inputs it needs, and can take: 0 for any number.
  int leastInputs, mostInputs;
  /// Whether it multiplies its input by a weight: these are what a paper counts
  /// the depth and the operations of.
  bool isWeighted;
  /// Whether inference is without it: its result is its input.
  bool onlyTraining;
  /// Whether it belongs to the layer before it, whose shape it keeps.
  bool isFollower;
  /// Whether drawings put it into that layer's box.
  bool drawnOnInput;
};

/// In the order of LayerOp.
const std::vector<LayerKind> &layerKinds();

const LayerKind &kindOf(const LayerOp &op);

/// Null if there is none of that word.
const LayerKind *findLayerKind(const std::string &word);

/// Lets `fields` see each attribute of the layer.
template <typename Fields> void describe(LayerOp &op, Fields &fields) {
  std::visit(
      [&](auto &layer) {
        if constexpr (requires { layer.describe(layer, fields); })
          layer.describe(layer, fields);
      },
      op);
}
template <typename Fields> void describe(const LayerOp &op, Fields &fields) {
  std::visit(
      [&](const auto &layer) {
        if constexpr (requires { layer.describe(layer, fields); })
          layer.describe(layer, fields);
      },
      op);
}

/// What the paper's table calls a row of it: `convolution`, `dropout (40%)`.
std::string rowTypeOf(const LayerOp &op);

/// The window that slides over an input of this shape, if one does.
std::optional<Window> windowOf(const LayerOp &op, const Shape &input);

/// Why no range of an attribute tells that the layer cannot be, or nothing.
std::optional<std::string> misfitOf(const LayerOp &op);

/// How a result of these inputs gets its size, where that is worth a word.
std::string explanationOf(const LayerOp &op, const std::vector<Shape> &inputs);

/// Another layer that computes the same, in the one spelling that the compiler
/// goes on with.
LayerOp canonical(const LayerOp &op);

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_H
