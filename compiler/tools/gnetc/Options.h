//===- Options.h - gnetc's command line -----------------------------------===//
#ifndef GNET_TOOLS_GNETC_OPTIONS_H
#define GNET_TOOLS_GNETC_OPTIONS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gnet {

/// What can be asked for: first what a network can be shown or taken out as,
/// then the stages of compiling it in the order in which they are made.
enum class Stage {
  Ast,
  Summary,
  Dot,
  Svg,
  Weights,
  Onnx,
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
  std::string dumpFolder;     ///< Empty: no stage is dumped.
  std::string weights;        ///< Empty, random:SEED or a path.
  std::string weightMap;      ///< Empty: found by the names in the file.
  bool weightsBeside = false; ///< An ONNX model's, in a file of their own.
  bool embedWeights = false;
  int64_t batch = 1;
  std::string cpu;
};

/// The words that options take: `emit`, and its stages.
std::vector<std::pair<std::string, std::vector<std::string>>> optionValues();

/// Reads the command line, also of the commands of Commands.h. `--help`,
/// `--version` and what cannot be parsed at all end the program.
void parseCommandLine(int argc, char **argv);

/// The checked options of a compilation.
llvm::Expected<Options> compileOptions();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_OPTIONS_H
