#include "pytorch/tree/Unit.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace gnet {

namespace {

/// Keywords of Python, and attributes that every module of PyTorch has, or
/// those that are written have.
const std::set<std::string> &takenNames() {
  static const std::set<std::string> names = {
      "False",
      "None",
      "True",
      "and",
      "as",
      "assert",
      "async",
      "await",
      "break",
      "class",
      "continue",
      "def",
      "del",
      "elif",
      "else",
      "except",
      "finally",
      "for",
      "from",
      "global",
      "if",
      "import",
      "in",
      "is",
      "lambda",
      "nonlocal",
      "not",
      "or",
      "pass",
      "raise",
      "return",
      "try",
      "while",
      "with",
      "yield",
      "T_destination",
      "add_module",
      "append",
      "apply",
      "bfloat16",
      "buffers",
      "call_super_init",
      "children",
      "compile",
      "cpu",
      "cuda",
      "double",
      "dump_patches",
      "eval",
      "extend",
      "extra_repr",
      "float",
      "forward",
      "get_buffer",
      "get_extra_state",
      "get_parameter",
      "get_submodule",
      "half",
      "insert",
      "ipu",
      "load_state_dict",
      "loss",
      "modules",
      "mtia",
      "named_buffers",
      "named_children",
      "named_modules",
      "named_parameters",
      "parameters",
      "pop",
      "register_backward_hook",
      "register_buffer",
      "register_forward_hook",
      "register_forward_pre_hook",
      "register_full_backward_hook",
      "register_full_backward_pre_hook",
      "register_load_state_dict_post_hook",
      "register_load_state_dict_pre_hook",
      "register_module",
      "register_parameter",
      "register_state_dict_post_hook",
      "register_state_dict_pre_hook",
      "requires_grad_",
      "self",
      "set_extra_state",
      "set_submodule",
      "share_memory",
      "state_dict",
      "to",
      "to_empty",
      "train",
      "training",
      "type",
      "xpu",
      "zero_grad"};
  return names;
}

std::vector<std::string> words(const std::string &path) {
  std::vector<std::string> found;
  std::istringstream stream(path);
  for (std::string word; std::getline(stream, word, '.');)
    found.push_back(word);
  return found;
}

bool isSoftmax(const Network &network, LayerId id) {
  return id != networkInput &&
         std::holds_alternative<Softmax>(network.layers[id].op);
}

/// A name that no part has.
std::string freeName(const TorchUnit &unit, std::string name) {
  while (std::any_of(unit.parts.begin(), unit.parts.end(),
                     [&](const TorchUnit &part) { return part.name == name; }))
    name += "_";
  return name;
}

class TreeBuilder {
public:
  explicit TreeBuilder(const Network &network)
      : network(network), tree{network, {}, network.output, false, {}} {}

  TorchNetwork build();

private:
  LayerId withoutSoftmax(LayerId output);
  void add(LayerId id);
  TorchUnit &enter(TorchUnit &unit, const std::string &name);
  void findUses();
  std::vector<LayerId> layersIn(const TorchUnit &unit) const;
  void connect(TorchUnit &unit);
  bool findSequence(const TorchUnit &unit) const;

