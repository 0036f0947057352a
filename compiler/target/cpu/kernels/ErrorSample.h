//===- ErrorSample.h - What a kernel's error is measured on ---------------===//
//
// Some results of a layer tell what it loses, computed in float32 as the kernel
// computes them and by their definition in double. Outputs are computed side by
// side, so that the compiler can use vectors.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_ERRORSAMPLE_H
#define GNET_TARGET_CPU_KERNELS_ERRORSAMPLE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>

namespace gnet {

using SampleOutputs = std::array<float, 8>;
using ExactOutputs = std::array<double, 8>;

/// Normally distributed, as Box and Muller make them: the standard library's
/// differ from one to the next. The same at each start.
class NormalNumbers {
public:
  float next(double deviation) {
    double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return static_cast<float>(deviation * radius *
                              std::cos(2 * M_PI * uniform()));
  }

private:
  /// From 0, under 1.
  double uniform() { return static_cast<double>(random()) * 0x1p-32; }

  std::mt19937 random;
};

/// Sums as the kernel has them, one after the other.
inline void addProducts(bool hasFma, float value, const SampleOutputs &weights,
                        SampleOutputs &sums) {
  for (size_t o = 0; o < sums.size(); ++o)
    // A product of floats is exact in double.
    sums[o] = hasFma ? static_cast<float>(double(value) * double(weights[o]) +
                                          double(sums[o]))
                     : value * weights[o] + sums[o];
}

inline void addExactProducts(float value, const SampleOutputs &weights,
                             ExactOutputs &sums) {
  for (size_t o = 0; o < sums.size(); ++o)
    sums[o] += double(value) * double(weights[o]);
}

/// The largest difference over the largest result.
class LargestError {
public:
  void add(double value, double expected) {
    difference = std::max(difference, std::abs(value - expected));
    largest = std::max(largest, std::abs(expected));
  }
  double relative() const { return difference / largest; }

private:
  double difference = 0, largest = 0;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_ERRORSAMPLE_H
