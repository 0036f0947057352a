//===- Structure.h - Layers as the statements of a spec -------------------===//
#ifndef GNET_ONNX_IMPORT_STRUCTURE_H
#define GNET_ONNX_IMPORT_STRUCTURE_H

#include "network/Network.h"

namespace gnet {

struct SpecItem;
/// One after the other; an empty one passes its input on.
using SpecChain = std::vector<SpecItem>;

/// One stage of a pipeline: a layer with the norm and activation that its keys
/// say, a concat or add of names, or one of branches.
struct SpecItem {
  LayerId main = networkInput; ///< The layer, or the join of the branches.
  std::optional<LayerId> norm;
  std::optional<LayerId> activation;
  LayerId result = networkInput;
  /// Results of other items; one, but for a join of names.
  std::vector<LayerId> inputs;
  std::vector<SpecChain> branches;
  /// By how many edges the input comes in.
  int entries = 1;
  /// Of blocks in blocks.
  int depth = 0;

  bool isBlock() const { return !branches.empty(); }
};

/// Every layer in one item: what lies between a fork and its join, and is used
/// nowhere else, in the branches of a block. Each item of the result stands
/// after its inputs; the last one gives the network's output.
SpecChain findStructure(const Network &network);

/// Calls `visit(item)` for every item of the chain, inner ones first.
template <typename Visit>
void forEachItem(const SpecChain &chain, const Visit &visit) {
  for (const SpecItem &item : chain) {
    for (const SpecChain &branch : item.branches)
      forEachItem(branch, visit);
    visit(item);
  }
}

} // namespace gnet

#endif // GNET_ONNX_IMPORT_STRUCTURE_H
