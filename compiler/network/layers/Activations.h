//===- Activations.h - Functions of each element alone --------------------===//
#ifndef GNET_NETWORK_LAYERS_ACTIVATIONS_H
#define GNET_NETWORK_LAYERS_ACTIVATIONS_H

#include "network/layers/Description.h"

namespace gnet {

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

// The others have no number to set: they are what the list says of them.
#define GNET_ACTIVATION_00(Name, text, meaning)                                \
  struct Name {                                                                \
    bool operator==(const Name &) const = default;                             \
                                                                               \
    static constexpr const char *word = #text;                                 \
    static constexpr const char *doc = meaning;                                \
    static constexpr bool isActivation = true;                                 \
  };
#define GNET_ACTIVATION_01(...)
#define GNET_ACTIVATION_11(...)
#define ACTIVATION(NAME, Name, word, number, amplitude, slope, again, inner,   \
                   function, alpha, beta, outer, doc)                          \
  GNET_ACTIVATION_##amplitude##slope(Name, word, doc)
#include "abi/activations.def"
#undef GNET_ACTIVATION_00
#undef GNET_ACTIVATION_01
#undef GNET_ACTIVATION_11

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_ACTIVATIONS_H
