#include "endtoend/Comparison.h"
#include <cmath>
#include <limits>
#include <random>

namespace gnet::endtoend {

double relativeError(const std::vector<float> &actual,
                     const reference::Tensor &expected) {
  constexpr double wrong = std::numeric_limits<double>::infinity();
  if (actual.size() != expected.values.size())
    return wrong;
  double difference = 0;
  double largest = 0;
  for (size_t i = 0; i < actual.size(); ++i) {
    const double distance = std::abs(actual[i] - expected.values[i]);
    if (!std::isfinite(distance))
      return wrong;
    difference = std::max(difference, distance);
    largest = std::max(largest, std::abs(expected.values[i]));
  }
  return difference == 0 ? 0 : difference / largest;
}

reference::Tensor randomInput(const Shape &shape, int64_t batch,
                              uint64_t seed) {
  reference::Tensor tensor(batch, shape);
  std::mt19937_64 random(seed);
  for (double &value : tensor.values)
    value = static_cast<double>(random() >> 40) * 0x1p-23 - 1;
  return tensor;
}

reference::Tensor randomPixels(const Input &input, int64_t batch,
                               uint64_t seed) {
  const Shape &shape = input.shape;
  reference::Tensor pixels = randomInput(shape, batch, seed);
  for (size_t i = 0; i < pixels.values.size(); ++i) {
    const size_t channel = i / (shape.height * shape.width) % shape.channels;
    const double stddev = input.stddev.empty() ? 1 : input.stddev.at(channel);
    // As the input of a network is: exact in float32.
    pixels.values[i] =
        static_cast<float>(pixels.values[i] * 128 * input.scale / stddev);
  }
  return pixels;
}

std::vector<float> floats(const reference::Tensor &tensor) {
  return {tensor.values.begin(), tensor.values.end()};
}

} // namespace gnet::endtoend
