//===- Results.cpp - Which results of a network lie in memory -------------===//
#include "quantization/Results.h"
#include "network/Uses.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <map>

namespace gnet {
namespace {

/// As the interface in gn has it.
bool canHaveActivation(const LayerOp &op) {
  return kindOf(op).takesActivation || std::holds_alternative<BatchNorm>(op) ||
         std::holds_alternative<Add>(op) ||
         std::holds_alternative<Multiply>(op);
}

bool isWithin(llvm::StringRef path, llvm::StringRef outer) {
  return path.consume_front(outer) && path.starts_with(".");
}

} // namespace

Results::Results(const Network &network)
    : network(network), ends(network.layers.size()), isAdded(ends.size()) {
  const std::vector<int> uses = countUses(network);
  for (size_t i = 0; i < ends.size(); ++i)
    ends[i] = static_cast<LayerId>(i);
  for (size_t i = 0; i < ends.size(); ++i) {
    const Layer &layer = network.layers[i];
    const LayerId input = layer.inputs.front();
    if (std::holds_alternative<Flatten>(layer.op))
      ends[i] = of(input);
    if (input == networkInput || !kindOf(layer.op).isActivation ||
        uses[input] != 1 || !canHaveActivation(network.layers[input].op))
      continue;
    ends[input] = static_cast<LayerId>(i);
  }
  findAdded(uses);
}

/// As the pass that fuses sums has it: of two branches the later one is
/// computed with the sum, if it is a convolution that nothing else reads.
void Results::findAdded(const std::vector<int> &uses) {
  auto canAdd = [&](LayerId id) {
    const auto *conv = id == networkInput
                           ? nullptr
                           : std::get_if<Conv>(&network.layers[id].op);
    return conv && uses[id] == 1 &&
           (conv->groups == 1 || conv->groups == conv->channels);
  };
  for (const Layer &layer : network.layers) {
    if (!std::holds_alternative<Add>(layer.op))
      continue;
    // More than two are added one after the other.
    std::vector<LayerId> terms = layer.inputs;
    if (canAdd(terms[0]) && canAdd(terms[1]))
      terms.erase(terms[0] < terms[1] ? terms.begin() : terms.begin() + 1);
    for (LayerId term : terms)
      if (canAdd(term))
        isAdded[term] = true;
  }
}

std::vector<LayerId> Results::all() const {
  std::vector<LayerId> results = {networkInput};
  for (size_t i = 0; i < ends.size(); ++i)
    if (ends[i] == static_cast<LayerId>(i))
      results.push_back(ends[i]);
  return results;
}

std::vector<std::string> Results::names(LayerId result) const {
  if (result == networkInput)
    return {network.input.name};
  std::vector<std::string> names;
  for (size_t i = 0; i < ends.size(); ++i) {
    const Layer &layer = network.layers[i];
    if (ends[i] == result && !std::holds_alternative<Flatten>(layer.op) &&
        (names.empty() || !isWithin(layer.path, names.front())))
      names.push_back(layer.path);
  }
  return names;
}

std::vector<std::vector<LayerId>> Results::alike() const {
  llvm::EquivalenceClasses<LayerId> classes;
  for (LayerId result : all())
    classes.insert(result);
  for (size_t i = 0; i < ends.size(); ++i) {
    const Layer &layer = network.layers[i];
    if (std::holds_alternative<Concat>(layer.op) ||
        std::holds_alternative<MaxPool>(layer.op))
      for (LayerId input : layer.inputs)
        classes.unionSets(of(static_cast<LayerId>(i)), of(input));
  }
  std::map<LayerId, std::vector<LayerId>> groups;
  for (LayerId result : all())
    groups[classes.getLeaderValue(result)].push_back(result);
  std::vector<std::vector<LayerId>> found;
  for (auto &[leader, group] : groups)
    found.push_back(std::move(group));
  return found;
}

/// By softmax and the application alone.
bool Results::isReadAsItIs(LayerId result) const {
  for (const Output &output : network.outputs())
    if (of(output.layer) == result)
      return true;
  for (size_t i = 0; i < ends.size(); ++i) {
    const Layer &layer = network.layers[i];
    const bool isReader =
        ends[i] != result && llvm::any_of(layer.inputs, [&](LayerId input) {
          return of(input) == result;
        });
    if (isReader && !std::holds_alternative<Softmax>(layer.op))
      return false;
  }
  return true;
}

Results::Layers Results::areBytes(const Layers &floats) const {
  Layers bytes(ends.size(), true);
  for (size_t i = 0; i < ends.size(); ++i)
    if (ends[i] != networkInput &&
        (floats[i] || isAdded[i] || isReadAsItIs(ends[i])))
      bytes[ends[i]] = false;
  // What is joined last decides of all that is in it.
  for (size_t i = ends.size(); i-- > 0;) {
    const Layer &layer = network.layers[i];
    if (!std::holds_alternative<Concat>(layer.op))
      continue;
    const bool isFloat =
        !bytes[ends[i]] || llvm::any_of(layer.inputs, [&](LayerId input) {
          return input != networkInput && !bytes[of(input)];
        });
    for (LayerId input : layer.inputs)
      if (isFloat && of(input) != networkInput)
        bytes[of(input)] = false;
    if (isFloat)
      bytes[ends[i]] = false;
  }
  for (size_t i = 0; i < ends.size(); ++i)
    bytes[i] = ends[i] != networkInput && bytes[ends[i]];
  return bytes;
}

Results::Integers Results::integers(const Layers &kept, const Layers &floats,
                                    bool isInputBytes) const {
  Integers integers{areBytes(floats), Layers(kept.size())};
  for (size_t i = 0; i < ends.size(); ++i) {
    const Layer &layer = network.layers[i];
    const LayerId source = layer.inputs.front();
    const bool isBytes = source == networkInput ? isInputBytes
                                                : of(source) != networkInput &&
                                                      integers.bytes[source];
    integers.products[i] = kindOf(layer.op).isWeighted && !kept[i] && isBytes;
  }
  return integers;
}

Results::Integers Results::integers(const Layers &kept,
                                    const Calibration &calibration) const {
  Layers floats = kept;
  for (auto [isFloat, range] : llvm::zip_equal(floats, ranges(calibration)))
    isFloat = isFloat || !range;
  return integers(kept, floats,
                  calibration.ranges.contains(network.input.name));
}

std::vector<std::optional<Calibration::Range>>
Results::ranges(const Calibration &calibration) const {
  std::vector<std::optional<Calibration::Range>> found(ends.size());
  for (const std::vector<LayerId> &group : alike()) {
    std::optional<Calibration::Range> hull;
    for (LayerId result : group)
      for (const std::string &name : names(result))
        if (auto own = calibration.ranges.find(name);
            own != calibration.ranges.end()) {
          const Calibration::Range &range = own->second;
          hull = hull ? Calibration::Range{std::min(hull->min, range.min),
                                           std::max(hull->max, range.max)}
                      : range;
        }
    for (size_t i = 0; i < ends.size(); ++i)
      if (llvm::is_contained(group, ends[i]))
        found[i] = hull;
  }
  return found;
}

LayerId Results::scores() const {
  const LayerId output = network.output;
  if (output != networkInput &&
      std::holds_alternative<Softmax>(network.layers[output].op))
    return of(network.layers[output].inputs.front());
  return of(output);
}

} // namespace gnet
