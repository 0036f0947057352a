//===- UnknownOption.cpp - An option that gnetc does not have -------------===//
#include "UnknownOption.h"
#include "language/diagnostics/Spelling.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

/// Without its dashes and its value; empty for what is no option.
llvm::StringRef nameOf(llvm::StringRef argument) {
  if (!argument.consume_front("-"))
    return "";
  argument.consume_front("-");
  return argument.split('=').first;
}

llvm::Error unknown(llvm::StringRef argument, llvm::StringRef name,
                    cl::SubCommand &command) {
  std::vector<std::string> names;
  for (auto &entry : cl::getRegisteredOptions(command))
    if (entry.second->getOptionHiddenFlag() == cl::NotHidden &&
        entry.first.size() > 1)
      names.push_back(entry.first.str());
  std::string message =
      "unknown option '" + argument.split('=').first.str() + "'";
  if (auto near = nearestName(name.str(), names))
    message += "; did you mean '--" + *near + "'?";
  else
    message +=
        "; see gnetc " +
        (command.getName().empty() ? "" : command.getName().str() + " ") +
        "--help";
  return llvm::createStringError(message);
}

} // namespace

llvm::Error checkOptionNames(llvm::ArrayRef<const char *> arguments,
                             cl::SubCommand &command) {
  auto &options = cl::getRegisteredOptions(command);
  for (size_t i = 0; i < arguments.size(); ++i) {
    llvm::StringRef argument = arguments[i];
    if (argument == "--")
      break;
    llvm::StringRef name = nameOf(argument);
    if (name.empty())
      continue;
    auto it = options.find(name);
    if (it == options.end())
      return unknown(argument, name, command);
    // `-o PATH`: the next argument is its value.
    bool takesNext = !argument.contains('=') &&
                     it->second->getValueExpectedFlag() == cl::ValueRequired;
    i += takesNext;
  }
  return llvm::Error::success();
}

} // namespace gnet
