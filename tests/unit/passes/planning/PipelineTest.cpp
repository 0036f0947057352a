//===- PipelineTest.cpp - Planned kernels compute the network -------------===//
#include "passes/planning/Pipeline.h"
#include "NetworkBuilder.h"
#include "SymbolicRun.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/Pass/PassManager.h"
#include <gtest/gtest.h>

using namespace mlir;

namespace gnet::test {
namespace {

func::FuncOp functionOf(ModuleOp module) {
  return *module.getOps<func::FuncOp>().begin();
}

class PipelineTest : public testing::TestWithParam<int64_t> {
protected:
  PipelineTest() { context.disableMultithreading(); }

  LogicalResult plan(ModuleOp module) {
    PassManager passes(&context);
    buildPlanningPipeline(passes, GetParam());
    return passes.run(module);
  }

  int64_t memory(ModuleOp module, StringRef what) {
    auto report =
        functionOf(module)->getAttrOfType<DictionaryAttr>("gnk.memory");
    return cast<IntegerAttr>(report.get(what)).getInt();
  }

  size_t reorders(ModuleOp module) {
    size_t count = 0;
    module.walk([&](gnk::ReorderOp) { ++count; });
    return count;
  }

  /// Plans `module` and compares what it then computes with what it did.
  void expectSame(ModuleOp module) {
    Symbols expected = runLayers(functionOf(module));
    ASSERT_TRUE(succeeded(plan(module)));
    std::vector<std::string> errors;
    Symbols computed = runKernels(functionOf(module), errors);
    EXPECT_EQ(errors, std::vector<std::string>());
    EXPECT_TRUE(computed == expected);
    EXPECT_LE(memory(module, "live"), memory(module, "arena"));
    EXPECT_LE(memory(module, "arena"), memory(module, "sum"));
  }

  MLIRContext context;
};

TEST_P(PipelineTest, ComputesGoogLeNet) {
  auto module = buildGoogLeNet(context, /*batch=*/2, /*side=*/32);
  expectSame(*module);
}

TEST_P(PipelineTest, GoogLeNetNeedsNoReorder) {
  auto module = buildGoogLeNet(context, /*batch=*/1, /*side=*/224);
  ASSERT_TRUE(succeeded(plan(*module)));
  EXPECT_EQ(reorders(*module), 0u);
}

TEST_P(PipelineTest, GoogLeNetNeedsNoMoreMemoryThanItsLargestStep) {
  auto module = buildGoogLeNet(context, /*batch=*/1, /*side=*/224);
  ASSERT_TRUE(succeeded(plan(*module)));
  EXPECT_EQ(memory(*module, "arena"), memory(*module, "live"));
}

TEST_P(PipelineTest, ComputesResNet) {
  auto module = buildResNet(context, /*batch=*/2, /*side=*/32);
  expectSame(*module);
}

TEST_P(PipelineTest, ResNetNeedsNoReorderAndNoSum) {
  auto module = buildResNet(context, /*batch=*/1, /*side=*/224);
  ASSERT_TRUE(succeeded(plan(*module)));
  EXPECT_EQ(reorders(*module), 0u);
  size_t sums = 0;
  module->walk([&](gnk::AddOp) { ++sums; });
  EXPECT_EQ(sums, GetParam() == 1 ? 8u : 0u);
}

TEST_P(PipelineTest, ComputesRandomNetworks) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto module = buildRandomNetwork(context, seed);
    ASSERT_NO_FATAL_FAILURE(expectSame(*module));
  }
}

INSTANTIATE_TEST_SUITE_P(Blocks, PipelineTest, testing::Values(1, 8, 16));

} // namespace
} // namespace gnet::test
