//===- ConvShapeTest.cpp - The numbers of a convolution -------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <gtest/gtest.h>
#include <numeric>

using namespace mlir;

namespace gnet {
namespace {

class ConvShapeTest : public testing::Test {
protected:
  ConvShapeTest() { context.loadDialect<func::FuncDialect, gnk::GnkDialect>(); }

  /// Of a convolution from `source` to `destination`, buffers without their
  /// `!gnk.buffer`.
  ConvShape shapeOf(llvm::StringRef source, llvm::StringRef filters,
                    llvm::StringRef settings, llvm::StringRef destination,
                    int64_t lanes, bool isBlocked) {
    std::string text =
        ("func.func @f(%a: !gnk.buffer" + source + ", %w: tensor<" + filters +
         ">, %b: !gnk.buffer" + destination + ") { gnk.conv %a, %w into %b " +
         settings + " : " + source + ", tensor<" + filters + "> into " +
         destination + " return }")
            .str();
    module = parseSourceString<ModuleOp>(text, &context);
    gnk::ConvOp conv;
    module->walk([&](gnk::ConvOp op) { conv = op; });
    return {conv, lanes, isBlocked};
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

TEST_F(ConvShapeTest, OfBlocks) {
  ConvShape shape =
      shapeOf("<2x40x9x12, nChw16c, stride 9000>", "20x40x3x5xf32",
              "strides [2, 1] padding [1, 2, 1, 2] dilations [1, 2]",
              "<2x20x5x8, nChw16c>", 16, /*isBlocked=*/true);
  EXPECT_EQ(shape.inputs, 40);
  EXPECT_EQ(shape.outputs, 20);
  EXPECT_EQ(shape.inputBlock, 16);
  EXPECT_EQ(shape.inputBlocks, 3);
  EXPECT_EQ(shape.outputBlocks, 2);
  EXPECT_EQ(shape.channelStep, 1);
  EXPECT_EQ(shape.pixelStep, 16);
  EXPECT_EQ(shape.blockStep, 9 * 12 * 16);
  EXPECT_EQ(shape.sourceImage, 9000);
  EXPECT_EQ(shape.destinationImage, 2 * 5 * 8 * 16);
  EXPECT_EQ(shape.otherImage, 0);
  EXPECT_FALSE(shape.isPointwise());
}

/// All channels are one block, a plane apart.
TEST_F(ConvShapeTest, OfNchw) {
  ConvShape shape = shapeOf("<1x3x9x12, nchw>", "20x3x1x1xf32",
                            "strides [1, 1] padding [0, 0, 0, 0] "
                            "dilations [1, 1]",
                            "<1x20x9x12, nChw8c>", 8, /*isBlocked=*/false);
  EXPECT_EQ(shape.inputBlock, 3);
  EXPECT_EQ(shape.inputBlocks, 1);
  EXPECT_EQ(shape.outputBlocks, 3);
  EXPECT_EQ(shape.channelStep, 9 * 12);
  EXPECT_EQ(shape.pixelStep, 1);
  EXPECT_TRUE(shape.isPointwise());
}

TEST_F(ConvShapeTest, OfGroups) {
  ConvShape shape = shapeOf("<1x64x4x4, nChw16c>", "96x32x1x1xf32",
                            "strides [1, 1] padding [0, 0, 0, 0] "
                            "dilations [1, 1] groups 2",
                            "<1x96x4x4, nChw16c>", 16, /*isBlocked=*/true);
  EXPECT_EQ(shape.inputBlocks, 2);
  EXPECT_EQ(shape.outputBlocks, 6);
  EXPECT_EQ(shape.outputBlocksOfGroup, 3);
}

/// With padding a pixel is not made of the one in its place, nor with strides.
TEST_F(ConvShapeTest, IsNotPointwise) {
  EXPECT_FALSE(shapeOf("<1x16x4x4, nChw16c>", "16x16x1x1xf32",
                       "strides [2, 2] padding [0, 0, 0, 0] dilations [1, 1]",
                       "<1x16x2x2, nChw16c>", 16, true)
                   .isPointwise());
  EXPECT_FALSE(shapeOf("<1x16x4x4, nChw16c>", "16x16x1x1xf32",
                       "strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1]",
                       "<1x16x6x6, nChw16c>", 16, true)
                   .isPointwise());
}

TEST_F(ConvShapeTest, ReadsInsideTheSource) {
  ConvShape shape = shapeOf("<1x16x1x6, nChw16c>", "16x16x1x3xf32",
                            "strides [1, 2] padding [0, 2, 0, 2] "
                            "dilations [1, 2]",
                            "<1x16x1x3, nChw16c>", 16, true);
  // Column x reads 2 x - 2, 2 x and 2 x + 2, of 0 to 5.
  EXPECT_FALSE(shape.reads(0, 0));
  EXPECT_TRUE(shape.reads(0, 1));
  EXPECT_TRUE(shape.reads(0, 2));
  EXPECT_TRUE(shape.reads(1, 0));
  EXPECT_TRUE(shape.reads(2, 0));
  EXPECT_TRUE(shape.reads(2, 1));
  EXPECT_FALSE(shape.reads(2, 2));
}

/// As few groups as there can be, larger ones first, none a block larger than
/// another's next.
TEST(EvenGroups, AreFewAndEven) {
  for (int64_t count = 1; count <= 40; ++count)
    for (int64_t most = 1; most <= 12; ++most) {
      SmallVector<int64_t> groups = evenGroups(count, most);
      SCOPED_TRACE(std::to_string(count) + " by " + std::to_string(most));
      EXPECT_EQ(static_cast<int64_t>(groups.size()), (count + most - 1) / most);
      EXPECT_EQ(std::accumulate(groups.begin(), groups.end(), int64_t{0}),
                count);
      EXPECT_TRUE(llvm::is_sorted(groups, std::greater<>()));
      EXPECT_LE(groups.front(), most);
      EXPECT_LE(groups.front() - groups.back(), 1);
    }
}

} // namespace
} // namespace gnet
