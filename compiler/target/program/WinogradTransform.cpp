//===- WinogradTransform.cpp - Convolution by fewer multiplications -------===//
#include "target/program/WinogradTransform.h"
#include <cassert>
#include <cmath>
#include <numeric>
#include <span>

namespace gnet {
namespace {

/// Polynomials are evaluated at so many numbers and at infinity: at such whose
/// powers are exact and that lose few digits, in pairs that share their sums.
/// An even number of them does without 0: 7 results of 3 taps at 0 and three
/// pairs and a half lose five times as much, with 4 as the last of four pairs
/// four results of 7 taps four times.
std::span<const double> pointsOf(int64_t count) {
  static constexpr double one[] = {0}, two[] = {0, 1}, three[] = {0, 1, -1},
                          four[] = {0.5, -0.5, 1.125, -1.125},
                          five[] = {0, 1, -1, 2, -2},
                          six[] = {0.375, -0.375, 0.875, -0.875, 1.75, -1.75},
                          seven[] = {0, 1, -1, 2, -2, 0.5, -0.5},
                          eight[] = {0.25,  -0.25,  0.75, -0.75,
                                     1.125, -1.125, 2,    -2},
                          nine[] = {0, 1, -1, 2, -2, 0.5, -0.5, 1.25, -1.25};
  static constexpr std::span<const double> sets[] = {
      {}, one, two, three, four, five, six, seven, eight, nine};
  assert(count < static_cast<int64_t>(std::size(sets)) &&
         "there are points for so many products");
  return sets[count];
}

/// Likewise, at whole numbers.
std::span<const double> wholePointsOf(int64_t count) {
  return pointsOf(maxWholeWinogradSize - 1).first(static_cast<size_t>(count));
}

/// Multiplies `polynomial`, coefficients rising, by (x - point).
void multiplyByRoot(std::vector<double> &polynomial, double point) {
  polynomial.push_back(0);
  for (size_t i = polynomial.size() - 1; i > 0; --i)
    polynomial[i] = polynomial[i - 1] - point * polynomial[i];
  polynomial[0] *= -point;
}

/// The product of (x - points[l]) over all l other than `without`.
std::vector<double> productOfRoots(std::span<const double> points,
                                   int64_t without) {
  std::vector<double> polynomial = {1};
  for (size_t l = 0; l < points.size(); ++l)
    if (static_cast<int64_t>(l) != without)
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
    : WinogradTransform(results, taps, pointsOf(results + taps - 2)) {}

WinogradTransform::WinogradTransform(int64_t results, int64_t taps,
                                     std::span<const double> points)
    : results(results), taps(taps), size(results + taps - 1),
      output(results * size), filter(size * taps), input(size * size) {
  const int64_t finite = size - 1;
  for (int64_t j = 0; j < finite; ++j) {
    std::vector<double> others = productOfRoots(points, j);
    double scale = valueAt(others, points[j]);
    for (int64_t i = 0; i < results; ++i)
      output[i * size + j] = std::pow(points[j], static_cast<double>(i));
    for (int64_t k = 0; k < taps; ++k)
      filter[j * taps + k] =
          std::pow(points[j], static_cast<double>(k)) / scale;
    for (size_t k = 0; k < others.size(); ++k)
      input[j * size + static_cast<int64_t>(k)] = others[k];
  }
  std::vector<double> all = productOfRoots(points, /*without=*/-1);
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
  assert(results + taps - 1 <= maxWholeWinogradSize && "it has whole points");
  WinogradTransform transform(results, taps, wholePointsOf(results + taps - 2));
  const int64_t size = transform.size;
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
