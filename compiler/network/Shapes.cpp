#include "network/Shapes.h"

#include "network/ShapeText.h"

#include <algorithm>

namespace gnet {

namespace {

/// Under 2^40 bytes as float32: far past any network, far from any overflow.
constexpr int64_t maxElements = int64_t{1} << 38;
constexpr int64_t maxExtent = int64_t{1} << 31;

bool fits(const Shape &shape) {
  __int128 elements = static_cast<__int128>(shape.channels) * shape.height;
  return elements <= maxElements && elements * shape.width <= maxElements;
}

ShapeOrError checked(const Shape &shape) {
  if (!fits(shape))
    return ShapeError{"the output " + shapeText(shape) +
                      " is too large: over 2^38 "
                      "elements"};
  return shape;
}

/// What conv and pools share: the windows of `op` over `input`.
template <typename Window>
ShapeOrError windows(const Window &op, const Shape &input, int64_t channels,
                     Extent dilation, Rounding rounding) {
  const Padding &pad = op.padding;
  int64_t height = windowCount(input.height, op.kernel.height, op.stride.height,
                               dilation.height, pad.top, pad.bottom, rounding);
  int64_t width = windowCount(input.width, op.kernel.width, op.stride.width,
                              dilation.width, pad.left, pad.right, rounding);
  if (height >= 1 && width >= 1)
    return checked({channels, height, width});
  Extent padded{input.height + pad.top + pad.bottom,
                input.width + pad.left + pad.right};
  Extent spread{(op.kernel.height - 1) * dilation.height + 1,
                (op.kernel.width - 1) * dilation.width + 1};
  return ShapeError{"the " + extentText(spread) +
                    " kernel is larger than its padded "
                    "input, " +
                    extentText(padded)};
}

struct ShapeInference {
  const std::vector<Shape> &inputs;

  const Shape &input() const { return inputs.front(); }

  ShapeOrError operator()(const Conv &conv) const {
    for (auto [count, what] : {std::pair{input().channels, "input"},
                               std::pair{conv.channels, "output"}})
      if (count % conv.groups != 0)
        return ShapeError{std::to_string(conv.groups) +
                          " groups do not divide the " + std::to_string(count) +
                          " " + what + " channels"};
    if (!conv.connections.empty())
      if (std::optional<ShapeError> error = checkConnections(conv))
        return *error;
    return windows(conv, input(), conv.channels, conv.dilation,
                   Rounding::Floor);
  }
  /// LeNet-5's Table I: a list for each output channel.
  std::optional<ShapeError> checkConnections(const Conv &conv) const {
    if (conv.groups != 1)
      return ShapeError{"a convolution has groups or connections, not both"};
    if (static_cast<int64_t>(conv.connections.size()) != conv.channels)
      return ShapeError{
          "connections lists " + std::to_string(conv.connections.size()) +
          " channels of the convolution's " + std::to_string(conv.channels)};
    for (const std::vector<int64_t> &seen : conv.connections) {
      int64_t last = -1;
      for (int64_t channel : seen) {
        if (channel <= last || channel >= input().channels)
          return ShapeError{"connections are input channels from 0 to " +
                            std::to_string(input().channels - 1) +
                            ", each once, ascending"};
        last = channel;
      }
      if (seen.empty())
        return ShapeError{"connections has an empty list: every output "
                          "channel sees at least one input channel"};
    }
    return std::nullopt;
  }
  ShapeOrError operator()(const MaxPool &pool) const {
    return windows(pool, input(), input().channels, {}, pool.rounding);
  }
  ShapeOrError operator()(const AvgPool &pool) const {
    return windows(pool, input(), input().channels, {}, pool.rounding);
  }
  ShapeOrError operator()(const GlobalAvgPool &) const {
    return Shape{input().channels, 1, 1};
  }
  ShapeOrError operator()(const Concat &) const {
    Shape joined = input();
    for (size_t i = 1; i < inputs.size(); ++i) {
      if (inputs[i].height != joined.height || inputs[i].width != joined.width)
        return ShapeError{"concat joins images of one size, but input 1 is " +
                          shapeText(inputs[0]) + " and input " +
                          std::to_string(i + 1) + " is " +
                          shapeText(inputs[i])};
      joined.channels += inputs[i].channels;
    }
    return checked(joined);
  }
  ShapeOrError operator()(const Add &) const {
    for (size_t i = 1; i < inputs.size(); ++i)
      if (inputs[i] != input())
        return ShapeError{"add sums tensors of one shape, but input 1 is " +
                          shapeText(input()) + " and input " +
                          std::to_string(i + 1) + " is " +
                          shapeText(inputs[i])};
    return input();
  }
  ShapeOrError operator()(const Scale &scale) const {
    for (const auto *values : {&scale.factors, &scale.offsets})
      if (values->size() != 1 &&
          static_cast<int64_t>(values->size()) != input().channels)
        return ShapeError{"scale has " + std::to_string(values->size()) +
                          " values for " + std::to_string(input().channels) +
                          " channels: it takes one for all, or one a channel"};
    return input();
  }
  ShapeOrError operator()(const Linear &linear) const {
    return checked({linear.features, 1, 1});
  }
  ShapeOrError operator()(const Rbf &rbf) const {
    return checked({rbf.features, 1, 1});
  }
  ShapeOrError operator()(const Flatten &) const {
    return Shape{input().elements(), 1, 1};
  }
  template <typename Elementwise>
  ShapeOrError operator()(const Elementwise &) const {
    return input();
  }
};

} // namespace

int64_t windowCount(int64_t size, int64_t kernel, int64_t stride,
                    int64_t dilation, int64_t padBefore, int64_t padAfter,
                    Rounding rounding) {
  for (int64_t value : {size, kernel, stride, dilation})
    if (value < 1 || value > maxExtent)
      return -1;
  for (int64_t value : {padBefore, padAfter})
    if (value < 0 || value > maxExtent)
      return -1;
  int64_t span = size + padBefore + padAfter - ((kernel - 1) * dilation + 1);
  if (span < 0)
    return -1;
  if (rounding == Rounding::Floor)
    return span / stride + 1;
  int64_t count = (span + stride - 1) / stride + 1;
  bool lastStartsPastInput = (count - 1) * stride >= size + padBefore;
  return lastStartsPastInput ? count - 1 : count;
}

std::pair<int64_t, int64_t> sameUpperPadding(int64_t size, int64_t spread,
                                             int64_t stride) {
  int64_t windows = (size + stride - 1) / stride;
  int64_t total = std::max<int64_t>((windows - 1) * stride + spread - size, 0);
  return {total / 2, total - total / 2};
}

ShapeOrError inferShape(const LayerOp &op, const std::vector<Shape> &inputs) {
  return std::visit(ShapeInference{inputs}, op);
}

} // namespace gnet
