//===- WinogradErrorTest.cpp - What Winograd convolutions lose ------------===//
#include "target/cpu/kernels/WinogradError.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

double errorOf(int64_t results, int64_t inputs, bool hasFma = true) {
  return winogradError({.resultsY = results,
                        .resultsX = results,
                        .tapsY = 3,
                        .tapsX = 3,
                        .inputs = inputs,
                        .hasFma = hasFma});
}

/// One result of one tap is a product, which is rounded once, or where it is
/// added to nothing, not even that.
TEST(WinogradError, OfASumOfProductsIsThatOfFloats) {
  double error = winogradError({.resultsY = 1,
                                .resultsX = 1,
                                .tapsY = 1,
                                .tapsX = 1,
                                .inputs = 1,
                                .hasFma = false});
  EXPECT_GT(error, 0);
  EXPECT_LE(error, 0x1p-24);
}

/// As published and as a trial measured: F(2,3) loses hardly more than direct
/// convolution, F(4,3) a digit.
TEST(WinogradError, GrowsWithTheTile) {
  EXPECT_GT(errorOf(2, 192), 1e-7);
  EXPECT_LT(errorOf(2, 192), 2e-6);
  EXPECT_GT(errorOf(4, 192), 2 * errorOf(2, 192));
  EXPECT_LT(errorOf(4, 192), 2e-5);
  EXPECT_GT(errorOf(6, 192), errorOf(4, 192));
  EXPECT_LT(errorOf(6, 192), 1e-4);
}

/// With 0 among their eight points and one without a partner they lose 1e-4.
TEST(WinogradError, OfLargestTilesIsHardlyLarger) {
  EXPECT_LT(errorOf(7, 192), 4e-5);
  EXPECT_LT(errorOf(7, 192), 4 * errorOf(6, 192));
}

TEST(WinogradError, IsTheSameEachTime) {
  EXPECT_EQ(errorOf(4, 64), errorOf(4, 64));
  EXPECT_NE(errorOf(4, 64), errorOf(4, 65));
}

TEST(WinogradError, DependsOnHowProductsAreAdded) {
  EXPECT_NE(errorOf(4, 64, false), errorOf(4, 64, true));
}

/// As trials with NumPy had it: 0.4 % of the largest result, where direct
/// convolution loses 0.25 %.
TEST(WinogradError, OfPairsIsThatOfBfloats) {
  double error = winogradError({.resultsY = 2,
                                .resultsX = 2,
                                .tapsY = 3,
                                .tapsX = 3,
                                .inputs = 160,
                                .hasFma = true,
                                .isOfPairs = true});
  EXPECT_GT(error, 1e-3);
  EXPECT_LT(error, 8e-3);
}

/// Along one axis only, where ten products lose about what 8 x 8 do.
TEST(WinogradError, OfARow) {
  auto errorOfRow = [](int64_t results) {
    return winogradError({.resultsY = 1,
                          .resultsX = results,
                          .tapsY = 1,
                          .tapsX = 7,
                          .inputs = 192,
                          .hasFma = true});
  };
  EXPECT_GT(errorOfRow(2), 1e-7);
  EXPECT_GT(errorOfRow(4), errorOfRow(2));
  EXPECT_LT(errorOfRow(4), 2e-5);
}

} // namespace
} // namespace gnet
