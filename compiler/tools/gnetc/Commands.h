//===- Commands.h - What gnetc does besides compiling a spec --------------===//
//
// Each is a word behind `gnetc`, with options of its own: `gnetc diff A B`.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TOOLS_GNETC_COMMANDS_H
#define GNET_TOOLS_GNETC_COMMANDS_H

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

/// Exists from before the command line is read until the program ends: LLVM
/// keeps pointers to it.
class Command {
public:
  Command(llvm::StringRef name, llvm::StringRef summary)
      : sub(name, summary), category(name) {}
  virtual ~Command() = default;
  virtual llvm::Error run() = 0;
  /// The words that stand behind it, for shells to complete; files if none.
  virtual std::vector<std::string> arguments() const { return {}; }

  llvm::cl::SubCommand sub;
  llvm::cl::OptionCategory category;
};

/// Tells LLVM of every command. To be called once.
void registerCommands();

/// The command of LLVM's `sub`, or null.
Command *commandOf(const llvm::cl::SubCommand &sub);

/// The one that the command line names, or null.
Command *chosenCommand();

Command &calibrateCommand();
Command &completionCommand();
Command &diffCommand();
Command &editorCommand();
Command &formatCommand();
Command &importCommand();
Command &layersCommand();
Command &tuneCommand();
Command &weightsCommand();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_COMMANDS_H
