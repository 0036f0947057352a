#include "weights/formats/Strided.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

constexpr int64_t far = INT64_MAX;

TEST(Strided, GathersATransposedMatrix) {
  // 0 1 2
  // 3 4 5, column by column.
  EXPECT_EQ(gather({0, 1, 2, 3, 4, 5}, {{3, 2}, {1, 3}, 0}),
            (std::vector<float>{0, 3, 1, 4, 2, 5}));
}

TEST(Strided, GathersAPart) {
  // The last two of each second row of 4x3.
  EXPECT_EQ(gather({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {{2, 2}, {6, 1}, 1}),
            (std::vector<float>{1, 2, 7, 8}));
}

TEST(Strided, GathersScalarsAndNothing) {
  EXPECT_EQ(gather({7, 8}, {{}, {}, 1}), (std::vector<float>{8}));
  EXPECT_TRUE(gather({7, 8}, {{2, 0}, {1, 1}, 0}).empty());
}

TEST(Strided, IgnoresTheStrideOfASingleElement) {
  EXPECT_TRUE(liesWithin({{1, 2}, {far, 1}, 0}, 2));
  EXPECT_TRUE(isContiguous({{1, 2}, {far, 1}, 0}));
  EXPECT_EQ(gather({7, 8}, {{2, 1}, {1, far}, 0}), (std::vector<float>{7, 8}));
}

TEST(Strided, KnowsWhatLiesOutside) {
  EXPECT_TRUE(liesWithin({{2, 3}, {3, 1}, 1}, 7));
  EXPECT_FALSE(liesWithin({{2, 3}, {3, 1}, 1}, 6));
  EXPECT_FALSE(liesWithin({{2}, {1}, -1}, 6));
  EXPECT_FALSE(liesWithin({{2}, {-1}, 5}, 6));
  EXPECT_FALSE(liesWithin({{3}, {far}, 0}, far));
  EXPECT_FALSE(liesWithin({{2}, {far}, far}, far));
  EXPECT_TRUE(liesWithin({{0}, {far}, 6}, 6));
  EXPECT_FALSE(liesWithin({{0}, {far}, 7}, 6));
}

TEST(Strided, OrdersDims) {
  EXPECT_EQ(rowMajorStrides({2, 3, 4}), (std::vector<int64_t>{12, 4, 1}));
  EXPECT_EQ(columnMajorStrides({2, 3, 4}), (std::vector<int64_t>{1, 2, 6}));
  EXPECT_TRUE(isContiguous({{2, 3}, {3, 1}, 5}));
  EXPECT_FALSE(isContiguous({{2, 3}, {1, 2}, 0}));
}

} // namespace
} // namespace gnet
