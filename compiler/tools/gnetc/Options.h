//===- Options.h - gnetc's command line -----------------------------------===//
#ifndef GNET_TOOLS_GNETC_OPTIONS_H
#define GNET_TOOLS_GNETC_OPTIONS_H

#include "target/Target.h"
#include <optional>
#include <utility>

namespace gnet {

/// As "gnetc 0.1.0".
llvm::StringRef compilerName();

struct Options {
  std::string spec;
  const Target *target = nullptr;
  /// The target's, with its options set.
  std::unique_ptr<TargetCompiler> compiler;
  std::string emit; ///< The name of a stage of the target.
  /// As given; nothing stands for the stage's own place.
  std::optional<std::string> output;
  bool json = false;
  std::string dumpFolder;     ///< Empty: no stage is dumped.
  std::string weights;        ///< Empty, random:SEED or a path.
  std::string weightMap;      ///< Empty: found by the names in the file.
  bool weightsBeside = false; ///< An ONNX model's, in a file of their own.
  bool embedWeights = false;
  std::vector<std::string> features; ///< What to give; empty: the output.
  bool layerOutputs = false;         ///< What every layer gives.
  int64_t batch = 1;
  std::vector<std::string> against; ///< Specs and folders of them.
  std::string depfile;              ///< Empty: none is written.
  /// Files that the target reads for its options.
  std::vector<std::string> targetFiles;
  std::string wheelVersion; ///< Of the Python package.
};

/// An option, and the words that it takes: `emit`, and the stages.
using OptionValues = std::pair<std::string, std::vector<std::string>>;

/// Of every option that takes words, whatever the target.
std::vector<OptionValues> optionValues();

/// Reads the command line, also of the commands of Commands.h. `--help`,
/// `--version` and what cannot be parsed at all end the program.
void parseCommandLine(int argc, char **argv);

/// The checked options of a compilation.
llvm::Expected<Options> compileOptions();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_OPTIONS_H
