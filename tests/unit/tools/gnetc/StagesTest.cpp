// The list of stages, and which of them are made for what is asked for.
#include "Stages.h"
#include "target/Targets.h"
#include "gtest/gtest.h"
#include <set>

namespace gnet {
namespace {

/// The list for a target, with nothing made yet.
class StageList {
public:
  explicit StageList(llvm::StringRef target, llvm::StringRef weights = "")
      : compilation(options, /*executable=*/"") {
    options.compiler = findTarget(target)->createCompiler();
    options.weights = weights.str();
    stages = stagesOf(compilation);
  }

  std::vector<std::string> planned(llvm::StringRef wanted) const {
    std::vector<std::string> names;
    for (const Stage *stage : planStages(stages, wanted))
      names.push_back(stage->name.str());
    return names;
  }

  int steps(llvm::StringRef wanted) const {
    return countSteps(planStages(stages, wanted));
  }

  Options options;
  Compilation compilation;
  std::vector<Stage> stages;
};

TEST(StagesTest, StandBehindWhatTheyNeed) {
  for (const Target &target : targets()) {
    std::set<llvm::StringRef> made;
    const StageList list(target.name);
    for (const Stage &stage : list.stages) {
      for (llvm::StringRef needed : stage.needs)
        EXPECT_TRUE(made.contains(needed))
            << stage.name.str() << " needs " << needed.str();
      EXPECT_TRUE(made.insert(stage.name).second) << stage.name.str();
    }
  }
}

TEST(StagesTest, AreMadeAfterWhatTheyNeed) {
  for (const Target &target : targets()) {
    const StageList list(target.name, "random:1");
    for (const Stage &wanted : list.stages) {
      std::set<llvm::StringRef> made;
      for (const Stage *stage : planStages(list.stages, wanted.name)) {
        for (llvm::StringRef needed : stage->needs)
          EXPECT_TRUE(made.contains(needed))
              << stage->name.str() << " needs " << needed.str();
        EXPECT_TRUE(made.insert(stage->name).second) << stage->name.str();
      }
      EXPECT_TRUE(made.contains(wanted.name)) << wanted.name.str();
    }
  }
}

TEST(StagesTest, AreMadeOnlyWhereNeeded) {
  using Names = std::vector<std::string>;
  const StageList list("cpu", "random:1");
  EXPECT_EQ(list.planned("ast"), Names{"ast"});
  EXPECT_EQ(list.planned("summary"), (Names{"network", "summary"}));
  EXPECT_EQ(list.planned("svg"), (Names{"network", "svg"}));
  EXPECT_EQ(list.planned("onnx"), (Names{"network", "tensors", "onnx"}));
  EXPECT_EQ(list.planned("gnk"),
            (Names{"network", "gn", "gn-inference", "gnk"}));
  EXPECT_EQ(list.planned("kernels"),
            (Names{"network", "gn", "gn-inference", "gnk", "kernels"}));
}

/// They may be gigabytes, and planning may fail.
TEST(StagesTest, WeightsAreReadBehindPlanning) {
  const std::vector<std::string> expected = {
      "network", "gn",          "gn-inference", "gnk",
      "tensors", "safetensors", "packed",       "llvm-dialect",
      "llvm",    "obj",         "package"};
  EXPECT_EQ(StageList("cpu", "random:1").planned("package"), expected);
}

TEST(StagesTest, TargetsHaveTheirOwn) {
  EXPECT_NE(findStage(StageList("toy").stages, "toy-text"), nullptr);
  EXPECT_EQ(findStage(StageList("cpu").stages, "toy-text"), nullptr);
  EXPECT_EQ(StageList("toy").planned("toy-text").back(), "toy-text");
}

TEST(StagesTest, StepsAreCounted) {
  const StageList without("cpu"), with("cpu", "random:1");
  const std::pair<llvm::StringRef, int> steps[] = {
      {"ast", 1},          {"summary", 1},      {"dot", 1}, {"svg", 1},
      {"gn", 2},           {"gn-inference", 3}, {"gnk", 4}, {"kernels", 4},
      {"llvm-dialect", 5}, {"llvm", 6},         {"obj", 6}, {"package", 7},
      {"wheel", 7}};
  for (const auto &[stage, count] : steps) {
    EXPECT_EQ(without.steps(stage), count) << stage.str();
    EXPECT_EQ(with.steps(stage), count + (count > 4)) << stage.str();
  }
  EXPECT_EQ(with.steps("weights"), 3);
  EXPECT_EQ(with.steps("onnx"), 3);
  EXPECT_EQ(StageList("toy").steps("package"), 8);
}

} // namespace
} // namespace gnet
