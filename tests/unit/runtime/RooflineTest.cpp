// Steps against the machine's peaks.
#include "Roofline.h"

#include <gtest/gtest.h>

using namespace gnet;

namespace {

/// 100 GF/s, 10 GB/s from memory, 100 from 1 MB of cache.
Peaks peaks() { return {100e9, 10e9, 100e9, 1 << 20, "vectors"}; }

StepTime step(const char *kernel, int64_t products, int64_t weightBytes,
              int64_t imageBytes, double seconds) {
  return {
      {"layer", "conv", kernel, products, products, weightBytes, imageBytes},
      2 * seconds,
      seconds,
      0.5};
}

RooflineStep only(const StepTime &time, int32_t threads = 1) {
  return rooflineOf({time}, peaks(), threads).front();
}

/// 50 M multiply-adds take 1 ms at the peak.
TEST(Roofline, OfAStepThatMultiplies) {
  const StepTime time = step("direct 7x4", 50'000'000, 1000, 9000, 1.25e-3);
  RooflineStep found = only(time);
  EXPECT_STREQ(found.bound, "multiplying");
  EXPECT_DOUBLE_EQ(found.flops, 80e9);
  EXPECT_DOUBLE_EQ(found.intensity, 10'000);
  EXPECT_DOUBLE_EQ(found.reached, 0.8);
  EXPECT_EQ(found.reason, "");
}

/// 1 MB of weights comes from memory in 0.1 ms; as much of images from the
/// cache in 0.01, and more than fits there from memory.
TEST(Roofline, OfAStepThatReads) {
  EXPECT_STREQ(only(step("linear", 1000, 1'000'000, 1000, 1e-4)).bound,
               "weights");
  EXPECT_DOUBLE_EQ(only(step("linear", 1000, 1'000'000, 1000, 2e-4)).reached,
                   0.5);
  const StepTime inCache = step("pool", 0, 0, 1'000'000, 2e-5);
  EXPECT_STREQ(only(inCache).bound, "images");
  EXPECT_DOUBLE_EQ(only(inCache).reached, 0.5);
  const StepTime inMemory = step("pool", 0, 0, 2'000'000, 2e-4);
  EXPECT_DOUBLE_EQ(only(inMemory).reached, 1);
}

TEST(Roofline, SaysWhyAStepIsFar) {
  auto reason = [](const char *kernel, int64_t products, int64_t weightBytes,
                   double seconds, int32_t threads = 1) {
    return only(step(kernel, products, weightBytes, 1000, seconds), threads)
        .reason;
  };
  EXPECT_EQ(reason("winograd 4x4 6x4", 50'000'000, 1000, 2e-3),
            "transforms its inputs and results, which are no products");
  EXPECT_EQ(reason("lrn", 0, 0, 2e-3),
            "computes, but multiplies no learned tensor");
  EXPECT_EQ(reason("direct 7x4", 50'000, 1000, 5e-6),
            "short: 5.0 us, some of which to begin");
  EXPECT_EQ(reason("direct 7x4", 50'000'000, 6'000'000, 2e-3),
            "waits for weights while it multiplies");
  EXPECT_EQ(reason("grouped", 50'000'000, 1000, 2e-3),
            "each value that it reads is multiplied few times");
  EXPECT_EQ(reason("direct 27x1", 50'000'000, 1000, 2e-3),
            "few outputs: each value that it reads is used once");
  EXPECT_EQ(reason("direct 7x4", 50'000'000, 1000, 2e-3), "not known");
  EXPECT_EQ(reason("direct 7x4", 50'000'000, 1000, 2e-3, 2),
            "threads wait for the last of them");
  StepTime filled = step("direct 7x4", 50'000'000, 1000, 1000, 2e-3);
  filled.layer.macs = 30'000'000;
  EXPECT_EQ(only(filled).reason, "its channels do not fill their blocks");
}

size_t count(const std::string &text, const std::string &part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1))
    ++found;
  return found;
}

/// A circle a step that multiplies, and one a kind in the legend.
TEST(Roofline, IsDrawn) {
  std::vector<StepTime> times(50,
                              step("direct 7x4", 50'000'000, 1000, 9000, 1e-3));
  times.push_back(step("winograd 4x4 6x4", 50'000'000, 1000, 9000, 2e-3));
  times.push_back(step("pool", 0, 0, 9000, 1e-3));
  times[3].layer.path = "a<b>&c";
  const std::string svg =
      rooflineSvg("a & b", rooflineOf(times, peaks(), 1), peaks());
  EXPECT_EQ(svg.find("<svg "), 0u);
  EXPECT_EQ(count(svg, "<circle"), 51u + 2u);
  EXPECT_EQ(count(svg, "<text"), count(svg, "</text>"));
  EXPECT_EQ(count(svg, "<g"), count(svg, "</g>"));
  EXPECT_NE(svg.find("a &amp; b"), std::string::npos);
  EXPECT_NE(svg.find("a&lt;b&gt;&amp;c"), std::string::npos);
  EXPECT_EQ(svg.find("a<b>"), std::string::npos);
  EXPECT_NE(svg.find("and 11 more, without a number"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(Roofline, OfNothingThatMultipliesIsDrawn) {
  const std::vector<StepTime> times = {step("pool", 0, 0, 9000, 1e-3)};
  const std::string svg =
      rooflineSvg("", rooflineOf(times, peaks(), 1), peaks());
  EXPECT_EQ(count(svg, "<circle"), 0u);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

/// Of any machine of our days; a thread's cache is faster than memory.
TEST(Peaks, AreThoseOfAMachine) {
  const Peaks found = measurePeaks(1, "sse4.2,avx,avx2,fma,avx512f");
  EXPECT_GT(found.flops, 1e8);
  EXPECT_LT(found.flops, 1e13);
  EXPECT_GT(found.memory, 1e7);
  EXPECT_LT(found.memory, 1e13);
  EXPECT_GT(found.cache, found.memory / 4);
  EXPECT_GT(found.cacheBytes, 0);
}

} // namespace
