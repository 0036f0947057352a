//===- KernelAttributesTest.cpp - What no text can say --------------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Diagnostics.h"
#include <gtest/gtest.h>

using namespace mlir;

namespace gnet::gnk {
namespace {

class KernelAttributesTest : public testing::Test {
protected:
  KernelAttributesTest() : builder(&context) {
    context.loadDialect<GnkDialect>();
  }

  /// What is wrong with a kernel of these layouts; empty: nothing.
  std::string errorWith(std::optional<Layout> source,
                        std::optional<Layout> destination) {
    std::string message;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      message = diagnostic.str();
      return success();
    });
    auto emit = [&] { return emitError(builder.getUnknownLoc()); };
    function_ref<InFlightDiagnostic()> error = emit;
    auto kernel =
        KernelAttr::getChecked(error, &context, StringRef("pool"), source,
                               destination, DictionaryAttr(), int64_t(0));
    EXPECT_EQ(!kernel, !message.empty());
    return message;
  }

  MLIRContext context;
  Builder builder;
};

TEST_F(KernelAttributesTest, DemandBothLayoutsOrNone) {
  EXPECT_EQ(errorWith(std::nullopt, std::nullopt), "");
  EXPECT_EQ(errorWith(Layout::Nchw, Layout::Nchw16c), "");
  EXPECT_EQ(errorWith(Layout::Nchw, std::nullopt),
            "a kernel demands both layouts or none");
  EXPECT_EQ(errorWith(std::nullopt, Layout::Nchw),
            "a kernel demands both layouts or none");
}

TEST_F(KernelAttributesTest, KnowTheirNumbers) {
  auto parameters = builder.getDictionaryAttr(
      {builder.getNamedAttr("text", builder.getStringAttr("7")),
       builder.getNamedAttr("tile", builder.getDenseI64ArrayAttr({7, 3}))});
  auto kernel = KernelAttr::get(&context, "direct", std::nullopt, std::nullopt,
                                parameters, 0);
  EXPECT_EQ(kernel.getNumbers("tile"), (ArrayRef<int64_t>{7, 3}));
  EXPECT_TRUE(kernel.getNumbers("text").empty());
  EXPECT_TRUE(kernel.getNumbers("form").empty());
  auto bare = KernelAttr::get(&context, "pool", std::nullopt, std::nullopt,
                              DictionaryAttr(), 0);
  EXPECT_TRUE(bare.getNumbers("tile").empty());
}

TEST_F(KernelAttributesTest, CountThePackedFloats) {
  auto packed = [&](ArrayRef<int64_t> groups, int64_t block, int64_t inputs,
                    ArrayRef<int64_t> winograd) {
    return PackedAttr::get(&context, groups, block, inputs, false, winograd);
  };
  // 20 values in 2 blocks.
  EXPECT_EQ(packed({2}, 16, 1, {}).getElements({20}), 32);
  // 7 inputs in 2 blocks of 4.
  EXPECT_EQ(packed({2, 1}, 8, 4, {}).getElements({20, 7}), 24 * 8);
  EXPECT_EQ(packed({1}, 16, 3, {}).getElements({16, 3, 5, 7}), 16 * 3 * 5 * 7);
  // 4 results of 3 taps are 6 products, 2 of 5 too.
  PackedAttr transformed = packed({1}, 16, 16, {4, 2});
  EXPECT_EQ(transformed.getTaps({16, 3, 3, 5}),
            (std::pair<int64_t, int64_t>{6, 6}));
  EXPECT_EQ(transformed.getElements({16, 3, 3, 5}), 16 * 16 * 6 * 6);
  // 7 products, of 40 outputs and 10 inputs.
  PackedAttr inHalves =
      PackedAttr::get(&context, int64_t{3}, 16, 4, true, {}, 1, {}, true);
  EXPECT_EQ(inHalves.getTaps({80, 20, 1, 1}),
            (std::pair<int64_t, int64_t>{1, 7}));
  EXPECT_EQ(inHalves.getElements({80, 20, 1, 1}), 48 * 12 * 7);
}

} // namespace
} // namespace gnet::gnk
