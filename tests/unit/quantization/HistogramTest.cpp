// Counts of values in bins that grow with them.
#include "quantization/Histogram.h"
#include "gtest/gtest.h"
#include <cfloat>
#include <random>

namespace gnet {
namespace {

/// Each value is in a bin that holds it.
void expectCounts(const Histogram &histogram, std::vector<float> values) {
  std::vector<int64_t> counts(histogram.counts.size());
  int64_t zeros = 0;
  for (float value : values)
    if (value == 0)
      ++zeros;
    else
      for (size_t bin = 0; bin < counts.size(); ++bin)
        counts[bin] +=
            value >= histogram.edge(bin) && value < histogram.edge(bin + 1);
  EXPECT_EQ(histogram.counts, counts);
  EXPECT_EQ(histogram.zeros, zeros);
  EXPECT_EQ(histogram.total(), static_cast<int64_t>(values.size()));
  EXPECT_LE(counts.size(), Histogram::mostBins);
}

std::vector<float> normal(int seed, float mean, float deviation) {
  std::mt19937 random(seed);
  std::normal_distribution<float> of(mean, deviation);
  std::vector<float> values(500);
  for (float &value : values)
    value = of(random);
  values.push_back(0);
  return values;
}

TEST(Histogram, GrowsWithItsValues) {
  Histogram histogram;
  std::vector<float> all;
  for (float scale : {1e-3F, 1.0F, 0.5F, 1e4F}) {
    std::vector<float> values = normal(1, 0.1F * scale, scale);
    histogram.add(values);
    all.insert(all.end(), values.begin(), values.end());
    expectCounts(histogram, all);
  }
  EXPECT_EQ(histogram.max, *std::max_element(all.begin(), all.end()));
  EXPECT_EQ(histogram.min, *std::min_element(all.begin(), all.end()));
}

TEST(Histogram, HasFineBins) {
  Histogram histogram;
  histogram.add({1, 2, 3});
  EXPECT_LE(std::ldexp(1, histogram.exponent), 3.0 / 1024);
}

TEST(Histogram, SeveralBecomeThatOfAll) {
  for (float scale : {1.0F, 1000.0F, 1e-5F}) {
    std::vector<float> values = normal(2, 1, 1);
    std::vector<float> others = normal(3, -2 * scale, scale);
    Histogram first, second;
    first.add(values);
    second.add(others);
    first.merge(second);
    values.insert(values.end(), others.begin(), others.end());
    expectCounts(first, values);
  }
}

TEST(Histogram, ZerosNeedNoBins) {
  Histogram zeros, other;
  zeros.add({0, -0.0F, 0});
  EXPECT_TRUE(zeros.counts.empty());
  EXPECT_EQ(zeros.total(), 3);
  EXPECT_EQ(zeros.max, 0);
  other.add({5});
  other.merge(zeros);
  EXPECT_EQ(other.zeros, 3);
  zeros.merge(other);
  EXPECT_EQ(zeros.max, 5);
}

TEST(Histogram, TheLargestAndTheSmallestFit) {
  Histogram histogram;
  histogram.add({FLT_TRUE_MIN});
  histogram.add({-FLT_MAX, FLT_MAX});
  expectCounts(histogram, {FLT_TRUE_MIN, -FLT_MAX, FLT_MAX});
}

} // namespace
} // namespace gnet
