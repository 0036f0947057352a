//===- CommandLine.h - Options as if they had been typed ------------------===//
#ifndef GNET_TESTS_UNIT_TOOLS_GNETC_COMMANDLINE_H
#define GNET_TESTS_UNIT_TOOLS_GNETC_COMMANDLINE_H

#include "Options.h"
#include "llvm/Support/CommandLine.h"

namespace gnet {

/// What gnetc makes of `arguments`, which LLVM must be able to read.
inline llvm::Expected<Options> parse(std::vector<std::string> arguments) {
  std::vector<char *> words = {const_cast<char *>("gnetc")};
  for (std::string &argument : arguments)
    words.push_back(argument.data());
  llvm::cl::ResetAllOptionOccurrences();
  parseCommandLine(static_cast<int>(words.size()), words.data());
  return compileOptions();
}

} // namespace gnet

#endif // GNET_TESTS_UNIT_TOOLS_GNETC_COMMANDLINE_H
