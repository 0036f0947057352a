//===- StrassenPlanTest.cpp - How pixels are cut into blocks and halves ---===//
#include "target/cpu/kernels/StrassenPlan.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace mlir;

namespace gnet {
namespace {

class StrassenPlanTest : public testing::Test {
protected:
  StrassenPlanTest() {
    context.loadDialect<func::FuncDialect, gnk::GnkDialect>();
  }

  /// 1 x 1 on `size` x `size` pixels.
  gnk::ConvOp conv(int64_t inputs, int64_t outputs, int64_t size) {
    module = parseSourceString<ModuleOp>(fmt::format(R"mlir(
func.func @net(%a: !gnk.buffer<1x{0}x{2}x{2}, nChw16c>,
               %b: !gnk.buffer<1x{1}x{2}x{2}, nChw16c>,
               %w: tensor<{1}x{0}x1x1xf32>) {{
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x{0}x{2}x{2}, nChw16c>, tensor<{1}x{0}x1x1xf32>
      into <1x{1}x{2}x{2}, nChw16c>
  return
}}
)mlir",
                                                     inputs, outputs, size),
                                         &context);
    gnk::ConvOp found;
    module->walk([&](gnk::ConvOp conv) { found = conv; });
    return found;
  }

  size_t proposed(gnk::ConvOp conv) {
    SmallVector<Candidate> candidates;
    Machine machine;
    proposeStrassen(conv, machine, candidates);
    return candidates.size();
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

/// Each pixel of an image is one block's own and one half's own, whatever
/// remains of a division.
TEST_F(StrassenPlanTest, HasEachPixelOnce) {
  const ConvShape shape(conv(64, 64, 7), /*lanes=*/16, /*isBlocked=*/true);
  for (int64_t blocks = 1; blocks * 2 <= 49; ++blocks) {
    const StrassenPlan plan(shape, blocks, /*lanes=*/16);
    std::vector<int64_t> seen(49);
    for (int64_t block = 0; block < blocks; ++block) {
      const int64_t begin = block * plan.pixelsOfBlock;
      const int64_t first = std::min(begin, 49 - plan.pixelsOfBlock);
      for (int64_t half : {0, 1})
        for (int64_t i = plan.firstOwn(half); i < plan.pixels; ++i)
          if (int64_t pixel = first + plan.firstPixel(half) + i; pixel >= begin)
            ++seen[pixel];
    }
    EXPECT_EQ(seen, std::vector<int64_t>(49, 1)) << blocks << " blocks";
  }
}

TEST_F(StrassenPlanTest, NeedsWholeBlocksOfChannels) {
  EXPECT_EQ(proposed(conv(96, 64, 7)), 1U);
  EXPECT_EQ(proposed(conv(64, 48, 7)), 0U);
  EXPECT_EQ(proposed(conv(80, 64, 7)), 0U);
  EXPECT_EQ(proposed(conv(64, 64, 1)), 0U);
}

} // namespace
} // namespace gnet
