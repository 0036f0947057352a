//===- Analyses.h - What LLVM's passes know of a module -------------------===//
#ifndef GNET_TARGET_PROGRAM_ANALYSES_H
#define GNET_TARGET_PROGRAM_ANALYSES_H

#include "llvm/Passes/PassBuilder.h"

namespace gnet {

/// All of LLVM's analyses, for `machine`, each known to the others.
struct Analyses {
  explicit Analyses(llvm::TargetMachine &machine) : builder(&machine) {
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
  }

  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder;
};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_ANALYSES_H
