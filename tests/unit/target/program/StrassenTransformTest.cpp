//===- StrassenTransformTest.cpp - Seven products give a matrix product ---===//
#include "target/program/StrassenTransform.h"
#include "llvm/ADT/ArrayRef.h"
#include <gtest/gtest.h>
#include <random>

namespace gnet {
namespace {

using Numbers = std::vector<double>;

/// A small matrix, by rows, times a column.
Numbers multiply(llvm::ArrayRef<double> matrix, const Numbers &column) {
  Numbers results(matrix.size() / column.size());
  for (size_t i = 0; i < matrix.size(); ++i)
    results[i / column.size()] += matrix[i] * column[i % column.size()];
  return results;
}

/// results[pixel][output] = sum over inputs of values[pixel][input] *
/// weights[output][input]. Sums of whole numbers are exact.
TEST(StrassenTransform, GivesTheProduct) {
  std::mt19937 random(7);
  for (int trial = 0; trial < 100; ++trial) {
    Numbers values(4), weights(4);
    for (Numbers *numbers : {&values, &weights})
      for (double &number : *numbers)
        number = static_cast<double>(random() % 17) - 8;
    Numbers products = multiply(strassenFilter, weights);
    const Numbers transformed = multiply(strassenInput, values);
    ASSERT_EQ(products.size(), static_cast<size_t>(strassenProducts));
    ASSERT_EQ(transformed.size(), products.size());
    for (size_t i = 0; i < products.size(); ++i)
      products[i] *= transformed[i];
    Numbers expected;
    for (size_t pixel : {0, 1})
      for (size_t output : {0, 1})
        expected.push_back(values[pixel * 2] * weights[output * 2] +
                           values[pixel * 2 + 1] * weights[output * 2 + 1]);
    EXPECT_EQ(multiply(strassenOutput, products), expected);
  }
}

} // namespace
} // namespace gnet
