// Each method on values whose best range is known.
#include "quantization/ChooseRange.h"
#include "quantization/Quantization.h"
#include "gtest/gtest.h"
#include <random>

namespace gnet {
namespace {

Calibration::Range rangeOf(const char *method, const Histogram &values) {
  return chooseRange(*findRangeMethod(method), values);
}

/// Of 100,000 values of a normal distribution, with one far outside.
std::vector<float> valuesWithOutlier(bool isPositive) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::vector<float> values(100000);
  for (float &value : values) {
    value = normal(random);
    if (isPositive)
      value = std::max(value, 0.0F);
  }
  values.push_back(100);
  return values;
}

Histogram histogramOf(const std::vector<float> &values) {
  Histogram histogram;
  histogram.add(values);
  return histogram;
}

double squaredError(const std::vector<float> &values,
                    const Calibration::Range &range) {
  const Quantization integers = quantizationOf(range);
  double sum = 0;
  for (float value : values) {
    const double rounded =
        integers.scale * (quantized(value, integers) - integers.zeroPoint);
    sum += (value - rounded) * (value - rounded);
  }
  return sum;
}

TEST(ChooseRange, MinMaxKeepsAll) {
  Histogram histogram = histogramOf(valuesWithOutlier(true));
  EXPECT_EQ(rangeOf("min-max", histogram).min, 0);
  EXPECT_EQ(rangeOf("min-max", histogram).max, 100);
}

TEST(ChooseRange, TheOthersCutAnOutlierOff) {
  for (const char *method : {"percentile", "entropy"})
    for (bool isPositive : {true, false}) {
      auto range = rangeOf(method, histogramOf(valuesWithOutlier(isPositive)));
      EXPECT_LT(range.max, 40) << method;
      EXPECT_GT(range.max, 2) << method;
      if (isPositive)
        EXPECT_EQ(range.min, 0) << method;
      else
        EXPECT_LT(range.min, -1) << method;
    }
}

TEST(ChooseRange, LeastSquaresHasALesserErrorThanOthers) {
  for (bool isPositive : {true, false}) {
    std::vector<float> values = valuesWithOutlier(isPositive);
    values.back() = 6;
    Histogram histogram = histogramOf(values);
    const double least = squaredError(values, rangeOf("mse", histogram));
    for (const char *method : {"min-max", "percentile", "entropy"})
      EXPECT_LE(least, 1.001 * squaredError(values, rangeOf(method, histogram)))
          << method;
  }
}

TEST(ChooseRange, NothingButZerosIsARange) {
  Histogram zeros;
  zeros.add({0, 0});
  for (const RangeMethod &method : rangeMethods()) {
    EXPECT_EQ(chooseRange(method, zeros).min, 0);
    EXPECT_EQ(chooseRange(method, zeros).max, 0);
  }
}

TEST(ChooseRange, OneValueIsARange) {
  Histogram one;
  one.add({-3});
  for (const RangeMethod &method : rangeMethods()) {
    EXPECT_NEAR(chooseRange(method, one).min, -3, 0.01) << method.name.str();
    EXPECT_EQ(chooseRange(method, one).max, 0) << method.name.str();
  }
}

TEST(ChooseRange, UnknownMethodsAreNone) {
  EXPECT_FALSE(findRangeMethod("max"));
}

} // namespace
} // namespace gnet
