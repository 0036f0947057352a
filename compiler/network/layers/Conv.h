//===- Conv.h - Convolution -----------------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_CONV_H
#define GNET_NETWORK_LAYERS_CONV_H

#include "network/layers/Description.h"

namespace gnet {

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
  Connections connections; ///< Empty: all see all.
  bool operator==(const Conv &) const = default;

  static constexpr const char *word = "conv";
  static constexpr const char *doc =
      "slides its filters over the image: each output channel is the sum of "
      "the input channels that it sees, weighted";
  static constexpr LayerFamily family = LayerFamily::Filter;
  static constexpr const char *rowType = "convolution";
  static constexpr bool takesNorm = true;
  static constexpr bool takesActivation = true;
  static constexpr bool isWeighted = true;

  template <typename Self, typename Fields>
  static void describe(Self &conv, Fields &fields) {
    fields.kernel({.word = "kernel", .doc = "height x width", .gn = ""},
                  conv.kernel, conv.stride);
    fields.argument(
        {.word = "channels", .doc = "of the output", .gn = "", .json = ""},
        conv.channels, channelRange);
    fields.padding(conv.padding);
    fields.key({.word = "dilation",
                .doc = "distance of the kernel's elements",
                .gn = "dilations"},
               conv.dilation, sideRange);
    fields.key({.word = "groups",
                .doc = "parts of the channels, each of which sees only itself",
                .report = "{} groups"},
               conv.groups, channelRange);
    fields.key({.word = "connections",
                .doc = "a list for each output channel: the input channels "
                       "that it sees",
                .gn = ""},
               conv.connections);
    fields.flag({.word = "bias",
                 .doc = "whether a number is added to each output channel",
                 .gn = "",
                 .whenFalse = "no bias"},
                conv.bias);
  }

  Window window() const { return {kernel, stride, dilation, padding}; }

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    const Shape &input = inputs.front();
    for (auto [count, what] :
         {std::pair{input.channels, "input"}, std::pair{channels, "output"}})
      if (count % groups != 0)
        return ShapeError{std::to_string(groups) +
                          " groups do not divide the " + std::to_string(count) +
                          " " + what + " channels"};
    if (!connections.empty())
      if (std::optional<ShapeError> error = connectionError(input.channels))
        return *error;
    return windowShape(window(), input, channels);
  }

  std::vector<ParameterForm> parameters(const Shape &input) const {
    ParameterForm weight{".weight", ParameterRole::Weight, {channels}};
    if (connections.empty())
      weight.dims.push_back(input.channels / groups);
    else
      weight.dims = {connectionCount()};
    weight.dims.push_back(kernel.height);
    weight.dims.push_back(kernel.width);
    return {weight, {".bias", ParameterRole::Bias, {channels}, bias}};
  }

  void takeWeight(const std::vector<int64_t> &dims) {
    channels = dims[0];
    kernel = {dims[2], dims[3]};
  }

  /// How many pairs of an output and an input channel `connections` lists.
  int64_t connectionCount() const {
    int64_t count = 0;
    for (const std::vector<int64_t> &seen : connections)
      count += static_cast<int64_t>(seen.size());
    return count;
  }

private:
  /// LeNet-5's Table I: a list for each output channel.
  std::optional<ShapeError> connectionError(int64_t inputs) const {
    if (groups != 1)
      return ShapeError{"a convolution has groups or connections, not both"};
    if (static_cast<int64_t>(connections.size()) != channels)
      return ShapeError{
          "connections lists " + std::to_string(connections.size()) +
          " channels of the convolution's " + std::to_string(channels)};
    for (const std::vector<int64_t> &seen : connections) {
      int64_t last = -1;
      for (int64_t channel : seen) {
        if (channel <= last || channel >= inputs)
          return ShapeError{"connections are input channels from 0 to " +
                            std::to_string(inputs - 1) +
                            ", each once, ascending"};
        last = channel;
      }
      if (seen.empty())
        return ShapeError{"connections has an empty list: every output "
                          "channel sees at least one input channel"};
    }
    return std::nullopt;
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_CONV_H
