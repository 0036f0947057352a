// What of the command line depends on the targets.
#include "CommandLine.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

std::string errorOf(std::vector<std::string> arguments) {
  return llvm::toString(parse(std::move(arguments)).takeError());
}

TEST(CommandLineTest, FirstTargetIsTheDefault) {
  auto options = parse({"a.gn"});
  ASSERT_TRUE(static_cast<bool>(options));
  EXPECT_EQ(options->target->name, "cpu");
  EXPECT_EQ(options->emit, "summary");
}

TEST(CommandLineTest, ANamedTargetMakesItsPackage) {
  auto options = parse({"a.gn", "--target=toy", "--toy-color=blue"});
  ASSERT_TRUE(static_cast<bool>(options));
  EXPECT_EQ(options->target->name, "toy");
  EXPECT_EQ(options->emit, "package");
}

TEST(CommandLineTest, UnknownTargets) {
  EXPECT_EQ(errorOf({"a.gn", "--target=nonsense"}),
            "unknown target 'nonsense'; known are cpu, cuda, toy");
  EXPECT_EQ(errorOf({"a.gn", "--target=toi"}),
            "unknown target 'toi'; known are cpu, cuda, toy");
}

TEST(CommandLineTest, OptionsOfOtherTargets) {
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--cpu=x86-64-v3"}),
            "--cpu is for --target=cpu, not for toy");
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--cpu-kernels=generated"}),
            "--cpu-kernels is for --target=cpu, not for toy");
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--exact"}),
            "--exact is for --target=cpu, not for toy");
  EXPECT_EQ(errorOf({"a.gn", "--toy-color=blue"}),
            "--toy-color is for --target=toy, not for cpu");
}

TEST(CommandLineTest, TargetsCheckTheirOptions) {
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--toy-color=green"}),
            "there is no toy in green");
  EXPECT_EQ(errorOf({"a.gn", "--cpu-kernels=handmade"}),
            "unknown kernels 'handmade'; known are generated, onednn");
}

TEST(CommandLineTest, AnOptionMayBeAWordAlone) {
  auto options = parse({"a.gn", "--cpu-kernels=generated", "--exact"});
  EXPECT_TRUE(static_cast<bool>(options))
      << llvm::toString(options.takeError());
}

TEST(CommandLineTest, StagesOfOtherTargets) {
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--emit=toy-text"}), "");
  EXPECT_EQ(errorOf({"a.gn", "--emit=toy-text"}),
            "--emit=toy-text is for --target=toy, not for cpu");
  EXPECT_EQ(errorOf({"a.gn", "--emit=toy-txt"}),
            "unknown stage 'toy-txt'; known are summary, ast, dot, svg, "
            "pytorch, weights, onnx, gn, gn-inference, gnk, report, kernels, "
            "llvm-dialect, llvm, obj, package, wheel");
  EXPECT_EQ(errorOf({"a.gn", "--target=toy", "--emit=toy-txt"}),
            "unknown stage 'toy-txt'; did you mean 'toy-text'?");
}

TEST(CommandLineTest, InnerStagesCannotBeAskedFor) {
  for (const char *name : {"network", "tensors", "safetensors"})
    EXPECT_NE(errorOf({"a.gn", std::string("--emit=") + name}), "") << name;
}

} // namespace
} // namespace gnet
