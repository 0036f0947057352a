// The integers of ranges and weights.
#include "quantization/Quantization.h"
#include "gtest/gtest.h"
#include <cfloat>
#include <cmath>

namespace gnet {
namespace {

TEST(Quantization, WithoutANegativeNumberTheZeroPointIsZero) {
  for (double min : {0.0, 1.0}) {
    Quantization of = quantizationOf({min, 510});
    EXPECT_EQ(of.scale, 2);
    EXPECT_EQ(of.zeroPoint, 0);
    EXPECT_EQ(quantized(510, of), 255);
    EXPECT_EQ(quantized(1e30F, of), 255);
    EXPECT_EQ(quantized(-1, of), 0);
  }
}

TEST(Quantization, ZeroIsAnInteger) {
  Quantization of = quantizationOf({-1, 2});
  EXPECT_FLOAT_EQ(of.scale, 3.0F / 255);
  EXPECT_EQ(of.zeroPoint, 85);
  EXPECT_EQ(quantized(0, of), 85);
  EXPECT_EQ(quantized(-1, of), 0);
  EXPECT_EQ(quantized(2, of), 255);
  EXPECT_EQ(quantized(NAN, of), 85);
}

TEST(Quantization, OfNegativeNumbersAloneItIsTheLast) {
  Quantization of = quantizationOf({-255, -3});
  EXPECT_EQ(of.scale, 1);
  EXPECT_EQ(of.zeroPoint, 255);
  EXPECT_EQ(quantized(-255, of), 0);
  EXPECT_EQ(quantized(3, of), 255);
}

TEST(Quantization, ARangeOfZeroHasAScale) {
  for (double max : {0.0, 1e-45, 255.0 * FLT_MIN / 2}) {
    Quantization of = quantizationOf({0, max});
    EXPECT_EQ(of.scale, 1) << max;
    EXPECT_EQ(of.zeroPoint, 0) << max;
  }
}

TEST(Quantization, TheLargestRangeHasAScale) {
  Quantization of = quantizationOf({-FLT_MAX, FLT_MAX});
  EXPECT_TRUE(std::isfinite(of.scale));
  EXPECT_EQ(of.zeroPoint, 128);
}

TEST(Quantization, HalvesBecomeEven) {
  Quantization of = quantizationOf({0, 255});
  EXPECT_EQ(quantized(0.5F, of), 0);
  EXPECT_EQ(quantized(1.5F, of), 2);
  // Before the zero point, which is odd here, is added.
  of.zeroPoint = 3;
  EXPECT_EQ(quantized(0.5F, of), 3);
  EXPECT_EQ(quantizedWeight(2.5F, 1), 2);
  EXPECT_EQ(quantizedWeight(-3.5F, 1), -4);
}

TEST(Quantization, WeightsAreSymmetric) {
  const std::vector<float> weights = {0.25F, -2.54F, 1.27F};
  const float scale = weightScaleOf(weights);
  EXPECT_FLOAT_EQ(scale, 0.02F);
  EXPECT_EQ(quantizedWeight(-2.54F, scale), -127);
  EXPECT_EQ(quantizedWeight(2.6F, scale), 127);
  EXPECT_EQ(quantizedWeight(0, scale), 0);
}

/// The largest of a channel is seldom 127 where one scale is all channels', or
/// where a quantiser uses fewer bits.
TEST(Quantization, WeightsThatAreIntegersStay) {
  const auto integersOf = [](std::vector<float> weights) {
    const float scale = weightScaleOf(weights);
    std::vector<int> integers;
    for (float weight : weights)
      integers.push_back(quantizedWeight(weight, scale));
    return integers;
  };
  const float step = 0.0123F;
  EXPECT_EQ(integersOf({64 * step, -3 * step, 10 * step}),
            (std::vector{64, -3, 10}));
  EXPECT_EQ(integersOf({101 * step, 0, -100 * step}),
            (std::vector{101, 0, -100}));
  EXPECT_EQ(integersOf({-30 * step, 7 * step, step}),
            (std::vector{-120, 28, 4}));
}

TEST(Quantization, AChannelOfZerosHasAScale) {
  EXPECT_EQ(weightScaleOf({0.0F, -0.0F}), 1);
  EXPECT_EQ(weightScaleOf({}), 1);
  EXPECT_EQ(quantizedWeight(0, 1), 0);
}

} // namespace
} // namespace gnet
