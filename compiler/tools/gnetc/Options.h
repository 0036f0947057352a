//===- Options.h - gnetc's command line -----------------------------------===//
#ifndef GNET_TOOLS_GNETC_OPTIONS_H
#define GNET_TOOLS_GNETC_OPTIONS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>

namespace gnet {

/// What can be asked for, in the order in which it is made.
enum class Stage {
  Ast,
  Summary,
  Gn,
  GnInference,
  Gnk,
  LlvmDialect,
  Llvm,
  Object,
  Package,
};

/// As "gnetc 0.1.0".
llvm::StringRef compilerName();

struct Options {
  std::string spec;
  Stage emit = Stage::Summary;
  /// As given; nothing stands for the stage's own place.
  std::optional<std::string> output;
  bool json = false;
  std::string dumpFolder; ///< Empty: no stage is dumped.
  std::string weights;    ///< Empty, random:SEED or a path.
  bool embedWeights = false;
  int64_t batch = 1;
  std::string cpu;
};

/// Checked options. `--help`, `--version` and what cannot be parsed at all end
/// the program.
llvm::Expected<Options> parseOptions(int argc, char **argv);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_OPTIONS_H
