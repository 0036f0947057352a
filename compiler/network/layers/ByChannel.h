//===- ByChannel.h - What acts on each channel alone ----------------------===//
#ifndef GNET_NETWORK_LAYERS_BYCHANNEL_H
#define GNET_NETWORK_LAYERS_BYCHANNEL_H

#include "network/layers/Description.h"

namespace gnet {

/// y = scale * (x - mean) / sqrt(variance + epsilon) + shift, by channel.
/// Without `scale` the scale is 1, without `shift` the shift is 0, and it is no
/// parameter (Keras' Inception v3 has no scale).
struct BatchNorm {
  double epsilon = 1e-5;
  bool scale = true;
  bool shift = true;
  bool operator==(const BatchNorm &) const = default;

  static constexpr const char *word = "batch_norm";
  static constexpr const char *shortName = "bn";
  static constexpr const char *doc =
      "scale * (x - mean) / sqrt(variance + epsilon) + shift, learned by "
      "channel";
  static constexpr bool isNorm = true;
  static constexpr bool takesActivation = true;
  static constexpr bool isFollower = true;
  static constexpr bool drawnOnInput = true;

  template <typename Self, typename Fields>
  static void describe(Self &norm, Fields &fields) {
    fields.key({.word = "epsilon",
                .doc = "what is added to the variance",
                .said = Said::Always},
               norm.epsilon, RealRange{1e-12, 1});
    fields.flag({.word = "scale",
                 .doc = "whether a scale is learned",
                 .gn = "",
                 .whenFalse = "no scale"},
                norm.scale);
    fields.flag({.word = "shift",
                 .doc = "whether a shift is learned",
                 .gn = "",
                 .whenFalse = "no shift"},
                norm.shift);
  }

  std::vector<ParameterForm> parameters(const Shape &input) const {
    return {{".weight", ParameterRole::Scale, {input.channels}, scale},
            {".bias", ParameterRole::Shift, {input.channels}, shift},
            {".running_mean", ParameterRole::Mean, {input.channels}},
            {".running_var", ParameterRole::Variance, {input.channels}}};
  }
};

/// y = weight * x + bias, learned by channel (Caffe's Scale, the subsampling
/// coefficients of LeNet-5).
struct Affine {
  bool bias = true;
  bool operator==(const Affine &) const = default;

  static constexpr const char *word = "affine";
  static constexpr const char *doc =
      "weight * x + bias, learned by channel, without mean and variance";
  static constexpr bool takesActivation = true;
  static constexpr bool isFollower = true;
  static constexpr bool drawnOnInput = true;

  template <typename Self, typename Fields>
  static void describe(Self &affine, Fields &fields) {
    fields.flag({.word = "bias",
                 .doc = "whether a bias is learned",
                 .gn = "",
                 .whenFalse = "no bias"},
                affine.bias);
  }

  std::vector<ParameterForm> parameters(const Shape &input) const {
    return {{".weight", ParameterRole::Scale, {input.channels}},
            {".bias", ParameterRole::Shift, {input.channels}, bias}};
  }
};

/// y = factor * x + offset, constants of the spec: one value for all channels,
/// or one a channel (residual scaling; torchvision's transform_input).
struct Scale {
  std::vector<double> factors = {1.0};
  std::vector<double> offsets = {0.0};
  bool operator==(const Scale &) const = default;

  static constexpr const char *word = "scale";
  static constexpr const char *doc =
      "factor * x + offset, constants of the spec: one number for all "
      "channels, or a list with one a channel";
  static constexpr bool isFollower = true;

  template <typename Self, typename Fields>
  static void describe(Self &scale, Fields &fields) {
    fields.argument({.word = "factor",
                     .doc = "what is multiplied by",
                     .needs = "a factor such as 0.17",
                     .gn = "factors",
                     .json = "factors"},
                    scale.factors, factorRange);
    fields.key({.word = "offset",
                .doc = "what is added",
                .gn = "offsets",
                .json = "offsets"},
               scale.offsets, factorRange);
  }

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    const int64_t channels = inputs.front().channels;
    for (const auto *values : {&factors, &offsets})
      if (values->size() != 1 &&
          static_cast<int64_t>(values->size()) != channels)
        return ShapeError{"scale has " + std::to_string(values->size()) +
                          " values for " + std::to_string(channels) +
                          " channels: it takes one for all, or one a channel"};
    return inputs.front();
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_BYCHANNEL_H
