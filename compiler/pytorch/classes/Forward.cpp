#include "pytorch/classes/Forward.h"

#include "pytorch/layers/Layers.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// A value that one part gives and only the next one takes goes by `x`; others
/// have the name of the part.
class Writer {
public:
  Writer(const Network &network, const TorchUnit &unit,
         std::vector<const TorchUnit *> parts,
         const std::vector<LayerId> &kept);

  TorchForward write(const std::string &input);

private:
  std::string variableFor(size_t part, LayerId value);
  std::string freeName(std::string name);
  PythonExpression stepOf(const TorchUnit &part) const;

  const Network &network;
  const TorchUnit &unit;
  std::vector<const TorchUnit *> parts;
  /// By value: the last part that takes it, or the number of parts.
  std::map<LayerId, size_t> lastUse;
  std::set<std::string> taken = {"self", "x", "torch", "nn", "F", "target"};
  TorchForward forward;
};

Writer::Writer(const Network &network, const TorchUnit &unit,
               std::vector<const TorchUnit *> parts,
               const std::vector<LayerId> &kept)
    : network(network), unit(unit), parts(std::move(parts)) {
  for (size_t i = 0; i < this->parts.size(); ++i)
    for (LayerId input : this->parts[i]->inputs)
      lastUse[input] = i;
  for (LayerId value : kept)
    lastUse[value] = this->parts.size();
}

std::string Writer::freeName(std::string name) {
  while (!taken.insert(name).second)
    name += "_";
  return name;
}

std::string Writer::variableFor(size_t part, LayerId value) {
  const bool isLast = part + 1 == parts.size();
  const bool goesOn =
      isLast ? parts[part]->outputs.size() == 1
             : lastUse[value] == part + 1 &&
                   parts[part + 1]->inputs == std::vector<LayerId>{value};
  const bool isFree =
      std::none_of(forward.variables.begin(), forward.variables.end(),
                   [&](const auto &held) {
                     return held.second == "x" && lastUse[held.first] > part;
                   });
  if (goesOn && isFree) {
    std::erase_if(forward.variables,
                  [](const auto &held) { return held.second == "x"; });
    return "x";
  }
  std::string name = parts[part]->name;
  if (parts[part]->outputs.size() > 1) {
    name = network.layers[value].path.substr(
        unit.path.empty() ? 0 : unit.path.size() + 1);
    std::replace(name.begin(), name.end(), '.', '_');
  }
  return freeName(name);
}

PythonExpression Writer::stepOf(const TorchUnit &part) const {
  const auto operands = [&](const std::vector<LayerId> &values) {
    std::vector<PythonExpression> names;
    for (LayerId value : values)
      names.push_back(pythonText(forward.variables.at(value)));
    return names;
  };
  if (part.layer) {
    const Layer &layer = network.layers[*part.layer];
    if (torchLayers().isJoin(layer.op))
      return torchLayers().join(layer.op, operands(layer.inputs));
  }
  return pythonCall("self." + part.name, operands(part.inputs));
}

TorchForward Writer::write(const std::string &input) {
  for (LayerId value : unit.inputs) {
    const std::string name =
        forward.arguments.empty()
            ? input
            : fmt::format("x{}", forward.arguments.size() + 1);
    taken.insert(name);
    forward.arguments.push_back(name);
    forward.variables[value] = name;
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    const PythonExpression step = stepOf(*parts[i]);
    std::string variables;
    for (LayerId value : parts[i]->outputs) {
      const std::string name = variableFor(i, value);
      forward.variables[value] = name;
      variables += (variables.empty() ? "" : ", ") + name;
    }
    forward.steps.emplace_back(variables, step);
  }
  return std::move(forward);
}

} // namespace

TorchForward torchForward(const Network &network, const TorchUnit &unit,
                          const std::string &input,
                          const std::vector<LayerId> &kept,
                          const std::set<const TorchUnit *> &without) {
  std::vector<const TorchUnit *> parts;
  for (const TorchUnit &part : unit.parts)
    if (!without.count(&part))
      parts.push_back(&part);
  return Writer(network, unit, parts, kept).write(input);
}

} // namespace gnet
