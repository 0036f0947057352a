//===- Network.h - A checked network, independent of any machine ----------===//
//
// What semantic analysis makes of a spec and everything after it reads: layers
// in topological order with their resolved attributes and inferred shapes, the
// training heads, and the rows under which the paper's table lists the layers.
//
// Tensors are images: channels x height x width of float32. A vector of n
// features is n x 1 x 1. The batch is not part of a network; the compiler
// chooses it (`--batch`).
//
//===----------------------------------------------------------------------===//
#ifndef GNET_NETWORK_NETWORK_H
#define GNET_NETWORK_NETWORK_H

#include "network/Layers.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// Where something stands in a spec. Lines and columns count from 1, columns
/// in bytes; `end` is one past the last byte of the range on the same line.
struct SourceRange {
  std::string file;
  int line = 0;
  int column = 0;
  int endColumn = 0;
};

/// An index into `Network::layers`, or `networkInput`.
using LayerId = int;
inline constexpr LayerId networkInput = -1;

struct Layer {
  /// Stable dotted path, as `inception_3a.b2.conv3x3`. Weights, reports, IR
  /// locations, profiles and messages all use it.
  std::string path;
  LayerOp op;
  std::vector<LayerId> inputs;
  Shape output;
  SourceRange where;
};

/// Order of the channels that the network was trained with.
enum class ChannelOrder { Gray, Rgb, Bgr };

/// The input and how a picture becomes one: each channel's 0..255 value x
/// gives (x * scale - mean) / stddev. `mean` and `stddev` hold a value a
/// channel, in the network's channel order.
struct Input {
  std::string name;
  Shape shape;
  ChannelOrder order = ChannelOrder::Rgb;
  double scale = 1.0;
  std::vector<double> mean;
  std::vector<double> stddev;
  SourceRange where;
};

/// An auxiliary classifier: a branch that only training sees. Its layers are
/// those of `Network::layers` with this head's index in `headOf`.
struct Head {
  std::string name;
  LayerId at = networkInput;
  LayerId output = networkInput;
  double lossWeight = 1.0;
  SourceRange where;
};

/// A use of a module: its layers' paths start with `path` and a dot.
struct ModuleUse {
  std::string path;   ///< As `inception_3a`.
  std::string module; ///< As `inception`.
};

/// A result that a network gives.
struct Output {
  /// That of its layer, or what inner results were asked for by.
  std::string path;
  LayerId layer = networkInput;
};

/// How the network is trained, as far as its paper makes it a part of the
/// architecture. The compiler keeps it; a package knows nothing of it.
struct Training {
  double labelSmoothing = 0;
};

/// A figure as a paper prints it: "2.7K" is 2700 and stands for a rounding.
struct PrintedFigure {
  double value = 0;
  std::string text;
  SourceRange where;
};

/// One row of the paper's table: a statement of the network's body.
struct Row {
  std::string name;        ///< As `conv1`, or `inception_3a`.
  std::string type;        ///< As printed: `convolution`, `inception (3a)`.
  std::string patchStride; ///< As `7x7/2`; empty for a module.
  std::vector<LayerId> layers;
  LayerId result = networkInput;
  /// One value a column of `Network::columns`, where the row has one.
  std::vector<std::optional<int64_t>> cells;
  std::optional<PrintedFigure> params;
  std::optional<PrintedFigure> ops;
  SourceRange where;
};

struct Network {
  std::string name;
  std::string paper; ///< As cited: `Szegedy et al., CVPR 2015`, or empty.
  Input input;
  std::vector<Layer> layers;     ///< Every layer stands after its inputs.
  std::vector<int> headOf;       ///< By layer: index into `heads`, or -1.
  LayerId output = networkInput; ///< Result of the inference form.
  /// What is given instead of `output`, where inner results were asked for.
  std::vector<Output> features;
  std::vector<Head> heads;
  std::vector<ModuleUse> modules; ///< In the order of use, outer ones first.
  Training training;
  std::vector<std::string> columns; ///< Of the table, as `n3x3_reduce`.
  std::vector<Row> rows;
  std::vector<std::string> labels; ///< A name a class, or empty.

  const Shape &shapeOf(LayerId id) const {
    return id == networkInput ? input.shape : layers[id].output;
  }

  /// What the inference form gives, in order: one or more.
  std::vector<Output> outputs() const {
    if (!features.empty())
      return features;
    return {
        {output == networkInput ? input.name : layers[output].path, output}};
  }

  /// Of what a run gives for an image: several outputs are a vector, one
  /// behind the other.
  Shape outputShape() const {
    const std::vector<Output> given = outputs();
    if (given.size() == 1)
      return shapeOf(given.front().layer);
    int64_t elements = 0;
    for (const Output &each : given)
      elements += shapeOf(each.layer).elements();
    return {elements, 1, 1};
  }
};

} // namespace gnet

#endif // GNET_NETWORK_NETWORK_H
