//===- Linear.h - Fully connected layers ----------------------------------===//
#ifndef GNET_NETWORK_LAYERS_LINEAR_H
#define GNET_NETWORK_LAYERS_LINEAR_H

#include "network/layers/Description.h"

namespace gnet {

/// weight: features x (channels * height * width of the input, in that order);
/// bias: features. Flattens its input.
struct Linear {
  int64_t features = 0;
  bool bias = true;
  bool operator==(const Linear &) const = default;

  static constexpr const char *word = "linear";
  static constexpr const char *shortName = "fc";
  static constexpr const char *doc =
      "each feature is a weighted sum of the whole input, which it flattens, "
      "channels first";
  static constexpr LayerFamily family = LayerFamily::Filter;
  static constexpr bool takesNorm = true;
  static constexpr bool takesActivation = true;
  static constexpr bool isWeighted = true;

  template <typename Self, typename Fields>
  static void describe(Self &linear, Fields &fields) {
    fields.argument(
        {.word = "features", .doc = "of the output", .gn = "", .json = ""},
        linear.features, channelRange);
    fields.flag({.word = "bias",
                 .doc = "whether a number is added to each feature",
                 .gn = "",
                 .whenFalse = "no bias"},
                linear.bias);
  }

  ShapeOrError shape(const std::vector<Shape> &) const {
    return checkedShape({features, 1, 1});
  }

  std::vector<ParameterForm> parameters(const Shape &input) const {
    return {{".weight", ParameterRole::Weight, {features, input.elements()}},
            {".bias", ParameterRole::Bias, {features}, bias}};
  }

  void takeWeight(const std::vector<int64_t> &dims) { features = dims[0]; }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_LINEAR_H
