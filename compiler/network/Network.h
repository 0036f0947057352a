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

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
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

struct Shape {
  int64_t channels = 0;
  int64_t height = 0;
  int64_t width = 0;

  int64_t elements() const { return channels * height * width; }
  bool operator==(const Shape &) const = default;
};

struct Extent {
  int64_t height = 1;
  int64_t width = 1;
  bool operator==(const Extent &) const = default;
};

struct Padding {
  int64_t top = 0;
  int64_t left = 0;
  int64_t bottom = 0;
  int64_t right = 0;
  bool operator==(const Padding &) const = default;
};

/// How the number of windows is rounded when the stride does not divide the
/// padded input. With `Ceil`, a last window that would start past the input
/// and its left padding is dropped, as Caffe and PyTorch do.
enum class Rounding { Floor, Ceil };

/// weight: channels x (inputs / groups) x kernel; bias: channels.
struct Conv {
  int64_t channels = 0;
  Extent kernel;
  Extent stride;
  Extent dilation;
  Padding padding;
  int64_t groups = 1;
  bool bias = true;
};

struct MaxPool {
  Extent kernel;
  Extent stride;
  Padding padding;
  Rounding rounding = Rounding::Floor;
};

/// The divisor of a window is its number of elements inside the input, or with
/// `countPadding` inside the input and its declared padding: what ceil
/// rounding adds past the padding is never counted (Caffe, PyTorch).
struct AvgPool {
  Extent kernel;
  Extent stride;
  Padding padding;
  Rounding rounding = Rounding::Floor;
  bool countPadding = false;
};

struct GlobalAvgPool {};

/// y = x / (k + a * sum of x^2 over `size` neighbouring channels)^beta, where
/// a is alpha / size if `alphaOverSize` (Caffe, PyTorch, ONNX), else alpha
/// (AlexNet's paper, TensorFlow). Channels outside the tensor count as zero.
struct Lrn {
  int64_t size = 5;
  double alpha = 1e-4;
  double beta = 0.75;
  double k = 1.0;
  bool alphaOverSize = true;
};

/// y = scale * (x - mean) / sqrt(variance + epsilon) + shift, by channel.
/// Without `affine`, scale is 1 and shift is 0 and neither is a parameter.
struct BatchNorm {
  double epsilon = 1e-5;
  bool affine = true;
};

struct Relu {};

/// Joins its inputs along the channels, in order.
struct Concat {};

/// Exists in training only; `rate` is the share of elements dropped, in [0, 1).
struct Dropout {
  double rate = 0.5;
};

/// weight: features x (channels * height * width of the input, in that order);
/// bias: features. Flattens its input.
struct Linear {
  int64_t features = 0;
  bool bias = true;
};

/// Over the channels.
struct Softmax {};

/// c x h x w to (c * h * w) x 1 x 1, in that order.
struct Flatten {};

using LayerOp =
    std::variant<Conv, MaxPool, AvgPool, GlobalAvgPool, Lrn, BatchNorm, Relu,
                 Concat, Dropout, Linear, Softmax, Flatten>;

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
  Input input;
  std::vector<Layer> layers;     ///< Every layer stands after its inputs.
  std::vector<int> headOf;       ///< By layer: index into `heads`, or -1.
  LayerId output = networkInput; ///< Result of the inference form.
  std::vector<Head> heads;
  std::vector<std::string> columns; ///< Of the table, as `n3x3_reduce`.
  std::vector<Row> rows;
  std::vector<std::string> labels; ///< A name a class, or empty.

  const Shape &shapeOf(LayerId id) const {
    return id == networkInput ? input.shape : layers[id].output;
  }
};

} // namespace gnet

#endif // GNET_NETWORK_NETWORK_H
