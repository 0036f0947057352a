#include "target/cuda/GraphTime.h"
#include <gtest/gtest.h>

namespace gnet::cuda {
namespace {

TEST(GraphTime, OfNoSteps) { EXPECT_EQ(graphMicroseconds({}), 0); }

TEST(GraphTime, OfAChainIsTheSum) {
  EXPECT_DOUBLE_EQ(
      graphMicroseconds({{3, 0.1, {}}, {4, 0.1, {0}}, {5, 1, {0, 1}}}), 12);
}

TEST(GraphTime, OfBranchesThatFitIsTheLongest) {
  EXPECT_DOUBLE_EQ(graphMicroseconds({{2, 1, {}},
                                      {3, 0.25, {0}},
                                      {7, 0.5, {0}},
                                      {4, 0.25, {1}},
                                      {1, 1, {2, 3}}}),
                   2 + 7 + 1);
}

/// Two thirds of the speed while there are three halves of a card's work, then
/// what is left of the longer one alone.
TEST(GraphTime, OfBranchesThatDoNotFitIsLonger) {
  EXPECT_DOUBLE_EQ(graphMicroseconds({{4, 1, {}}, {10, 0.5, {}}}), 4 * 1.5 + 6);
}

TEST(GraphTime, OfWholeCardsIsTheSum) {
  EXPECT_DOUBLE_EQ(graphMicroseconds({{4, 1, {}}, {10, 1, {}}}), 14);
}

} // namespace
} // namespace gnet::cuda
