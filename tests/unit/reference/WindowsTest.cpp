#include "reference/Windows.h"
#include "network/Shapes.h"
#include <gtest/gtest.h>

namespace gnet::reference {
namespace {

using Starts = std::vector<int64_t>;

TEST(Windows, FloorDropsWhatDoesNotFit) {
  EXPECT_EQ(windowStarts({.size = 8, .kernel = 3, .stride = 2}),
            (Starts{0, 2, 4}));
}

TEST(Windows, CeilAddsTheWindowThatHangsOver) {
  EXPECT_EQ(
      windowStarts(
          {.size = 8, .kernel = 3, .stride = 2, .rounding = Rounding::Ceil}),
      (Starts{0, 2, 4, 6}));
}

TEST(Windows, CeilAddsNothingWhenAllIsCovered) {
  EXPECT_EQ(
      windowStarts(
          {.size = 7, .kernel = 3, .stride = 2, .rounding = Rounding::Ceil}),
      (Starts{0, 2, 4}));
}

TEST(Windows, CeilDropsAWindowThatStartsPastTheInput) {
  // The padded input is positions -1 to 4; a window at 4 would see padding
  // only.
  EXPECT_EQ(windowStarts({.size = 4,
                          .kernel = 2,
                          .stride = 5,
                          .padBefore = 1,
                          .padAfter = 1,
                          .rounding = Rounding::Ceil}),
            (Starts{-1}));
}

TEST(Windows, DilationSpreadsTheKernel) {
  EXPECT_EQ(
      windowStarts({.size = 7, .kernel = 3, .dilation = 2, .padBefore = 1}),
      (Starts{-1, 0, 1, 2}));
}

TEST(Windows, NoneFits) {
  EXPECT_TRUE(windowStarts({.size = 2, .kernel = 3}).empty());
  EXPECT_TRUE(windowStarts({.size = 2, .kernel = 3, .rounding = Rounding::Ceil})
                  .empty());
}

// Two derivations of the same numbers: by enumeration here, by formula in the
// compiler.
TEST(Windows, AgreeWithTheCompilersFormula) {
  for (Rounding rounding : {Rounding::Floor, Rounding::Ceil})
    for (int64_t size = 1; size <= 9; ++size)
      for (int64_t kernel = 1; kernel <= 5; ++kernel)
        for (int64_t stride = 1; stride <= 4; ++stride)
          for (int64_t dilation = 1; dilation <= 2; ++dilation)
            for (int64_t before = 0; before < kernel; ++before)
              for (int64_t after = 0; after < kernel; ++after) {
                int64_t count = windowCount(size, kernel, stride, dilation,
                                            before, after, rounding);
                Starts starts = windowStarts(
                    {size, kernel, stride, dilation, before, after, rounding});
                ASSERT_EQ(static_cast<int64_t>(starts.size()),
                          std::max<int64_t>(count, 0))
                    << size << " k" << kernel << " s" << stride << " d"
                    << dilation << " p" << before << "," << after;
              }
}

} // namespace
} // namespace gnet::reference
