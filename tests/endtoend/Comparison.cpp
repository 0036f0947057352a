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

reference::Tensor randomPixels(const Shape &shape, int64_t batch,
                               uint64_t seed) {
  reference::Tensor pixels = randomInput(shape, batch, seed);
  for (double &value : pixels.values)
    value *= 128;
  return pixels;
}

std::vector<float> floats(const reference::Tensor &tensor) {
  return {tensor.values.begin(), tensor.values.end()};
}

} // namespace gnet::endtoend
