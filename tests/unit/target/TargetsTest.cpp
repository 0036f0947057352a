// What the driver takes for granted of each target, and the list of them.
#include "target/Targets.h"
#include "gtest/gtest.h"
#include <set>

namespace gnet {
namespace {

std::set<llvm::StringRef> asSet(llvm::ArrayRef<Target> range) {
  std::set<llvm::StringRef> names;
  for (const Target &target : range)
    names.insert(target.name);
  return names;
}

bool isWord(llvm::StringRef text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
             llvm::StringRef::npos;
}

TEST(TargetsTest, HaveNamesOfTheirOwn) {
  ASSERT_FALSE(targets().empty());
  EXPECT_EQ(asSet(targets()).size(), targets().size());
  for (const Target &target : targets()) {
    EXPECT_TRUE(isWord(target.name)) << target.name.str();
    EXPECT_FALSE(target.summary.empty()) << target.name.str();
    EXPECT_EQ(findTarget(target.name), &target);
  }
}

TEST(TargetsTest, DescribeTheirOptions) {
  for (const Target &target : targets()) {
    std::set<llvm::StringRef> names;
    for (const TargetOption &option : target.options) {
      EXPECT_TRUE(isWord(option.name)) << option.name.str();
      EXPECT_TRUE(names.insert(option.name).second) << option.name.str();
      // Without a value it is a word alone, and there is nothing to offer.
      EXPECT_TRUE(!option.value.empty() || option.values.empty())
          << option.name.str();
      EXPECT_FALSE(option.help.empty()) << option.name.str();
    }
  }
}

TEST(TargetsTest, TakeTheValuesThatShellsOffer) {
  for (const Target &target : targets())
    for (const TargetOption &option : target.options)
      for (llvm::StringRef value : option.values) {
        TargetOptionValues given;
        given[option.name] = value.str();
        // It needs a calibration.
        if (value == "int8")
          continue;
        llvm::Error error = target.createCompiler()->setOptions(given);
        EXPECT_FALSE(static_cast<bool>(error)) << value.str();
        llvm::consumeError(std::move(error));
      }
}

TEST(TargetsTest, MakeEachStageAfterWhatItNeeds) {
  for (const Target &target : targets()) {
    std::unique_ptr<TargetCompiler> compiler = target.createCompiler();
    const TargetInput input;
    std::set<llvm::StringRef> made = {"gnk", "safetensors"};
    for (const Stage &stage : compiler->stages(input)) {
      EXPECT_TRUE(isWord(stage.name)) << stage.name.str();
      EXPECT_FALSE(stage.needs.empty()) << stage.name.str();
      for (llvm::StringRef needed : stage.needs)
        EXPECT_TRUE(made.contains(needed))
            << stage.name.str() << " needs " << needed.str();
      EXPECT_TRUE(made.insert(stage.name).second) << stage.name.str();
    }
  }
}

/// The driver prints the module where a stage has no text of its own, and that
/// has to be what the stage made. Inner stages are not shown, and one that only
/// prints is no step and is not dumped.
TEST(TargetsTest, CanShowEachStage) {
  for (const Target &target : targets()) {
    std::unique_ptr<TargetCompiler> compiler = target.createCompiler();
    const TargetInput input;
    for (const Stage &stage : compiler->stages(input)) {
      const bool makes = stage.passes || stage.make;
      EXPECT_TRUE(makes || stage.print) << stage.name.str();
      if (stage.kind == StageKind::Inner || !makes)
        continue;
      EXPECT_FALSE(stage.step.empty()) << stage.name.str();
      EXPECT_TRUE(stage.passes || stage.print) << stage.name.str();
      EXPECT_FALSE(stage.file.empty()) << stage.name.str();
    }
  }
}

TEST(TargetsTest, CanBeAdded) {
  EXPECT_EQ(findTarget("abacus"), nullptr);
  const llvm::StringRef first = targets().front().name;
  const size_t count = targets().size();
  Target abacus = targets().front();
  abacus.name = "abacus";
  registerTarget(abacus);
  ASSERT_EQ(targets().size(), count + 1);
  EXPECT_EQ(targets().front().name, first);
  EXPECT_EQ(findTarget("abacus"), &targets().back());
}

} // namespace
} // namespace gnet
