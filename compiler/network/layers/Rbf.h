//===- Rbf.h - Radial basis functions -------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_RBF_H
#define GNET_NETWORK_LAYERS_RBF_H

#include "network/layers/Description.h"

namespace gnet {

/// y_i = sum over j of (x_j - weight_ij)^2: Euclidean radial basis functions,
/// as LeNet-5's output. weight: features x (elements of the input, in c, h, w
/// order). The paper chooses the centres by hand: they are no trainable
/// parameters.
struct Rbf {
  int64_t features = 0;
  bool operator==(const Rbf &) const = default;

  static constexpr const char *word = "rbf";
  static constexpr const char *doc =
      "the squared Euclidean distances of the flattened input to its centres "
      "(LeNet-5's output)";
  static constexpr LayerFamily family = LayerFamily::Filter;

  template <typename Self, typename Fields>
  static void describe(Self &rbf, Fields &fields) {
    fields.argument(
        {.word = "features", .doc = "centres", .gn = "", .json = ""},
        rbf.features, channelRange);
  }

  ShapeOrError shape(const std::vector<Shape> &) const {
    return checkedShape({features, 1, 1});
  }

  std::vector<ParameterForm> parameters(const Shape &input) const {
    return {{".weight", ParameterRole::Centres, {features, input.elements()}}};
  }

  void takeWeight(const std::vector<int64_t> &dims) { features = dims[0]; }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_RBF_H
