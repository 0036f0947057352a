// What is to be measured, and what follows from it.
#include "TunedShapes.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

StepKernels step(const std::string &layer, const std::string &shape,
                 std::vector<TunedKernel> kernels) {
  std::string chosen = kernels.front().kernel;
  return {layer, shape, chosen, std::move(kernels)};
}

/// Two steps of one shape, which have a choice, and one of another.
std::vector<StepKernels> steps() {
  return {step("a", "conv", {{"fast", 10}, {"slow", 20}, {"hopeless", 41}}),
          step("b", "pool", {{"pool", 5}}),
          step("c", "conv", {{"fast", 10}, {"slow", 20}, {"hopeless", 41}})};
}

Tuning tuning() {
  Tuning made;
  made.shapes = shapesOf(steps());
  made.rounds = roundsOf(made.shapes);
  return made;
}

/// Measured in both rounds: the steps `conv` with `fast`, then with `slow`.
Tuning measured(double fast, double slow) {
  Tuning made = tuning();
  std::vector<StepKernels> run = steps();
  addTimes(made, run, {{fast, 2 * fast}, {1, 1}, {fast, 2 * fast}});
  run[0].chosen = run[2].chosen = "slow";
  addTimes(made, run, {{slow, 2 * slow}, {0.5, 0.5}, {slow, 2 * slow}});
  return made;
}

TEST(TunedShapes, StepsOfOneShapeAreOne) {
  std::vector<TunedShape> shapes = shapesOf(steps());
  ASSERT_EQ(shapes.size(), 2u);
  EXPECT_EQ(shapes[0].layers, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(shapes[1].layers, std::vector<std::string>{"b"});
  EXPECT_EQ(shapes[0].chosen, "fast");
}

TEST(TunedShapes, WhatIsThoughtFarSlowerIsNotTried) {
  std::vector<TunedShape> shapes = shapesOf(steps());
  EXPECT_EQ(shapes[0].kernels.size(), 2u);
  EXPECT_FALSE(shapes[0].find("hopeless"));
  EXPECT_EQ(roundsOf(shapes), 2);
  EXPECT_EQ(roundsOf({}), 1);
}

TEST(TunedShapes, ARoundHasEachShapesKernelOrItsFirst) {
  Tuning second = choiceOfRound(tuning(), 1);
  EXPECT_EQ(second.shapes[0].chosen, "slow");
  EXPECT_EQ(second.shapes[1].chosen, "pool");
}

TEST(TunedShapes, TimesAreMeansOverTheShapesSteps) {
  Tuning made = tuning();
  addTimes(made, steps(), {{1, 2}, {9, 9}, {3, 6}});
  ASSERT_TRUE(made.shapes[0].kernels[0].measured);
  EXPECT_EQ(made.shapes[0].kernels[0].measured->least, 2);
  EXPECT_EQ(made.shapes[0].kernels[0].measured->median, 4);
  EXPECT_FALSE(made.shapes[0].kernels[1].measured);
}

TEST(TunedShapes, TheFirstTimeStays) {
  Tuning made = measured(2, 1);
  ASSERT_TRUE(made.shapes[1].kernels[0].measured);
  EXPECT_EQ(made.shapes[1].kernels[0].measured->least, 1);
}

TEST(TunedShapes, TheFastestIsChosenUnlessItIsHardlyFaster) {
  EXPECT_EQ(fastestChoice(measured(2, 1)).shapes[0].chosen, "slow");
  EXPECT_EQ(fastestChoice(measured(2, 1.99)).shapes[0].chosen, "fast");
  EXPECT_EQ(fastestChoice(measured(2, 3)).shapes[0].chosen, "fast");
  EXPECT_EQ(fastestChoice(tuning()).shapes[0].chosen, "fast");
  EXPECT_TRUE(hasSameChoice(fastestChoice(measured(2, 3)), tuning()));
  EXPECT_FALSE(hasSameChoice(fastestChoice(measured(2, 1)), tuning()));
}

TEST(TunedShapes, OnlyTheSameRoundsAreGoneOnWith) {
  const Tuning before = measured(2, 1);
  EXPECT_TRUE(isOfSameRounds(before, tuning()));
  for (auto change : std::vector<void (*)(Tuning &)>{
           [](Tuning &t) { t.network = "another"; },
           [](Tuning &t) { t.cpu = "another"; },
           [](Tuning &t) { t.compiler = "another"; },
           [](Tuning &t) { t.isExact = true; }, [](Tuning &t) { t.batch = 2; },
           [](Tuning &t) { t.threads = 2; }, [](Tuning &t) { t.rounds = 3; },
           [](Tuning &t) { t.shapes.pop_back(); },
           [](Tuning &t) { t.shapes[0].shape = "another"; },
           [](Tuning &t) { t.shapes[0].layers.pop_back(); },
           [](Tuning &t) { t.shapes[0].kernels[1].kernel = "another"; }}) {
    Tuning other = tuning();
    change(other);
    EXPECT_FALSE(isOfSameRounds(before, other));
  }
}

} // namespace
} // namespace gnet
