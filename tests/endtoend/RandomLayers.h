//===- RandomLayers.h - Layers of a spec with random attributes -----------===//
#ifndef GNET_ENDTOEND_RANDOMLAYERS_H
#define GNET_ENDTOEND_RANDOMLAYERS_H

#include "endtoend/Random.h"
#include "network/Network.h"
#include <string>

namespace gnet::endtoend {

/// Each function gives a layer's text, as `conv 3x3/2 5 { pad: 1 }`, that fits
/// `shape`, and turns `shape` into the layer's output.
class RandomLayers {
public:
  explicit RandomLayers(Random &random) : random(random) {}

  /// `extra` holds more settings, as `bias: false`.
  std::string conv(Shape &shape, const std::string &extra = "");
  /// Keeps height and width; gives `channels`.
  std::string convTo(Shape &shape, int64_t channels, bool activate);
  std::string pool(Shape &shape);
  /// Keeps height and width.
  std::string convSame(Shape &shape);
  /// Each channel by itself.
  std::string depthwise(Shape &shape);
  std::string linear(Shape &shape);
  /// A pipeline that gives a factor for each of `channels`.
  std::string gate(int64_t channels);
  /// These keep the whole shape.
  std::string poolSame();
  std::string lrn();
  std::string norm();
  /// Also of the layers' own: `relu`, `tanh { slope: 0.5 }`.
  std::string activation();
  std::string affine();
  /// One factor, or a value for each of `channels`.
  std::string scale(int64_t channels);
  /// Each output channel sees some of the input's.
  std::string connected(Shape &shape);
  std::string rbf(Shape &shape);

private:
  struct Axis {
    int64_t kernel, stride, dilation, before, after;
  };
  Axis axis(int64_t size, int64_t padPercent, bool dilate, bool pool);
  int64_t channelCount();
  std::string groups(int64_t inputs, int64_t &outputs);

  Random &random;
};

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_RANDOMLAYERS_H
