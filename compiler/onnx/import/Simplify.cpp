#include "onnx/import/Simplify.h"

#include "network/Uses.h"
#include "onnx/import/Readers.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

/// No channel axis is longer in practice; what is longer is left as it is.
constexpr int64_t maxComparedChannels = 1 << 20;

bool isEverywhere(const ImportConstant &constant, double value) {
  if (std::optional<double> known = constant.everywhere())
    return *known == value;
  if (constant.elements() > maxComparedChannels)
    return false;
  llvm::Expected<std::vector<float>> values = constant.floats();
  if (!values) {
    llvm::consumeError(values.takeError());
    return false;
  }
  return std::all_of(values->begin(), values->end(),
                     [&](float each) { return each == value; });
}

class Simplifier {
public:
  explicit Simplifier(ImportedNetwork &imported)
      : imported(imported), network(imported.network),
        uses(countUses(network)) {}

  void run() {
    replacement.resize(network.layers.size());
    for (LayerId id = 0; id < count(); ++id) {
      for (LayerId &input : network.layers[id].inputs)
        input = current(input);
      replacement[id] = id;
      // What took something in may itself go into what is before it.
      for (LayerId kept = id; takesIn(kept); kept = replacement[id]) {
        replacement[id] = network.layers[kept].inputs.front();
        imported.origins[replacement[id]].range = imported.origins[kept].range;
        replacement[kept] = replacement[id];
      }
    }
    network.output = current(network.output);
    dropFlattens();
    dropUnused();
  }

private:
  LayerId count() const { return static_cast<LayerId>(network.layers.size()); }
  LayerId current(LayerId id) const {
    return id == networkInput ? id : replacement[id];
  }
  template <typename Op> Op *op(LayerId id) {
    return std::get_if<Op>(&network.layers[id].op);
  }
  std::vector<ImportConstant> &weights(LayerId id) {
    return imported.origins[id].weights;
  }

  /// Whether the layer before `id` now does what `id` did. Its uses are then
  /// those of `id`.
  bool takesIn(LayerId id) {
    LayerId before = network.layers[id].inputs.front();
    if (before == networkInput || uses[before] != 1)
      return false;
    bool done = false;
    if (op<Affine>(id))
      done = takeBias(before, id) || joinAffine(before, id) ||
             takeNorm(before, id) || takeOffsets(before, id);
    else if (op<Scale>(id))
      done = joinScale(before, id);
    if (done)
      uses[before] = uses[id];
    return done;
  }

  bool isSum(LayerId id) {
    return op<Affine>(id)->bias && weights(id)[0].everywhere() == 1.0;
  }

  bool takeBias(LayerId before, LayerId id) {
    bool *bias = op<Conv>(before)     ? &op<Conv>(before)->bias
                 : op<Linear>(before) ? &op<Linear>(before)->bias
                                      : nullptr;
    if (!bias || *bias || !isSum(id))
      return false;
    *bias = true;
    weights(before).push_back(weights(id)[1]);
    return true;
  }

  bool joinAffine(LayerId before, LayerId id) {
    if (!op<Affine>(before) || op<Affine>(before)->bias || !isSum(id))
      return false;
    op<Affine>(before)->bias = true;
    weights(before).push_back(weights(id)[1]);
    return true;
  }

  /// Caffe's batch norm, whose scale and shift are a layer of their own, comes
  /// with a scale of 1 and a shift of 0.
  bool takeNorm(LayerId before, LayerId id) {
    const auto *norm = op<BatchNorm>(before);
    if (!norm || !op<Affine>(id)->bias || isSum(id) ||
        !isEverywhere(weights(before)[0], 1) ||
        !isEverywhere(weights(before)[1], 0))
      return false;
    weights(before)[0] = weights(id)[0];
    weights(before)[1] = weights(id)[1];
    return true;
  }

  /// Offsets of colours that were scaled.
  bool takeOffsets(LayerId before, LayerId id) {
    auto *scale = op<Scale>(before);
    if (!scale || scale->factors.size() == 1 || !isSum(id) ||
        scale->offsets != std::vector<double>{0.0})
      return false;
    llvm::Expected<std::vector<float>> values = weights(id)[1].floats();
    if (!values) {
      llvm::consumeError(values.takeError());
      return false;
    }
    if (!std::all_of(values->begin(), values->end(),
                     [](float value) { return std::abs(value) <= maxFactor; }))
      return false;
    scale->offsets.clear();
    for (float value : *values)
      scale->offsets.push_back(decimal(value));
    return true;
  }

  /// A product, then a sum.
  bool joinScale(LayerId before, LayerId id) {
    auto *first = op<Scale>(before);
    auto *second = op<Scale>(id);
    if (!first || first->offsets != std::vector<double>{0.0} ||
        second->factors != std::vector<double>{1.0})
      return false;
    first->offsets = second->offsets;
    return true;
  }

  /// Those whose readers flatten, too.
  void dropFlattens() {
    std::vector<bool> isNeeded(network.layers.size());
    if (network.output != networkInput)
      isNeeded[network.output] = true;
    for (LayerId id = 0; id < count(); ++id)
      for (LayerId input : network.layers[id].inputs)
        if (input != networkInput && replacement[id] == id && !op<Linear>(id))
          isNeeded[input] = true;
    for (Layer &layer : network.layers)
      for (LayerId &input : layer.inputs)
        while (isKind<Flatten>(network, input) && !isNeeded[input])
          input = beforeFlatten(input);
  }

  /// Whose values are the same, and their range.
  LayerId beforeFlatten(LayerId id) {
    const LayerId before = network.layers[id].inputs.front();
    auto &range = before == networkInput ? imported.inputRange
                                         : imported.origins[before].range;
    if (!range)
      range = imported.origins[id].range;
    return before;
  }

  void dropUnused() {
    std::vector<bool> isUsed(network.layers.size());
    isUsed[network.output] = true;
    for (LayerId id = count() - 1; id >= 0; --id)
      for (LayerId input : network.layers[id].inputs)
        if (input != networkInput && isUsed[id])
          isUsed[input] = true;
    noteUnused(isUsed);
    std::vector<LayerId> renumbered(network.layers.size(), networkInput);
    LayerId kept = 0;
    for (LayerId id = 0; id < count(); ++id) {
      if (!isUsed[id])
        continue;
      renumbered[id] = kept;
      Layer layer = std::move(network.layers[id]);
      for (LayerId &input : layer.inputs)
        input = input == networkInput ? input : renumbered[input];
      LayerOrigin origin = std::move(imported.origins[id]);
      network.layers[kept] = std::move(layer);
      imported.origins[kept++] = std::move(origin);
    }
    network.layers.resize(kept);
    network.headOf.resize(kept);
    imported.origins.erase(imported.origins.begin() + kept,
                           imported.origins.end());
    network.output = renumbered[network.output];
  }

  void noteUnused(const std::vector<bool> &isUsed) {
    for (LayerId id = 0; id < count(); ++id)
      if (!isUsed[id] && replacement[id] == id && !op<Flatten>(id))
        imported.notes.push_back(
            fmt::format("{}: the output does not need it; it is left out",
                        imported.origins[id].node));
  }

  ImportedNetwork &imported;
  Network &network;
  std::vector<int> uses;
  std::vector<LayerId> replacement;
};

} // namespace

void simplify(ImportedNetwork &imported) { Simplifier(imported).run(); }

} // namespace gnet
