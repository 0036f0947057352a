//===- Analysis.h - All that is known of a spec, mistakes or not ----------===//
//
// What an editor asks, while somebody types.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_ANALYSIS_H
#define GNET_LANGUAGE_ANALYSIS_H

#include "language/diagnostics/Diagnostics.h"
#include "language/elaboration/ModuleInstance.h"
#include "language/elaboration/SpecTree.h"

namespace gnet {

struct SpecAnalysis {
  SpecTree tree; ///< Empty if the file itself could not be read.
  /// The network of the file as far as it could be made; without layers in the
  /// file of a module.
  Network network;
  /// The uses of modules in it, outer ones first.
  std::vector<ModuleInstance> instances;
  Diagnostics diagnostics;
};

/// Reads the spec at `path`, what it imports and its labels, and checks all of
/// it, also in a file that has modules only.
SpecAnalysis analyzeSpec(const std::string &path, const ReadFile &readFile);

} // namespace gnet

#endif // GNET_LANGUAGE_ANALYSIS_H