  const Network &network;
  TorchNetwork tree;
  std::set<LayerId> removed;
  std::map<std::string, std::string> modules;
  /// By the layer whose result it is; -2 stands for the network's user.
  std::map<LayerId, std::vector<LayerId>> users;
};

constexpr LayerId outside = -2;

LayerId TreeBuilder::withoutSoftmax(LayerId output) {
  const bool isTaken = std::any_of(
      network.layers.begin(), network.layers.end(), [&](const Layer &layer) {
        const std::vector<LayerId> &inputs = layer.inputs;
        return std::find(inputs.begin(), inputs.end(), output) != inputs.end();
      });
  if (isTaken || !isSoftmax(network, output))
    return output;
  removed.insert(output);
  return network.layers[output].inputs.front();
}

TorchUnit &TreeBuilder::enter(TorchUnit &unit, const std::string &name) {
  for (TorchUnit &part : unit.parts)
    if (part.name == name)
      return part;
  TorchUnit part;
  part.name = name;
  part.path = unit.path.empty() ? name : unit.path + "." + name;
  if (auto use = modules.find(part.path); use != modules.end())
    part.module = use->second;
  unit.parts.push_back(std::move(part));
  return unit.parts.back();
}

void TreeBuilder::add(LayerId id) {
  const Layer &layer = network.layers[id];
  TorchUnit *unit = &tree.root;
  for (const std::string &word : words(layer.path)) {
    if (unit->layer) {
      unit->followers.push_back(id);
      return;
    }
    unit = &enter(*unit, word);
  }
  // A join that has a name has its branches under it.
  if (!unit->parts.empty())
    unit = &enter(*unit, freeName(*unit, kindOf(layer.op).shortName));
  unit->layer = id;
}

void TreeBuilder::findUses() {
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    if (!removed.count(id))
      for (LayerId input : network.layers[id].inputs)
        users[input].push_back(id);
  users[tree.output].push_back(outside);
  for (LayerId output : tree.headOutputs)
    users[output].push_back(outside);
}

std::vector<LayerId> TreeBuilder::layersIn(const TorchUnit &unit) const {
  std::vector<LayerId> layers;
  if (unit.layer)
    layers.push_back(*unit.layer);
  layers.insert(layers.end(), unit.followers.begin(), unit.followers.end());
  for (const TorchUnit &part : unit.parts) {
    const std::vector<LayerId> inner = layersIn(part);
    layers.insert(layers.end(), inner.begin(), inner.end());
  }
  return layers;
}

void TreeBuilder::connect(TorchUnit &unit) {
  const std::vector<LayerId> layers = layersIn(unit);
  const std::set<LayerId> inside(layers.begin(), layers.end());
  for (LayerId id : layers) {
    for (LayerId input : network.layers[id].inputs)
      if (!inside.count(input) &&
          std::find(unit.inputs.begin(), unit.inputs.end(), input) ==
              unit.inputs.end())
        unit.inputs.push_back(input);
    const std::vector<LayerId> &takers = users[id];
    if (std::any_of(takers.begin(), takers.end(),
                    [&](LayerId user) { return !inside.count(user); }))
      unit.outputs.push_back(id);
  }
  for (TorchUnit &part : unit.parts)
    connect(part);
  unit.isSequence = findSequence(unit);
}

bool TreeBuilder::findSequence(const TorchUnit &unit) const {
  if (unit.layer || unit.inputs.size() != 1 || unit.outputs.size() != 1)
    return false;
  LayerId last = unit.inputs.front();
  for (const TorchUnit &part : unit.parts) {
    const bool isJoin =
        part.layer && kindOf(network.layers[*part.layer].op).isJoin;
    if (isJoin || part.inputs != std::vector<LayerId>{last} ||
        part.outputs.size() != 1)
      return false;
    last = part.outputs.front();
  }
  return unit.outputs.front() == last;
}

TorchNetwork TreeBuilder::build() {
  tree.output = withoutSoftmax(network.output);
  tree.hasSoftmax = tree.output != network.output;
  for (const Head &head : network.heads)
    tree.headOutputs.push_back(withoutSoftmax(head.output));
  for (const ModuleUse &use : network.modules)
    modules[use.path] = use.module;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    if (!removed.count(id))
      add(id);
  findUses();
  connect(tree.root);
  return std::move(tree);
}

} // namespace

std::optional<std::string> nameProblem(const Network &network) {
  for (const Layer &layer : network.layers)
    for (const std::string &word : words(layer.path))
      if (word.front() == '_') // Private, and changed where there are two.
        return "'" + layer.path + "': '" + word +
               "' begins with '_', as what classes of Python have for "
               "themselves: give it another name";
      else if (takenNames().count(word))
        return "'" + layer.path + "': '" + word +
               "' is a word of Python or of PyTorch's modules, which no part "
               "of one can be called: give it another name";
  return std::nullopt;
}

TorchNetwork torchNetwork(const Network &network) {
  return TreeBuilder(network).build();
}

} // namespace gnet
