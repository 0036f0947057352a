//===- Lrn.h - Local response normalisation -------------------------------===//
#ifndef GNET_NETWORK_LAYERS_LRN_H
#define GNET_NETWORK_LAYERS_LRN_H

#include "network/layers/Description.h"
#include <cmath>

namespace gnet {

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

  static constexpr const char *word = "lrn";
  static constexpr const char *shortName = "norm";
  static constexpr const char *doc =
      "divides by (k + a * sum of squares over size channels)^beta";
  static constexpr LayerFamily family = LayerFamily::Join;

  template <typename Self, typename Fields>
  static void describe(Self &lrn, Fields &fields) {
    fields.argument(
        {.word = "size", .doc = "channels that are summed, an odd number"},
        lrn.size, sideRange);
    fields.check(lrn.size % 2 != 0, [&] {
      return "the size of lrn is " + std::to_string(lrn.size) +
             "; it must be odd, with as many channels on either side";
    });
    fields.key({.word = "alpha",
                .doc = "the factor of the sum, or with alpha_over_size that "
                       "times size",
                .said = Said::Always},
               lrn.alpha, RealRange{0, 1e6});
    fields.key({.word = "beta", .doc = "the power", .said = Said::Always},
               lrn.beta, RealRange{0, 100});
    fields.key({.word = "k", .doc = "what is added", .said = Said::Always},
               lrn.k, RealRange{1e-6, 1e6});
    fields.flag({.word = "alpha_over_size",
                 .doc = "whether a is alpha / size (Caffe, PyTorch, ONNX) or "
                        "alpha (AlexNet's paper, TensorFlow)",
                 .gn = "",
                 .whenFalse = "alpha not over size"},
                lrn.alphaOverSize);
  }

  /// What a value is divided by, of the sum of the squares around it.
  double divisor(double squares) const {
    const double factor =
        alphaOverSize ? alpha / static_cast<double>(size) : alpha;
    return std::pow(k + factor * squares, beta);
  }

  /// With alpha over size.
  Lrn canonical() const {
    Lrn same = *this;
    if (!alphaOverSize)
      same.alpha = alpha * static_cast<double>(size);
    same.alphaOverSize = true;
    return same;
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_LRN_H
