//===- Stages.h - The way from a spec to what was asked for ---------------===//
#ifndef GNET_TOOLS_GNETC_STAGES_H
#define GNET_TOOLS_GNETC_STAGES_H

#include "Compilation.h"
#include "target/Stage.h"
#include "llvm/ADT/ArrayRef.h"

namespace gnet {

/// All that there are with the target of the compilation's options: first what
/// a network can be shown or taken out as, then the stages of compiling it.
/// Each stands behind those that it needs. They refer to `compilation`.
std::vector<Stage> stagesOf(Compilation &compilation);

/// Null for a name that none of `stages` has.
const Stage *findStage(llvm::ArrayRef<Stage> stages, llvm::StringRef name);

/// A word for `--emit`.
struct StageName {
  llvm::StringRef name;
  StageKind kind;
};

/// The stages that can be asked for with `target`, the one that is made where
/// none is asked for first.
std::vector<StageName> stageNames(const Target &target);

/// The same of all targets, each once.
std::vector<StageName> allStageNames();

/// What is made where no stage and no target is asked for.
inline constexpr llvm::StringLiteral defaultStage = "summary";

/// What to make for `wanted`, in order: a stage's needs just before it, so that
/// nothing is held earlier than it must be.
std::vector<const Stage *> planStages(llvm::ArrayRef<Stage> stages,
                                      llvm::ArrayRef<llvm::StringRef> wanted);

/// Whether a user who was last told `step` is told of `stage`.
bool beginsStep(const Stage &stage, llvm::StringRef step);

/// Of which a user is told on the way through `plan`.
int countSteps(llvm::ArrayRef<const Stage *> plan);

// The parts of the list, each in a file of its name.
std::vector<Stage> specStages(Compilation &compilation);
std::vector<Stage> weightStages(Compilation &compilation);
std::vector<Stage> moduleStages(Compilation &compilation);
/// `code` is the target's last stage.
Stage packageStage(Compilation &compilation, llvm::StringRef code);
Stage reportStage(Compilation &compilation);
Stage wheelStage(Compilation &compilation, llvm::StringRef code);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_STAGES_H
