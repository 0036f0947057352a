//===- Compile.cpp - Makes the stages that were asked for -----------------===//
#include "Compile.h"
#include "Depfile.h"
#include "ImportedModule.h"
#include "LoadSpec.h"
#include "Progress.h"
#include "StageOutput.h"
#include "Stages.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"

namespace gnet {
namespace {

/// Makes stages one after the other, each told of, timed and shown.
class Run {
public:
  Run(Compilation &compilation, llvm::ArrayRef<Stage> stages)
      : compilation(compilation), output(compilation.options, stages),
        plan(planStages(stages, output.wanted())), progress(countSteps(plan)) {
    startTiming();
  }

  /// Without a word.
  Run(Compilation &compilation, llvm::ArrayRef<Stage> stages,
      llvm::ArrayRef<llvm::StringRef> names)
      : compilation(compilation), output(compilation.options, stages),
        plan(planStages(stages, names)) {
    startTiming();
  }

  llvm::Error run();

private:
  void startTiming() {
    mlir::applyDefaultTimingManagerCLOptions(timing);
    timingScope = timing.getRootScope();
  }

  llvm::Error make(const Stage &stage);
  llvm::Error runPasses(const Stage &stage);
  llvm::Error show(const Stage &stage);

  /// Times what is done until the next one.
  void begin(const Stage &stage);

  Compilation &compilation;
  StageOutput output;
  std::vector<const Stage *> plan;
  std::optional<Progress> progress;
  llvm::StringRef step;
  mlir::DefaultTimingManager timing;
  mlir::TimingScope timingScope;
  mlir::TimingScope stepScope;
};

llvm::Error Run::run() {
  if (llvm::Error error = output.prepare())
    return error;
  for (const Stage *stage : plan) {
    begin(*stage);
    if (llvm::Error error = make(*stage))
      return error;
    if (llvm::Error error = show(*stage))
      return error;
  }
  return llvm::Error::success();
}

void Run::begin(const Stage &stage) {
  if (!beginsStep(stage, step))
    return;
  step = stage.step;
  std::string what = step.str();
  if (stage.subject)
    what += " " + stage.subject();
  if (progress)
    progress->step(what);
  stepScope = timingScope.nest(what);
}

llvm::Error Run::make(const Stage &stage) {
  if (stage.passes)
    if (llvm::Error error = runPasses(stage))
      return error;
  return stage.make ? stage.make() : llvm::Error::success();
}

llvm::Error Run::runPasses(const Stage &stage) {
  mlir::ModuleOp module = *compilation.module->module;
  mlir::PassManager passes(module->getContext());
  if (mlir::failed(mlir::applyPassManagerCLOptions(passes)))
    return llvm::createStringError("MLIR's options do not fit together");
  passes.enableTiming(stepScope);
  if (llvm::Error error = stage.passes(passes))
    return error;
  if (mlir::failed(passes.run(module)))
    return llvm::make_error<Reported>();
  return llvm::Error::success();
}

llvm::Error Run::show(const Stage &stage) {
  return output.show(stage, [&](llvm::raw_ostream &os) -> llvm::Error {
    if (stage.print)
      return stage.print(os);
    compilation.module->module->print(os);
    os << "\n";
    return llvm::Error::success();
  });
}

} // namespace

llvm::Error compile(const Options &options, llvm::StringRef executable) {
  Compilation compilation(options, executable);
  const std::vector<Stage> stages = stagesOf(compilation);
  if (llvm::Error error = Run(compilation, stages).run())
    return error;
  if (options.depfile.empty())
    return llvm::Error::success();
  return writeDepfile(compilation, findStage(stages, options.emit)->kind);
}

llvm::Error makeStages(Compilation &compilation,
                       llvm::ArrayRef<llvm::StringRef> names) {
  const std::vector<Stage> stages = stagesOf(compilation);
  return Run(compilation, stages, names).run();
}

} // namespace gnet
