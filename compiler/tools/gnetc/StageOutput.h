//===- StageOutput.h - Where the stages are printed -----------------------===//
#ifndef GNET_TOOLS_GNETC_STAGEOUTPUT_H
#define GNET_TOOLS_GNETC_STAGEOUTPUT_H

#include "Options.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// Prints the stage that was asked for, and dumps every stage where that was
/// asked for.
class StageOutput {
public:
  explicit StageOutput(const Options &options) : options(options) {}

  /// Creates the folder of the dumped stages.
  llvm::Error prepare();

  /// Whether anything after `stage` is wanted.
  bool goesPast(Stage stage) const;

  /// `print` is called where `stage` is wanted.
  llvm::Error show(Stage stage,
                   llvm::function_ref<void(llvm::raw_ostream &)> print);

private:
  llvm::Error write(Stage stage, llvm::StringRef text);

  const Options &options;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_STAGEOUTPUT_H
