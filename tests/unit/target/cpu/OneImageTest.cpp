//===- OneImageTest.cpp - What a batch gives up for one image -------------===//
#include "target/cpu/OneImage.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// Of a step, the cycles that kernels take for a batch and for one image; the
/// first is chosen.
StepChoice choiceOf(llvm::ArrayRef<std::pair<double, double>> cycles) {
  StepChoice choice;
  for (auto [ofBatch, ofOne] : cycles)
    choice.candidates.push_back({{}, ofBatch, ofOne});
  return choice;
}

TEST(OneImage, MayTakeALittleLonger) {
  StepChoice choices[] = {choiceOf({{100, 102}, {200, 100}})};
  suitOneImage(choices);
  EXPECT_EQ(choices[0].chosen, 0U);
}

TEST(OneImage, TakesWhereABatchLosesLeast) {
  StepChoice choices[] = {choiceOf({{9000, 500}}),
                          choiceOf({{100, 20}, {110, 10}}),
                          choiceOf({{100, 20}, {101, 10}})};
  suitOneImage(choices);
  EXPECT_EQ(choices[0].chosen, 0U);
  EXPECT_EQ(choices[1].chosen, 0U);
  EXPECT_EQ(choices[2].chosen, 1U);
}

TEST(OneImage, TakesAsManyStepsAsItNeeds) {
  StepChoice choices[] = {choiceOf({{100, 20}, {110, 10}, {200, 9.9}}),
                          choiceOf({{100, 20}, {101, 15}, {120, 10}})};
  suitOneImage(choices);
  EXPECT_EQ(choices[0].chosen, 1U);
  EXPECT_EQ(choices[1].chosen, 2U);
}

TEST(OneImage, ChangesNothingThatIsTheFastest) {
  StepChoice choices[] = {choiceOf({{100, 10}, {110, 20}})};
  suitOneImage(choices);
  EXPECT_EQ(choices[0].chosen, 0U);
}

} // namespace
} // namespace gnet
