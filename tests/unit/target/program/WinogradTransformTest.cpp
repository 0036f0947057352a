//===- WinogradTransformTest.cpp - Few multiplications give the filter ----===//
#include "target/program/WinogradTransform.h"
#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace gnet {
namespace {

using Numbers = std::vector<double>;

/// `matrix`, by rows, times the column `values`.
Numbers multiply(const Numbers &matrix, const Numbers &values) {
  Numbers results(matrix.size() / values.size());
  for (size_t i = 0; i < matrix.size(); ++i)
    results[i / values.size()] += matrix[i] * values[i % values.size()];
  return results;
}

/// Results of a filter, and the sum of what they are made of without signs.
struct Filtered {
  Numbers results, sizes;
};

Filtered filter(const Numbers &inputs, const Numbers &taps) {
  Filtered filtered;
  for (size_t i = 0; i + taps.size() <= inputs.size(); ++i) {
    double result = 0, size = 0;
    for (size_t k = 0; k < taps.size(); ++k) {
      result += inputs[i + k] * taps[k];
      size += std::fabs(inputs[i + k] * taps[k]);
    }
    filtered.results.push_back(result);
    filtered.sizes.push_back(size);
  }
  return filtered;
}

class WinogradTransformTest : public testing::Test {
protected:
  Numbers randomNumbers(int64_t count) {
    Numbers numbers(static_cast<size_t>(count));
    for (double &number : numbers)
      number = distribution(random);
    return numbers;
  }

  void expectFilters(const WinogradTransform &transform) {
    const int64_t results = transform.results, taps = transform.taps;
    SCOPED_TRACE(std::to_string(results) + " results of " +
                 std::to_string(taps) + " taps");
    ASSERT_EQ(transform.size, results + taps - 1);
    Numbers inputs = randomNumbers(transform.size);
    Numbers weights = randomNumbers(taps);
    Numbers products = multiply(transform.filter, weights);
    Numbers transformed = multiply(transform.input, inputs);
    for (size_t i = 0; i < products.size(); ++i)
      products[i] *= transformed[i];
    Numbers computed = multiply(transform.output, products);
    Filtered expected = filter(inputs, weights);
    ASSERT_EQ(computed.size(), expected.results.size());
    for (size_t i = 0; i < computed.size(); ++i)
      EXPECT_NEAR(computed[i] / static_cast<double>(transform.multiple),
                  expected.results[i], 1e-9 * expected.sizes[i]);
  }

  std::mt19937 random;
  std::uniform_real_distribution<double> distribution{-1, 1};
};

TEST_F(WinogradTransformTest, GivesTheFilter) {
  for (int64_t size = 1; size <= maxWinogradSize; ++size)
    for (int64_t taps = 1; taps <= size; ++taps)
      expectFilters(WinogradTransform(size - taps + 1, taps));
}

TEST_F(WinogradTransformTest, OfWholeNumbersGivesAMultiple) {
  for (int64_t size = 1; size <= maxWholeWinogradSize; ++size)
    for (int64_t taps = 1; taps <= size; ++taps) {
      const WinogradTransform transform =
          WinogradTransform::ofWholeNumbers(size - taps + 1, taps, 16);
      for (const Numbers *matrix :
           {&transform.input, &transform.filter, &transform.output})
        for (double factor : *matrix)
          EXPECT_EQ(factor, std::round(factor));
      expectFilters(transform);
    }
}

/// The rows of the filter's matrix become sums of 12 at most, that of infinity
/// by half of its multiple.
TEST_F(WinogradTransformTest, OfWholeNumbersKeepsFiltersSmall) {
  const WinogradTransform transform =
      WinogradTransform::ofWholeNumbers(4, 3, 16);
  EXPECT_EQ(transform.multiple, 24);
  EXPECT_EQ(transform.filter, (Numbers{6, 0, 0,    //
                                       -4, -4, -4, //
                                       -4, 4, -4,  //
                                       1, 2, 4,    //
                                       1, -2, 4,   //
                                       0, 0, 12}));
  EXPECT_EQ(transform.output, (Numbers{1, 1, 1,  1, 1,  0, //
                                       0, 1, -1, 2, -2, 0, //
                                       0, 1, 1,  4, 4,  0, //
                                       0, 1, -1, 8, -8, 2}));
}

TEST_F(WinogradTransformTest, OfOneTapAndOneResultIsNone) {
  WinogradTransform transform(1, 1);
  EXPECT_EQ(transform.output, Numbers{1});
  EXPECT_EQ(transform.filter, Numbers{1});
  EXPECT_EQ(transform.input, Numbers{1});
}

/// The matrices of Lavin and Gray's F(2, 3), up to signs that cancel.
TEST_F(WinogradTransformTest, IsTheKnownOne) {
  WinogradTransform transform(2, 3);
  EXPECT_EQ(transform.output, (Numbers{1, 1, 1, 0, //
                                       0, 1, -1, 1}));
  EXPECT_EQ(transform.filter, (Numbers{-1, 0, 0,       //
                                       0.5, 0.5, 0.5,  //
                                       0.5, -0.5, 0.5, //
                                       0, 0, 1}));
  EXPECT_EQ(transform.input, (Numbers{-1, 0, 1, 0, //
                                      0, 1, 1, 0,  //
                                      0, -1, 1, 0, //
                                      0, -1, 0, 1}));
}

} // namespace
} // namespace gnet
