//===- Stages.cpp - The way from a spec to what was asked for -------------===//
#include "Stages.h"
#include "target/Targets.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

std::vector<Stage> stagesOf(Compilation &compilation) {
  std::vector<Stage> stages = specStages(compilation);
  llvm::append_range(stages, weightStages(compilation));
  llvm::append_range(stages, moduleStages(compilation));
  stages.push_back(reportStage(compilation));
  llvm::append_range(stages,
                     compilation.options.compiler->stages(compilation.input));
  const llvm::StringRef code = stages.back().name;
  stages.push_back(packageStage(compilation, code));
  stages.push_back(wheelStage(compilation, code));
  return stages;
}

const Stage *findStage(llvm::ArrayRef<Stage> stages, llvm::StringRef name) {
  const Stage *found = llvm::find_if(
      stages, [&](const Stage &stage) { return stage.name == name; });
  return found == stages.end() ? nullptr : found;
}

std::vector<StageName> stageNames(const Target &target) {
  Options options;
  options.compiler = target.createCompiler();
  Compilation compilation(options, /*executable=*/"");
  std::vector<StageName> names;
  for (const Stage &stage : stagesOf(compilation))
    if (stage.kind != StageKind::Inner)
      names.insert(stage.name == defaultStage ? names.begin() : names.end(),
                   {stage.name, stage.kind});
  return names;
}

std::vector<StageName> allStageNames() {
  std::vector<StageName> all;
  for (const Target &target : targets())
    for (const StageName &stage : stageNames(target))
      if (llvm::none_of(all, [&](const StageName &other) {
            return other.name == stage.name;
          }))
        all.push_back(stage);
  return all;
}

namespace {

void addWithNeeds(std::vector<const Stage *> &plan,
                  llvm::ArrayRef<Stage> stages, llvm::StringRef name) {
  const Stage *stage = findStage(stages, name);
  assert(stage && "a stage needs another that there is not");
  if (llvm::is_contained(plan, stage))
    return;
  for (llvm::StringRef needed : stage->needs)
    addWithNeeds(plan, stages, needed);
  plan.push_back(stage);
}

} // namespace

std::vector<const Stage *> planStages(llvm::ArrayRef<Stage> stages,
                                      llvm::ArrayRef<llvm::StringRef> wanted) {
  std::vector<const Stage *> plan;
  for (llvm::StringRef name : wanted)
    addWithNeeds(plan, stages, name);
  return plan;
}

bool beginsStep(const Stage &stage, llvm::StringRef step) {
  return !stage.step.empty() && stage.step != step;
}

int countSteps(llvm::ArrayRef<const Stage *> plan) {
  int count = 0;
  llvm::StringRef step;
  for (const Stage *stage : plan)
    if (beginsStep(*stage, step)) {
      ++count;
      step = stage->step;
    }
  return count;
}

} // namespace gnet
