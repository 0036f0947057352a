//===- Join.h - Several inputs as one -------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_JOIN_H
#define GNET_NETWORK_LAYERS_JOIN_H

#include "network/ShapeText.h"
#include "network/layers/Description.h"

namespace gnet {

/// Joins its inputs along the channels, in order.
struct Concat {
  bool operator==(const Concat &) const = default;

  static constexpr const char *word = "concat";
  static constexpr const char *shortName = "mixed";
  static constexpr const char *doc = "joins its branches along the channels";
  static constexpr LayerFamily family = LayerFamily::Join;
  static constexpr bool isJoin = true;

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    Shape joined = inputs.front();
    for (size_t i = 1; i < inputs.size(); ++i) {
      if (inputs[i].height != joined.height || inputs[i].width != joined.width)
        return ShapeError{"concat joins images of one size, but input 1 is " +
                          shapeText(inputs[0]) + " and input " +
                          std::to_string(i + 1) + " is " +
                          shapeText(inputs[i])};
      joined.channels += inputs[i].channels;
    }
    return checkedShape(joined);
  }

  /// How the result's size comes about.
  std::string explain(const std::vector<Shape> &inputs) const {
    std::string channels;
    for (const Shape &input : inputs)
      channels +=
          (channels.empty() ? "" : " + ") + std::to_string(input.channels);
    return "concat joins " + channels + " channels here";
  }
};

/// The sum of its inputs, which have one shape.
struct Add {
  bool operator==(const Add &) const = default;

  static constexpr const char *word = "add";
  static constexpr const char *shortName = "sum";
  static constexpr const char *doc = "sums its branches, which have one shape";
  static constexpr LayerFamily family = LayerFamily::Join;
  static constexpr bool isJoin = true;
  static constexpr int leastInputs = 2;

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    for (size_t i = 1; i < inputs.size(); ++i)
      if (inputs[i] != inputs.front())
        return ShapeError{"add sums tensors of one shape, but input 1 is " +
                          shapeText(inputs.front()) + " and input " +
                          std::to_string(i + 1) + " is " +
                          shapeText(inputs[i])};
    return inputs.front();
  }
};

/// The product of two inputs: of one shape, or the second c x 1 x 1, a factor
/// for each channel of the first (squeeze and excitation).
struct Multiply {
  bool operator==(const Multiply &) const = default;

  static constexpr const char *word = "multiply";
  static constexpr const char *shortName = "product";
  static constexpr const char *doc =
      "multiplies its two branches, of one shape, or the second a number a "
      "channel";
  static constexpr LayerFamily family = LayerFamily::Join;
  static constexpr bool isJoin = true;
  static constexpr int leastInputs = 2;
  static constexpr int mostInputs = 2;

  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    if (inputs.size() != 2)
      return ShapeError{"multiply takes two inputs, not " +
                        std::to_string(inputs.size())};
    const Shape &image = inputs[0];
    const Shape factors{image.channels, 1, 1};
    if (inputs[1] != image && inputs[1] != factors)
      return ShapeError{"multiply takes two tensors of one shape, or as the "
                        "second a factor a channel, " +
                        shapeText(factors) + ", but input 1 is " +
                        shapeText(image) + " and input 2 is " +
                        shapeText(inputs[1])};
    return image;
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_JOIN_H
