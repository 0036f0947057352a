//===- Commands.cpp - What gnetc does besides compiling a spec ------------===//
#include "Commands.h"

namespace gnet {

namespace {

/// In the order in which help lists them.
constexpr Command &(*commands[])() = {
    formatCommand, editorCommand,  diffCommand,
    importCommand, layersCommand,  calibrateCommand,
    tuneCommand,   weightsCommand, completionCommand};

} // namespace

void registerCommands() {
  for (Command &(*command)() : commands)
    llvm::cl::HideUnrelatedOptions(command().category, command().sub);
}

Command *commandOf(const llvm::cl::SubCommand &sub) {
  for (Command &(*command)() : commands)
    if (&command().sub == &sub)
      return &command();
  return nullptr;
}

Command *chosenCommand() {
  for (Command &(*command)() : commands)
    if (command().sub)
      return &command();
  return nullptr;
}

} // namespace gnet
