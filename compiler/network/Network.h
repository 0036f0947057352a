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
///
/// With `connections` (LeNet-5's Table I; groups is 1) channel o sees only the
/// input channels connections[o], ascending, and the weight is (number of
/// connections) x kernel: those of channel 0, then those of channel 1, ...
struct Conv {
  int64_t channels = 0;
  Extent kernel;
  Extent stride;
  Extent dilation;
  Padding padding;
  int64_t groups = 1;
  bool bias = true;
  std::vector<std::vector<int64_t>> connections; ///< Empty: all see all.
  bool operator==(const Conv &) const = default;
};

struct MaxPool {
  Extent kernel;
  Extent stride;
  Padding padding;
  Rounding rounding = Rounding::Floor;
  bool operator==(const MaxPool &) const = default;
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
  bool operator==(const AvgPool &) const = default;
};

struct GlobalAvgPool {
  bool operator==(const GlobalAvgPool &) const = default;
};

/// y = x / (k + a * sum of x^2 over `size` neighbouring channels)^beta, where
/// a is alpha / size if `alphaOverSize` (Caffe, PyTorch, ONNX), else alpha
/// (AlexNet's paper, TensorFlow). Channels outside the tensor count as zero.
struct Lrn {
  int64_t size = 5;
  double alpha = 1e-4;
  double beta = 0.75;
  double k = 1.0;
  bool alphaOverSize = true;
  bool operator==(const Lrn &) const = default;
};

/// y = scale * (x - mean) / sqrt(variance + epsilon) + shift, by channel.
/// Without `scale` the scale is 1, without `shift` the shift is 0, and it is no
/// parameter (Keras' Inception v3 has no scale).
struct BatchNorm {
  double epsilon = 1e-5;
  bool scale = true;
  bool shift = true;
  bool operator==(const BatchNorm &) const = default;
};

/// y = weight * x + bias, learned by channel (Caffe's Scale, the subsampling
/// coefficients of LeNet-5).
struct Affine {
  bool bias = true;
  bool operator==(const Affine &) const = default;
};

/// y = factor * x + offset, constants of the spec: one value for all channels,
/// or one a channel (residual scaling; torchvision's transform_input).
struct Scale {
  std::vector<double> factors = {1.0};
  std::vector<double> offsets = {0.0};
  bool operator==(const Scale &) const = default;
};

struct Relu {
  bool operator==(const Relu &) const = default;
};

/// y = x where x > 0, else slope * x.
struct LeakyRelu {
  double slope = 0.01;
  bool operator==(const LeakyRelu &) const = default;
};

/// y = 1 / (1 + e^-x)
struct Sigmoid {
  bool operator==(const Sigmoid &) const = default;
};

/// y = amplitude * tanh(slope * x); LeNet-5's are 1.7159 and 2/3.
struct Tanh {
  double amplitude = 1.0;
  double slope = 1.0;
  bool operator==(const Tanh &) const = default;
};

/// Joins its inputs along the channels, in order.
struct Concat {
  bool operator==(const Concat &) const = default;
};

/// The sum of its inputs, which have one shape.
struct Add {
  bool operator==(const Add &) const = default;
};

/// Exists in training only; `rate` is the share of elements dropped, in [0, 1).
struct Dropout {
  double rate = 0.5;
  bool operator==(const Dropout &) const = default;
};

/// weight: features x (channels * height * width of the input, in that order);
/// bias: features. Flattens its input.
struct Linear {
  int64_t features = 0;
  bool bias = true;
  bool operator==(const Linear &) const = default;
};

/// y_i = sum over j of (x_j - weight_ij)^2: Euclidean radial basis functions,
/// as LeNet-5's output. weight: features x (elements of the input, in c, h, w
/// order). The paper chooses the centres by hand: they are no trainable
/// parameters.
struct Rbf {
  int64_t features = 0;
  bool operator==(const Rbf &) const = default;
};

/// Over the channels.
struct Softmax {
  bool operator==(const Softmax &) const = default;
};

/// c x h x w to (c * h * w) x 1 x 1, in that order.
struct Flatten {
  bool operator==(const Flatten &) const = default;
};

using LayerOp =
    std::variant<Conv, MaxPool, AvgPool, GlobalAvgPool, Lrn, BatchNorm, Affine,
                 Scale, Relu, LeakyRelu, Sigmoid, Tanh, Concat, Add, Dropout,
                 Linear, Rbf, Softmax, Flatten>;

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
  std::vector<Head> heads;
  std::vector<ModuleUse> modules; ///< In the order of use, outer ones first.
  Training training;
  std::vector<std::string> columns; ///< Of the table, as `n3x3_reduce`.
  std::vector<Row> rows;
  std::vector<std::string> labels; ///< A name a class, or empty.

  const Shape &shapeOf(LayerId id) const {
    return id == networkInput ? input.shape : layers[id].output;
  }
};

} // namespace gnet

#endif // GNET_NETWORK_NETWORK_H
