//===- Shape.h - Sizes of images, kernels and paddings --------------------===//
#ifndef GNET_NETWORK_SHAPE_H
#define GNET_NETWORK_SHAPE_H

#include <cstdint>
#include <string>
#include <variant>

namespace gnet {

/// Of an image; a vector of n features is n x 1 x 1.
struct Shape {
  int64_t channels = 0;
  int64_t height = 0;
  int64_t width = 0;

  int64_t elements() const { return channels * height * width; }
  bool operator==(const Shape &) const = default;
};

struct Extent {
  int64_t height = 1;
  int64_t width = 1;
  bool operator==(const Extent &) const = default;
};

struct Padding {
  int64_t top = 0;
  int64_t left = 0;
  int64_t bottom = 0;
  int64_t right = 0;
  bool operator==(const Padding &) const = default;
};

/// How the number of windows is rounded when the stride does not divide the
/// padded input. With `Ceil`, a last window that would start past the input
/// and its left padding is dropped, as Caffe and PyTorch do.
enum class Rounding { Floor, Ceil };

/// Why a layer cannot take its inputs, in words, without a location.
struct ShapeError {
  std::string message;
};

using ShapeOrError = std::variant<Shape, ShapeError>;

} // namespace gnet

#endif // GNET_NETWORK_SHAPE_H
