//===- Quantization.cpp - Which integers stand for which numbers ----------===//
#include "quantization/Quantization.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <cfloat>
#include <cmath>

namespace gnet {
namespace {

constexpr double largestValue = 255;
constexpr int largestWeight = 127;

float scaleOf(double width, double steps) {
  const auto scale = static_cast<float>(width / steps);
  return scale >= FLT_MIN ? scale : 1;
}

/// By the rounding that processors start with: to the nearest, of two to the
/// even one.
double nearest(double value, double low, double high) {
  return std::clamp(std::nearbyint(value), low, high);
}

/// Whether all are whole numbers of `scale`, but for what they and it were
/// rounded by.
bool areMultiples(llvm::ArrayRef<float> weights, float scale) {
  constexpr float tolerance = 1e-4F;
  return llvm::all_of(weights, [&](float weight) {
    const float steps = weight / scale;
    return std::abs(steps - std::nearbyint(steps)) <= tolerance;
  });
}

} // namespace

Quantization quantizationOf(const Calibration::Range &range) {
  const double min = std::min(range.min, 0.0), max = std::max(range.max, 0.0);
  Quantization result;
  result.scale = scaleOf(max - min, largestValue);
  result.zeroPoint =
      static_cast<int32_t>(nearest(-min / result.scale, 0, largestValue));
  return result;
}

uint8_t quantized(float value, const Quantization &quantization) {
  if (std::isnan(value))
    return static_cast<uint8_t>(quantization.zeroPoint);
  // Rounded before the zero point is added: that could make even what is odd.
  const float steps = std::nearbyint(value / quantization.scale);
  return static_cast<uint8_t>(std::clamp<double>(
      static_cast<double>(steps) + quantization.zeroPoint, 0, largestValue));
}

/// Whole numbers of a larger scale are such of a half, a third, ... of it, too:
/// more than half of the steps can be used.
float weightScaleOf(llvm::ArrayRef<float> weights) {
  double largest = 0;
  for (float weight : weights)
    largest = std::max(largest, std::abs(static_cast<double>(weight)));
  for (int steps = largestWeight; steps > largestWeight / 2; --steps) {
    const auto scale = static_cast<float>(largest / steps);
    if (scale >= FLT_MIN && areMultiples(weights, scale))
      return scale;
  }
  return scaleOf(largest, largestWeight);
}

int8_t quantizedWeight(float weight, float scale) {
  return static_cast<int8_t>(
      nearest(weight / scale, -largestWeight, largestWeight));
}

} // namespace gnet
