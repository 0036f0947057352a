//===- main.cpp - gnet-run: looks at, runs and measures packages ----------===//
#include "Commands.h"
#include "loader/Error.h"

#include <cstdio>
#include <fmt/format.h>
#include <new>

using namespace gnet;

namespace {

struct Command {
  const char *name;
  const char *help;
  llvm::Error (*run)(const Words &);
};

const char *const help =
    R"(gnet-run COMMAND PKG ...

Looks at, runs and measures PKG, the folder of a package made by gnetc.

  info PKG                                   what the package is
  classify PKG IMAGE...                      the best classes of pictures
  raw PKG --input=X.npy --output=Y.npy       the network on tensors
  bench PKG                                  latency, throughput, profile
  compare PKG_A PKG_B --images=DIR           how far their results are apart

gnet-run COMMAND --help says more of each.
)";

int complain(const std::string &message) {
  std::fflush(stdout);
  fmt::print(stderr, "gnet-run: error: {}\n", message);
  return 1;
}

bool asksForHelp(const Words &words) {
  for (const std::string &word : words) {
    if (word == "--")
      return false;
    if (word == "--help" || word == "-h")
      return true;
  }
  return false;
}

} // namespace

int main(int argc, char **argv) {
  const Command commands[] = {
      {"info", infoHelp, infoCommand},
      {"classify", classifyHelp, classifyCommand},
      {"raw", rawHelp, rawCommand},
      {"bench", benchHelp, benchCommand},
      {"compare", compareHelp, compareCommand},
  };
  std::set_new_handler(endWithoutMemory);
  Words words(argv + 1, argv + argc);
  if (words.empty())
    return complain(fmt::format("a command is missing\n\n{}", help));
  std::string name = words.front();
  if (name == "--help" || name == "-h" || name == "help") {
    fmt::print("{}", help);
    return 0;
  }
  words.erase(words.begin());
  for (const Command &command : commands) {
    if (name != command.name)
      continue;
    if (asksForHelp(words)) {
      fmt::print("{}", command.help);
      return 0;
    }
    if (llvm::Error error = command.run(words))
      return complain(llvm::toString(std::move(error)));
    return 0;
  }
  return complain(fmt::format("unknown command '{}'; there are info, classify, "
                              "raw, bench and compare",
                              name));
}
