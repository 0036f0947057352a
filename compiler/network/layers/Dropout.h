//===- Dropout.h - Dropout ------------------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_DROPOUT_H
#define GNET_NETWORK_LAYERS_DROPOUT_H

#include "network/layers/Description.h"
#include <cstdio>

namespace gnet {

/// Exists in training only; `rate` is the share of elements dropped, in [0, 1).
struct Dropout {
  double rate = 0.5;
  bool operator==(const Dropout &) const = default;

  static constexpr const char *word = "dropout";
  static constexpr const char *shortName = "drop";
  static constexpr const char *doc =
      "drops a share of the elements, in training only";
  static constexpr bool onlyTraining = true;
  static constexpr bool drawnOnInput = true;

  /// As papers print it.
  std::string rowText() const {
    char text[48];
    std::snprintf(text, sizeof(text), "dropout (%g%%)", rate * 100);
    return text;
  }

  template <typename Self, typename Fields>
  static void describe(Self &dropout, Fields &fields) {
    fields.rate({.word = "rate",
                 .doc = "the share that is dropped, from 0% to less than 100%",
                 .needs = "a rate such as 40%"},
                dropout.rate);
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_DROPOUT_H
