//===- Compilation.h - What the stages make, each for the next ------------===//
#ifndef GNET_TOOLS_GNETC_COMPILATION_H
#define GNET_TOOLS_GNETC_COMPILATION_H

#include "Options.h"
#include "network/Network.h"
#include "package/Package.h"
#include "weights/Weights.h"

namespace gnet {

struct ImportedModule;

/// What the plan says that a package repeats.
struct PlanFigures {
  PackageMemory memory;
  int64_t steps = 0;
};

/// Everything is empty until the stage that makes it has run.
struct Compilation {
  /// `executable` is gnetc's own path.
  Compilation(const Options &options, llvm::StringRef executable);
  ~Compilation();

  /// Where the package goes, once the network is known.
  std::string packageFolder() const;
  /// Where the report's page goes: to NAME.html where -o names a folder or
  /// nothing.
  std::string pagePath() const;

  const Options &options;
  std::string executable;
  /// What the result is made of, for make and its kind: specs, labels, weights.
  std::vector<std::string> filesRead;
  std::string syntax; ///< The spec as it was read, printed.
  Network whole;      ///< As the spec says, and its weights files.
  Network network;    ///< Of that, what is asked for.
  Weights tensors;
  std::string safetensors; ///< The tensors as a file; they are gone then.
  std::unique_ptr<ImportedModule> module;
  PlanFigures plan;
  TargetInput input;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_COMPILATION_H
