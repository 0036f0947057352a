//===- Activations.h - Functions of each element alone --------------------===//
#ifndef GNET_NETWORK_LAYERS_ACTIVATIONS_H
#define GNET_NETWORK_LAYERS_ACTIVATIONS_H

#include "network/layers/Description.h"

namespace gnet {

/// y = max(x, 0)
struct Relu {
  bool operator==(const Relu &) const = default;

  static constexpr const char *word = "relu";
  static constexpr const char *doc = "max(x, 0)";
  static constexpr bool isActivation = true;
};

/// y = x where x > 0, else slope * x.
struct LeakyRelu {
  double slope = 0.01;
  bool operator==(const LeakyRelu &) const = default;

  static constexpr const char *word = "leaky_relu";
  static constexpr const char *doc = "x where x > 0, else slope * x";
  static constexpr bool isActivation = true;

  template <typename Self, typename Fields>
  static void describe(Self &relu, Fields &fields) {
    fields.key({.word = "slope", .doc = "below 0", .said = Said::Always},
               relu.slope, factorRange);
  }
};

/// y = 1 / (1 + e^-x)
struct Sigmoid {
  bool operator==(const Sigmoid &) const = default;

  static constexpr const char *word = "sigmoid";
  static constexpr const char *doc = "1 / (1 + e^-x)";
  static constexpr bool isActivation = true;
};

/// y = amplitude * tanh(slope * x); LeNet-5's are 1.7159 and 2/3.
struct Tanh {
  double amplitude = 1.0;
  double slope = 1.0;
  bool operator==(const Tanh &) const = default;

  static constexpr const char *word = "tanh";
  static constexpr const char *doc = "amplitude * tanh(slope * x)";
  static constexpr bool isActivation = true;

  template <typename Self, typename Fields>
  static void describe(Self &tanh, Fields &fields) {
    const Said said = tanh == Tanh() ? Said::Never : Said::Always;
    fields.key({.word = "amplitude", .doc = "of the result", .said = said},
               tanh.amplitude, factorRange);
    fields.key({.word = "slope", .doc = "of the argument", .said = said},
               tanh.slope, factorRange);
  }
};

/// y = min(max(x, 0), 6); MobileNet v2.
struct Relu6 {
  bool operator==(const Relu6 &) const = default;

  static constexpr const char *word = "relu6";
  static constexpr const char *doc = "min(max(x, 0), 6)";
  static constexpr bool isActivation = true;
};

/// y = relu6(x + 3) / 6; MobileNet v3.
struct HardSigmoid {
  bool operator==(const HardSigmoid &) const = default;

  static constexpr const char *word = "hard_sigmoid";
  static constexpr const char *doc = "relu6(x + 3) / 6";
  static constexpr bool isActivation = true;
};

/// y = x * relu6(x + 3) / 6; MobileNet v3.
struct HardSwish {
  bool operator==(const HardSwish &) const = default;

  static constexpr const char *word = "hard_swish";
  static constexpr const char *doc = "x * relu6(x + 3) / 6";
  static constexpr bool isActivation = true;
};

/// y = x / (1 + e^-x), also called swish; EfficientNet.
struct Silu {
  bool operator==(const Silu &) const = default;

  static constexpr const char *word = "silu";
  static constexpr const char *doc = "x / (1 + e^-x)";
  static constexpr bool isActivation = true;
};

/// y = x * (1 + erf(x / sqrt 2)) / 2: the exact form, not that of tanh.
struct Gelu {
  bool operator==(const Gelu &) const = default;

  static constexpr const char *word = "gelu";
  static constexpr const char *doc = "x * (1 + erf(x / sqrt 2)) / 2";
  static constexpr bool isActivation = true;
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_ACTIVATIONS_H
