//===- StageOutput.h - Where the stages are printed -----------------------===//
#ifndef GNET_TOOLS_GNETC_STAGEOUTPUT_H
#define GNET_TOOLS_GNETC_STAGEOUTPUT_H

#include "Options.h"
#include "target/Stage.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// Prints the stage that was asked for, and dumps every stage where that was
/// asked for.
class StageOutput {
public:
  StageOutput(const Options &options, llvm::ArrayRef<Stage> stages)
      : options(options), stages(stages) {}

  /// Creates the folder of the dumped stages.
  llvm::Error prepare();

  /// What is to be made: dumping goes to the end, whatever is printed.
  std::vector<llvm::StringRef> wanted() const;

  /// `print` is called where `stage` is wanted and prints anything.
  llvm::Error show(const Stage &stage,
                   llvm::function_ref<llvm::Error(llvm::raw_ostream &)> print);

private:
  bool isDumped(const Stage &stage) const;
  std::string dumpPath(const Stage &stage) const;
  llvm::Error write(const Stage &stage, llvm::StringRef text);

  const Options &options;
  llvm::ArrayRef<Stage> stages;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_STAGEOUTPUT_H
