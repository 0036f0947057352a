#include "onnx/import/Structure.h"

#include "network/Uses.h"
#include "onnx/import/ImportedNetwork.h"

#include <algorithm>

namespace gnet {

namespace {

/// Deeper blocks are said by names: nobody reads them.
constexpr int maxDepth = 8;

class StructureFinder {
public:
  explicit StructureFinder(const Network &network)
      : network(network), uses(countUses(network)),
        user(network.layers.size(), networkInput),
        itemOf(network.layers.size(), none) {
    for (LayerId id = 0; id < count(); ++id)
      for (LayerId input : network.layers[id].inputs)
        if (input != networkInput)
          user[input] = id;
  }

  SpecChain find() {
    makeItems();
    findDominators();
    isInner.resize(items.size());
    for (size_t i = 0; i < items.size(); ++i)
      if (items[i].inputs.size() > 1)
        makeBlock(i);
    SpecChain body;
    for (size_t i = 0; i < items.size(); ++i)
      if (!isInner[i])
        body.push_back(std::move(items[i]));
    return body;
  }

private:
  static constexpr size_t none = SIZE_MAX;

  LayerId count() const { return static_cast<LayerId>(network.layers.size()); }

  /// The layer that alone goes on from `id`.
  LayerId onlyUser(LayerId id) const {
    return uses[id] == 1 ? user[id] : networkInput;
  }
  /// Of that layer, or null.
  const LayerKind *nextKind(LayerId id) const {
    const LayerId next = onlyUser(id);
    return next == networkInput ? nullptr : &kindOf(network.layers[next].op);
  }

  void makeItems() {
    std::vector<bool> isTaken(network.layers.size());
    for (LayerId id = 0; id < count(); ++id) {
      if (isTaken[id])
        continue;
      SpecItem item;
      item.main = item.result = id;
      item.inputs = network.layers[id].inputs;
      const LayerKind &kind = kindOf(network.layers[id].op);
      if (const LayerKind *next = nextKind(item.result);
          next && kind.takesNorm && next->isNorm)
        item.norm = item.result = onlyUser(item.result);
      if (const LayerKind *next = nextKind(item.result);
          next && kind.takesActivation && next->isActivation)
        item.activation = item.result = onlyUser(item.result);
      for (LayerId taken : {id, item.norm.value_or(id), item.result})
        isTaken[taken] = true;
      itemOf[item.result] = items.size();
      items.push_back(std::move(item));
    }
  }

  /// Of each item, the last result through which all ways to it go.
  void findDominators() {
    for (const SpecItem &item : items) {
      LayerId common = item.inputs.front();
      for (LayerId input : item.inputs)
        common = meet(common, input);
      dominator.push_back(common);
      rank.push_back(common == networkInput ? 1 : rank[itemOf[common]] + 1);
    }
  }

  LayerId meet(LayerId left, LayerId right) const {
    auto rankOf = [&](LayerId id) {
      return id == networkInput ? 0 : rank[itemOf[id]];
    };
    while (left != right) {
      LayerId &deeper = rankOf(left) >= rankOf(right) ? left : right;
      deeper = dominator[itemOf[deeper]];
    }
    return left;
  }

  /// The items from `fork` to `result`, in reverse; nothing if others use what
  /// is between.
  std::optional<std::vector<size_t>> walkBack(LayerId fork, LayerId result) {
    std::vector<size_t> way;
    int expectedUses = 1;
    while (result != fork) {
      if (result == networkInput || uses[result] != expectedUses)
        return std::nullopt;
      const SpecItem &item = items[itemOf[result]];
      if (item.inputs.size() != 1 || item.depth >= maxDepth)
        return std::nullopt;
      way.push_back(itemOf[result]);
      result = item.inputs.front();
      expectedUses = item.entries;
    }
    return way;
  }

  void makeBlock(size_t index) {
    SpecItem &join = items[index];
    LayerId fork = dominator[index];
    std::vector<std::vector<size_t>> ways;
    bool isPlain = true;
    for (LayerId input : join.inputs) {
      auto way = walkBack(fork, input);
      if (!way)
        return;
      isPlain &= way->empty();
      ways.push_back(std::move(*way));
    }
    if (isPlain)
      return;
    join.inputs = {fork};
    join.entries = 0;
    for (const std::vector<size_t> &way : ways) {
      SpecChain branch;
      for (size_t step : llvm::reverse(way)) {
        isInner[step] = true;
        join.depth = std::max(join.depth, items[step].depth);
        branch.push_back(std::move(items[step]));
      }
      join.entries += branch.empty() ? 1 : branch.front().entries;
      join.branches.push_back(std::move(branch));
    }
    ++join.depth;
  }

  const Network &network;
  std::vector<int> uses;
  std::vector<LayerId> user;  ///< By layer: the last one that it goes into.
  std::vector<size_t> itemOf; ///< By layer: the item whose result it is.
  std::vector<SpecItem> items;
  std::vector<LayerId> dominator; ///< By item.
  std::vector<int> rank;          ///< By item: how many dominate it.
  std::vector<bool> isInner;      ///< By item: it is in a branch.
};

} // namespace

SpecChain findStructure(const Network &network) {
  return StructureFinder(network).find();
}

} // namespace gnet
