//===- WinogradTransform.cpp - Convolution by fewer multiplications -------===//
#include "target/program/WinogradTransform.h"
#include <cassert>
#include <cmath>
#include <numeric>

namespace gnet {
namespace {

/// Polynomials are evaluated at these and at infinity: numbers whose powers are
/// exact and that lose few digits, in pairs that share their sums. With 4 as
/// the last pair four results of seven taps lose four times as much.
constexpr double points[] = {0, 1, -1, 2, -2, 0.5, -0.5, 1.25, -1.25};

/// Multiplies `polynomial`, coefficients rising, by (x - point).
void multiplyByRoot(std::vector<double> &polynomial, double point) {
  polynomial.push_back(0);
  for (size_t i = polynomial.size() - 1; i > 0; --i)
    polynomial[i] = polynomial[i - 1] - point * polynomial[i];
  polynomial[0] *= -point;
}

/// The product of (x - points[l]) over l < count other than `without`.
std::vector<double> productOfRoots(int64_t count, int64_t without) {
  std::vector<double> polynomial = {1};
  for (int64_t l = 0; l < count; ++l)
    if (l != without)
      multiplyByRoot(polynomial, points[l]);
  return polynomial;
}

double valueAt(const std::vector<double> &polynomial, double point) {
  double value = 0;
  for (size_t i = polynomial.size(); i-- > 0;)
    value = value * point + polynomial[i];
  return value;
}

} // namespace

WinogradTransform::WinogradTransform(int64_t results, int64_t taps)
    : results(results), taps(taps), size(results + taps - 1),
      output(results * size), filter(size * taps), input(size * size) {
  assert(size <= maxWinogradSize && "there are points for so many products");
  int64_t finite = size - 1;
  for (int64_t j = 0; j < finite; ++j) {
    std::vector<double> others = productOfRoots(finite, j);
    double scale = valueAt(others, points[j]);
    for (int64_t i = 0; i < results; ++i)
      output[i * size + j] = std::pow(points[j], static_cast<double>(i));
    for (int64_t k = 0; k < taps; ++k)
      filter[j * taps + k] =
          std::pow(points[j], static_cast<double>(k)) / scale;
    for (size_t k = 0; k < others.size(); ++k)
      input[j * size + static_cast<int64_t>(k)] = others[k];
  }
  std::vector<double> all = productOfRoots(finite, -1);
  output[results * size - 1] = 1;
  filter[size * taps - 1] = 1;
  for (size_t k = 0; k < all.size(); ++k)
    input[finite * size + static_cast<int64_t>(k)] = all[k];
}

/// Rows of `filter` are powers of a point over a whole number each: these
/// numbers' least common multiple makes all of them whole.
WinogradTransform WinogradTransform::ofWholeNumbers(int64_t results,
                                                    int64_t taps,
                                                    double mostOfFilter) {
  WinogradTransform transform(results, taps);
  const int64_t size = transform.size;
  assert(size <= maxWholeWinogradSize && "its points are whole numbers");
  for (int64_t j = 0; j + 1 < size; ++j)
    transform.multiple = std::lcm(transform.multiple,
                                  std::llround(1 / transform.filter[j * taps]));
  for (double &factor : transform.filter)
    factor = std::round(factor * static_cast<double>(transform.multiple));
  for (int64_t j = 0; j < size; ++j) {
    double *row = &transform.filter[j * taps];
    auto mayBeHalved = [&] {
      double sum = 0, odd = 0;
      for (int64_t k = 0; k < taps; ++k) {
        sum += std::abs(row[k]);
        odd += std::fmod(std::abs(row[k]), 2);
      }
      return sum > mostOfFilter && odd == 0;
    };
    while (mayBeHalved()) {
      for (int64_t k = 0; k < taps; ++k)
        row[k] /= 2;
      for (int64_t i = 0; i < results; ++i)
        transform.output[i * size + j] *= 2;
    }
  }
  return transform;
}

} // namespace gnet
