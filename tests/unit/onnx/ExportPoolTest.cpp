#include "network/Shapes.h"
#include "onnx/export/Pool.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// Windows that lie wholly in the padded input.
int64_t floorCount(const PoolAxis &axis) {
  int64_t count = 0;
  for (int64_t start = -axis.padBefore;
       start + axis.kernel <= axis.size + axis.padAfter; start += axis.stride)
    ++count;
  return count;
}

template <typename Function> void forEachAxis(Function function) {
  for (int64_t size = 1; size <= 8; ++size)
    for (int64_t kernel = 1; kernel <= 4; ++kernel)
      for (int64_t stride = 1; stride <= 5; ++stride)
        for (int64_t before = 0; before < kernel; ++before)
          for (int64_t after = 0; after < kernel; ++after)
            if (kernel <= size + before + after)
              function(PoolAxis{size, kernel, stride, before, after});
}

TEST(ExportPool, FloorRoundingGivesTheWindowsOfTheNetwork) {
  for (Rounding rounding : {Rounding::Floor, Rounding::Ceil})
    forEachAxis([&](PoolAxis axis) {
      const int64_t count =
          windowCount(axis.size, axis.kernel, axis.stride, 1, axis.padBefore,
                      axis.padAfter, rounding);
      const int64_t declared = axis.padAfter;
      axis.padAfter = padAfterFor(axis, count);
      EXPECT_EQ(floorCount(axis), count)
          << axis.size << " " << axis.kernel << "/" << axis.stride << " pad "
          << axis.padBefore << " " << declared;
      EXPECT_LT(axis.padAfter, axis.kernel); // Engines refuse more.
      if (rounding == Rounding::Floor)
        EXPECT_EQ(axis.padAfter, declared);
    });
}

// GoogLeNet's pool1: 112 to 56 with 3x3/2.
TEST(ExportPool, ReachesAsFarAsTheLastWindow) {
  EXPECT_EQ(padAfterFor({112, 3, 2, 0, 0}, 56), 1);
  EXPECT_EQ(padAfterFor({112, 3, 2, 0, 0}, 55), 0);
}

// PyTorch drops a last window that starts in the padding after the input.
TEST(ExportPool, GivesNoWindowThatCeilRoundingDrops) {
  EXPECT_EQ(windowCount(3, 2, 3, 1, 0, 1, Rounding::Ceil), 1);
  EXPECT_EQ(padAfterFor({3, 2, 3, 0, 1}, 1), 1);
}

TEST(ExportPool, KnowsWhereCeilRoundingDropsAWindow) {
  forEachAxis([](const PoolAxis &axis) {
    int64_t starts = 0; // As many as it takes to cover the padded input.
    for (int64_t start = 0;
         start == 0 || start - axis.stride + axis.kernel <
                           axis.size + axis.padBefore + axis.padAfter;
         start += axis.stride)
      ++starts;
    EXPECT_TRUE(isPlainCeil(axis, starts));
    EXPECT_FALSE(isPlainCeil(axis, starts - 1));
  });
}

} // namespace
} // namespace gnet
