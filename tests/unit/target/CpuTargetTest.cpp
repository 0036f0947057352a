// The options of --target=cpu.
#include "target/Targets.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

std::string errorWith(const TargetOptionValues &given) {
  return llvm::toString(findTarget("cpu")->createCompiler()->setOptions(given));
}

TEST(CpuTargetTest, KnowsLevels) {
  EXPECT_EQ(errorWith({}), "");
  EXPECT_EQ(errorWith({{"cpu", "native"}}), "");
  EXPECT_EQ(errorWith({{"cpu", "x86-64-v2"}}), "");
  EXPECT_EQ(errorWith({{"cpu", "pentium"}}),
            "unknown CPU 'pentium'; known are native, x86-64-v4, x86-64-v3, "
            "x86-64-v2");
}

} // namespace
} // namespace gnet
