//===- Difference.h - What two networks differ in -------------------------===//
#ifndef GNET_REPORT_DIFFERENCE_H
#define GNET_REPORT_DIFFERENCE_H

#include "network/Network.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// A layer that the networks do not have alike: another operation, another
/// output, other inputs, or only in one of them.
struct LayerDifference {
  std::string path;
  LayerId before = networkInput; ///< networkInput: not in the first network.
  LayerId after = networkInput;  ///< networkInput: not in the second.
};

/// Layers are the same where their paths are. In the order of the second
/// network, with what only the first has where it stood there.
std::vector<LayerDifference> differencesOf(const Network &before,
                                           const Network &after);

/// The differences layer by layer, with the change in parameters,
/// multiply-accumulates and memory, then the totals of the inference forms.
void printDifference(const Network &before, const Network &after,
                     llvm::raw_ostream &os);

/// The same for programs.
llvm::json::Value differenceJson(const Network &before, const Network &after);

} // namespace gnet

#endif // GNET_REPORT_DIFFERENCE_H
