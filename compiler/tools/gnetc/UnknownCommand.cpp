//===- UnknownCommand.cpp - A command that gnetc does not have ------------===//
#include "UnknownCommand.h"
#include "language/diagnostics/Spelling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"

namespace gnet {

llvm::Error checkCommandName(llvm::ArrayRef<const char *> arguments) {
  if (arguments.empty())
    return llvm::Error::success();
  llvm::StringRef word = arguments.front();
  std::vector<std::string> names;
  for (const llvm::cl::SubCommand *sub : llvm::cl::getRegisteredSubcommands())
    if (!sub->getName().empty())
      names.push_back(sub->getName().str());
  bool isPath = word.find_first_of("/.") != llvm::StringRef::npos;
  if (word.starts_with("-") || isPath || llvm::is_contained(names, word) ||
      llvm::sys::fs::exists(word))
    return llvm::Error::success();
  auto near = nearestName(word.str(), names);
  if (!near)
    return llvm::Error::success();
  return llvm::createStringError("'" + word +
                                 "' is no file and no command; did you mean '" +
                                 *near + "'?");
}

} // namespace gnet
