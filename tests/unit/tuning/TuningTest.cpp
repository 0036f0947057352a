// Measured kernels as a file, there and back.
#include "tuning/Tuning.h"
#include "tuning/ClockRate.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

Tuning example() {
  return {
      .compiler = "gnetc 1.2.3",
      .network = "net",
      .cpu = "znver4",
      .isExact = true,
      .batch = 2,
      .threads = 3,
      .gigahertz = 4.5,
      .rounds = 2,
      .roundsMeasured = 1,
      .shapes = {{.shape = "conv 3x3",
                  .layers = {"a", "b.c"},
                  .kernels = {{"direct tile 7x4", 1000, RunTime{1e-6, 2e-6}},
                              {"winograd form 4x4", 2000}},
                  .chosen = "winograd form 4x4"}}};
}

/// The message of what cannot be read.
std::string problemOf(const std::string &text) {
  auto tuning = parseTuning(text);
  return tuning ? "" : llvm::toString(tuning.takeError());
}

/// The example's text with `before` replaced.
std::string exampleWith(const std::string &before, const std::string &after) {
  std::string text = tuningJson(example());
  size_t place = text.find(before);
  EXPECT_NE(place, std::string::npos) << before;
  return text.replace(place, before.size(), after);
}

TEST(Tuning, IsReadAsItWasWritten) {
  Tuning tuning = example();
  tuning.runs = {{1.5e-3, 2e-3}, {1e-3, 1.25e-3}};
  auto read = parseTuning(tuningJson(tuning));
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_EQ(read->network, "net");
  EXPECT_EQ(read->cpu, "znver4");
  EXPECT_TRUE(read->isExact);
  EXPECT_EQ(read->batch, 2);
  EXPECT_EQ(read->threads, 3);
  EXPECT_EQ(read->gigahertz, 4.5);
  EXPECT_EQ(read->rounds, 2);
  EXPECT_EQ(read->roundsMeasured, 1);
  ASSERT_EQ(read->shapes.size(), 1u);
  const TunedShape *shape = read->find("conv 3x3");
  ASSERT_TRUE(shape);
  EXPECT_EQ(shape->layers, (std::vector<std::string>{"a", "b.c"}));
  const TunedKernel *direct = shape->find("direct tile 7x4");
  ASSERT_TRUE(direct);
  EXPECT_EQ(direct->cycles, 1000);
  ASSERT_TRUE(direct->measured);
  EXPECT_DOUBLE_EQ(direct->measured->least, 1e-6);
  EXPECT_DOUBLE_EQ(direct->measured->median, 2e-6);
  EXPECT_FALSE(shape->find("winograd form 4x4")->measured);
  ASSERT_TRUE(read->runs);
  EXPECT_DOUBLE_EQ(read->runs->model.least, 1.5e-3);
  EXPECT_DOUBLE_EQ(read->runs->tuned.median, 1.25e-3);
  EXPECT_EQ(tuningJson(*read), tuningJson(tuning));
}

TEST(Tuning, KnowsWhatIsNotThere) {
  Tuning tuning = example();
  EXPECT_FALSE(tuning.find("conv 5x5"));
  EXPECT_FALSE(tuning.shapes[0].find("direct"));
}

TEST(Tuning, IsUnfinishedWithoutRuns) {
  auto read = parseTuning(tuningJson(example()));
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_FALSE(read->runs);
}

TEST(Tuning, WhatIsWrongIsSaidWithItsPlace) {
  EXPECT_NE(problemOf("{\"format\""), "");
  EXPECT_EQ(problemOf(exampleWith("gnetc tuning", "gnetc calibration")),
            "it is no file of gnetc tune");
  EXPECT_EQ(problemOf(exampleWith("\"znver4\"", "4")),
            "expected string at tuning.cpu");
  EXPECT_EQ(problemOf(exampleWith("\"batch\": 2", "\"batch\": 0")),
            "is out of range at tuning.batch");
  EXPECT_EQ(problemOf(exampleWith("\"min_us\": 1.000", "\"min_us\": -1")),
            "is out of range at tuning.shapes[0].kernels[0].min_us");
  EXPECT_EQ(problemOf(exampleWith("\"chosen\": \"winograd form 4x4\"",
                                  "\"chosen\": \"none\"")),
            "is none of the kernels at tuning.shapes[0].chosen");
  EXPECT_EQ(problemOf(exampleWith("\"layers\": [", "\"layers\": [7,")),
            "expected string at tuning.shapes[0].layers[0]");
}

/// Its parser would call itself as often.
TEST(Tuning, WhatIsNestedDeeplyIsNone) {
  EXPECT_EQ(problemOf(std::string(100000, '[')),
            "it is no file of gnetc tune: it is too large");
}

TEST(Tuning, AMissingFileIsNamed) {
  auto tuning = readTuning("there/is/none.json");
  ASSERT_FALSE(static_cast<bool>(tuning));
  EXPECT_NE(llvm::toString(tuning.takeError()).find("there/is/none.json"),
            std::string::npos);
}

TEST(RunTime, IsTheLeastAndTheMiddle) {
  RunTime time = runTimeOf({5, 1, 3, 2, 4});
  EXPECT_EQ(time.least, 1);
  EXPECT_EQ(time.median, 3);
}

/// No core of our days is slower or faster.
TEST(ClockRate, IsOneOfAProcessor) {
  double gigahertz = measureGigahertz();
#if defined(__x86_64__)
  EXPECT_GT(gigahertz, 0.05);
  EXPECT_LT(gigahertz, 10);
#else
  EXPECT_EQ(gigahertz, 0);
#endif
}

} // namespace
} // namespace gnet
