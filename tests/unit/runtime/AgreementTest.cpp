//===- AgreementTest.cpp - How far results are said to be apart -----------===//
#include "Agreement.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

using namespace gnet;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

Agreement agreement(const std::vector<float> &a, const std::vector<float> &b,
                    int64_t images = 1) {
  auto size = static_cast<int64_t>(a.size()) / images;
  AgreementSum sum;
  for (int64_t at = 0; at < images * size; at += size)
    sum.add(llvm::ArrayRef(a).slice(at, size),
            llvm::ArrayRef(b).slice(at, size));
  return sum.mean();
}

} // namespace

TEST(Agreement, IsWholeOfEqualResults) {
  Agreement same = agreement({3, -4, 0, 1}, {3, -4, 0, 1}, 2);
  EXPECT_EQ(same.top1, 1);
  EXPECT_EQ(same.top5, 1);
  EXPECT_EQ(same.worstError, 0);
  EXPECT_EQ(same.meanError, 0);
  EXPECT_DOUBLE_EQ(same.leastCosine, 1);
}

TEST(Agreement, CountsBestClasses) {
  // The best of the first image is another; of the five best of the second one
  // is.
  Agreement two = agreement({7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2},
                            {6, 7, 5, 4, 3, 2, 7, 6, 5, 4, 2, 3}, 2);
  EXPECT_DOUBLE_EQ(two.top1, 0.5);
  EXPECT_DOUBLE_EQ(two.top5, 0.9);
  // Of fewer classes than five all are.
  EXPECT_DOUBLE_EQ(agreement({1, 2}, {2, 1}).top5, 1);
  // Of equal scores the first is the best.
  EXPECT_DOUBLE_EQ(agreement({1, 1}, {2, 1}).top1, 1);
  EXPECT_DOUBLE_EQ(agreement({1, 1}, {1, 2}).top1, 0);
}

TEST(Agreement, MeasuresByTheLargestOutput) {
  Agreement two = agreement({-4, 1, 2, 0}, {-3, 1, 2, 0.5}, 2);
  EXPECT_DOUBLE_EQ(two.worstError, 0.25);
  EXPECT_DOUBLE_EQ(two.meanError, 0.25);
  EXPECT_DOUBLE_EQ(agreement({4, 0, 8, 0}, {4, 1, 8, 1}, 2).worstError, 0.25);
  EXPECT_DOUBLE_EQ(agreement({4, 0, 8, 0}, {4, 1, 8, 1}, 2).meanError, 0.1875);
}

TEST(Agreement, TakesTheLeastCosine) {
  EXPECT_DOUBLE_EQ(agreement({1, 0}, {0, 1}).leastCosine, 0);
  EXPECT_DOUBLE_EQ(agreement({1, 2}, {-2, -4}).leastCosine, -1);
  EXPECT_DOUBLE_EQ(agreement({3, 4, 1, 0}, {3, 4, 1, 1}, 2).leastCosine,
                   std::sqrt(0.5));
  // Of numbers whose squares are beyond float32.
  EXPECT_DOUBLE_EQ(agreement({1e30F, 0}, {1e30F, 1e30F}).leastCosine,
                   std::sqrt(0.5));
  EXPECT_EQ(agreement({0, 0}, {0, 0}).leastCosine, 1);
  EXPECT_EQ(agreement({0, 0}, {0, 1}).leastCosine, 0);
}

TEST(Agreement, IsNoneWhereOneResultIsNotFinite) {
  EXPECT_EQ(agreement({1, 2}, {1, notANumber}).worstError, infinity);
  EXPECT_EQ(agreement({infinity, 2}, {1, 2}).worstError, infinity);
  EXPECT_EQ(agreement({0, 0}, {0, 1}).worstError, infinity);
  EXPECT_EQ(agreement({notANumber, 2}, {notANumber, 2}).worstError, 0);
  EXPECT_EQ(agreement({1, 2}, {notANumber, 2}).leastCosine, 0);
  EXPECT_EQ(agreement({1, notANumber}, {1, notANumber}).top1, 1);
}
