//===- TargetChoice.h - The target, its stages and its options ------------===//
//
// What of the command line depends on which targets there are.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TOOLS_GNETC_TARGETCHOICE_H
#define GNET_TOOLS_GNETC_TARGETCHOICE_H

#include "Stages.h"

namespace gnet {

/// With an empty name the first target. An unknown one is told which there are.
llvm::Expected<const Target *> chooseTarget(llvm::StringRef name);

/// The stage `name` with `target`. One that only other targets have is told
/// whose it is.
llvm::Expected<StageName> chooseStage(const Target &target,
                                      llvm::StringRef name);

/// Gives `compiler`, one of `target`, its options. One that only other targets
/// have is an error.
llvm::Error setTargetOptions(const Target &target, TargetCompiler &compiler,
                             const TargetOptionValues &given);

/// The options of all targets, each name once.
std::vector<TargetOption> allTargetOptions();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_TARGETCHOICE_H
