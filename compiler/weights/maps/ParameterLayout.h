//===- ParameterLayout.h - How a file's tensors become ours ---------------===//
//
// Every parameter is seen as outputs x channels x height x width of the
// image that it works on. Ours lie in that order; a file's are in its own
// order, may have a class more, and may take the input's channels the other
// way round.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_MAPS_PARAMETERLAYOUT_H
#define GNET_WEIGHTS_MAPS_PARAMETERLAYOUT_H

#include "network/Parameters.h"
#include "weights/maps/WeightMap.h"
#include "llvm/ADT/ArrayRef.h"

namespace gnet {

struct WeightExtent {
  int64_t outputs = 1;
  int64_t channels = 1;
  int64_t height = 1;
  int64_t width = 1;
};

/// Element (o, c, h, w) of a parameter is the file's element
/// first + o * output + c * channel + h * row + w * column.
struct Arrangement {
  WeightExtent extent;
  int64_t first = 0;
  int64_t output = 0;
  int64_t channel = 0;
  int64_t row = 0;
  int64_t column = 0;

  /// Whether the file's elements are ours, in our order.
  bool isIdentity() const;
};

/// `values` in our order.
std::vector<float> arrange(const Arrangement &arrangement,
                           std::vector<float> values);

/// The parameters of one network under the conventions of one map.
class ParameterLayout {
public:
  ParameterLayout(const Network &network, const WeightMap &map);

  /// How a tensor of these dims becomes the parameter; nothing if it is none.
  std::optional<Arrangement> fit(LayerId layer, const Parameter &parameter,
                                 llvm::ArrayRef<int64_t> dims) const;

  /// The dims that a file of the map has for the parameter.
  std::vector<int64_t> expected(LayerId layer,
                                const Parameter &parameter) const;

  /// A layer that keeps the file from serving, for it needs the input's
  /// channels in the file's order; empty if there is none.
  const std::string &irreversibleLayer() const { return irreversible; }

private:
  struct Form {
    WeightExtent extent;
    bool isConv;     ///< Else it lies as a linear layer's weight does.
    bool isReversed; ///< Its channels are those of the input.
  };
  Form formOf(LayerId layer, const Parameter &parameter) const;
  Shape imageOf(LayerId id) const;
  bool isReversed(LayerId id) const;
  void trace(LayerId id);
  void findClassifier();

  const Network &network;
  const WeightMap &map;
  /// By layer: the image that its result is the flattened form of, or its own
  /// shape.
  std::vector<Shape> images;
  /// By layer: whether the file has its channels the other way round.
  std::vector<bool> reversed;
  bool inputIsReversed = false;
  std::string irreversible;
  LayerId classifier = networkInput;
};

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_PARAMETERLAYOUT_H
