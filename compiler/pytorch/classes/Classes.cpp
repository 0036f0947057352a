#include "pytorch/classes/Classes.h"

#include "pytorch/classes/Unify.h"
#include "pytorch/layers/Layers.h"
#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace gnet {

namespace {

bool hasLinear(const Network &network, const TorchUnit &unit) {
  return std::holds_alternative<Linear>(network.layers[*unit.layer].op);
}

bool hasConv(const Network &network, const TorchUnit &unit) {
  const auto *conv = std::get_if<Conv>(&network.layers[*unit.layer].op);
  return conv && conv->connections.empty();
}

/// `unit` for unit_2: what is repeated is of one kind.
std::string withoutNumber(const std::string &name) {
  const size_t end = name.find_last_not_of("0123456789");
  const bool isNumbered =
      end != std::string::npos && end + 1 < name.size() && name[end] == '_';
  return isNumbered ? name.substr(0, end) : name;
}

/// The most frequent, the first of equals.
std::string most(const std::vector<std::string> &words,
                 const std::string &otherwise) {
  std::string best = otherwise;
  long most = 0;
  for (const std::string &word : words)
    if (const long count = std::count(words.begin(), words.end(), word);
        count > most) {
      most = count;
      best = word;
    }
  return best;
}

std::vector<const TorchUnit *> layerUnits(const TorchUnit &unit) {
  if (unit.layer)
    return {&unit};
  std::vector<const TorchUnit *> found;
  for (const TorchUnit &part : unit.parts) {
    const auto inner = layerUnits(part);
    found.insert(found.end(), inner.begin(), inner.end());
  }
  return found;
}

std::string docOf(const TorchUnit &unit, const std::string &kind) {
  if (!unit.module.empty())
    return "The module `" + unit.module + "` of the spec.";
  const size_t dot = kind.rfind('.');
  std::string around = kind.substr(0, dot);
  if (!around.empty() && around.front() == '.')
    around.erase(0, 1); // It is of no module.
  return "`" + kind.substr(dot + 1) + "`" +
         (around.empty() ? "" : " of `" + around + "`") + " in the spec.";
}

/// As `InceptionResnet` for inception_resnet.
std::string pythonClassName(const std::string &name) {
  std::string camel;
  bool isStart = true;
  for (char c : name) {
    if (c == '_' || c == '.') {
      isStart = true;
      continue;
    }
    const auto letter = static_cast<unsigned char>(c);
    camel += isStart ? static_cast<char>(std::toupper(letter)) : c;
    isStart = false;
  }
  const bool isName =
      !camel.empty() && !std::isdigit(static_cast<unsigned char>(camel[0]));
  return isName ? camel : "Net" + camel;
}

} // namespace

TorchClasses::TorchClasses(const TorchNetwork &tree)
    : network(tree.network),
      names({"Conv",          "ConnectedConv", "Linear",     "BatchNorm",
             "Affine",        "Scale",         "ScaledTanh", "PaddedMaxPool",
             "PaddedAvgPool", "Rbf",           "Flatten",    "Outputs",
             "Norm",          "Activation",    "Tensor",     "OrderedDict",
             "Callable",      "NamedTuple",    "F",          "None",
             "True",          "False"}),
      ofNetwork(className(network.name)) {
  for (const TorchUnit &part : tree.root.parts)
    findKinds(part, "");
  findUsual(tree.root);
}

void TorchClasses::findKinds(const TorchUnit &unit, const std::string &around) {
  if (unit.layer)
    return;
  const std::string kind = unit.module.empty()
                               ? around + "." + withoutNumber(unit.name)
                               : unit.module;
  kinds[&unit] = kind;
  usesOf[kind].push_back(&unit);
  for (const TorchUnit &part : unit.parts)
    findKinds(part, kind);
}

void TorchClasses::findUsual(const TorchUnit &root) {
  for (auto [usual, has] :
       {std::pair{&usualConv, &hasConv}, std::pair{&usualLinear, &hasLinear}}) {
    std::vector<std::string> biases, norms, activations;
    bool hasPads = false;
    for (const TorchUnit *unit : layerUnits(root)) {
      if (!has(network, *unit))
        continue;
      const auto &op = network.layers[*unit->layer].op;
      const auto *conv = std::get_if<Conv>(&op);
      biases.push_back(
          (conv ? conv->bias : std::get<Linear>(op).bias) ? "True" : "False");
      hasPads |= conv && !isEven(conv->padding);
      norms.push_back(makerOf(*unit, /*isNorm=*/true));
      activations.push_back(makerOf(*unit, /*isNorm=*/false));
    }
    *usual = {most(biases, "True"), most(norms, "None"),
              most(activations, "None"), hasPads};
  }
}

/// What makes the norm, or the activation, that follows the layer.
std::string TorchClasses::makerOf(const TorchUnit &unit, bool isNorm) {
  for (LayerId follower : unit.followers) {
    const LayerOp &op = network.layers[follower].op;
    if (kindOf(op).isNorm == isNorm)
      return torchLayers().make(used, op).factory();
  }
  return "None";
}

PythonExpression TorchClasses::layerExpression(const TorchUnit &unit,
                                               const TorchScope &scope) {
  TorchLayer layer(
      network, unit, scope, hasLinear(network, unit) ? usualLinear : usualConv,
      makerOf(unit, /*isNorm=*/true), makerOf(unit, /*isNorm=*/false), used);
  return torchLayers().write(layer, used);
}

PythonExpression TorchClasses::expressionOf(const TorchUnit &unit,
                                            const TorchScope &scope) {
  if (unit.layer)
    return layerExpression(unit, scope);
  const std::string &kind = kinds.at(&unit);
  if (!unit.isSequence || !unit.module.empty()) {
    writeKind(kind);
    if (classOf.count(&unit))
      return useOf(unit, scope);
  }
  PythonExpression sequence = pythonCall("sequence", {});
  for (const TorchUnit &part : unit.parts)
    sequence.parts.push_back(withKeyword(part.name, expressionOf(part, scope)));
  return sequence;
}

std::vector<std::pair<std::string, PythonExpression>>
TorchClasses::membersOf(const TorchUnit &unit) {
  const TorchScope scope(network, unit);
  std::vector<std::pair<std::string, PythonExpression>> members;
  for (const TorchUnit &part : unit.parts)
    if (!part.layer || !torchLayers().isJoin(network.layers[*part.layer].op))
      members.emplace_back(part.name, expressionOf(part, scope));
  return members;
}

PythonExpression TorchClasses::useOf(const TorchUnit &unit,
                                     const TorchScope &scope) {
  const auto &[written, use] = classOf.at(&unit);
  PythonExpression call = pythonCall(written->name, {});
  // Numbers in a row read like a row of the paper's table.
  bool isPositional = true;
  for (const TorchParameter &parameter : written->parameters) {
    const bool isInput = parameter.name.rfind("channels", 0) == 0;
    if (isInput) {
      const size_t index =
          parameter.name == "channels"
              ? 0
              : std::stoul(parameter.name.substr(sizeof("channels_") - 1)) - 1;
      call.parts.push_back(scope.channelsOf(unit.inputs[index]));
    } else {
      PythonExpression value = pythonText(parameter.values[use]);
      value.variable = scope.nameOf(unit.path) + "_" + parameter.name;
      value.type = parameter.type;
      call.parts.push_back(std::move(value));
    }
    isPositional &= parameter.type == "int";
    if (!isPositional)
      call.parts.back().keyword = parameter.name;
  }
  return call;
}

std::string TorchClasses::className(const std::string &kind) {
  std::string name = pythonClassName(kind);
  const std::string first = name;
  for (int number = 2; !names.insert(name).second; ++number)
    name = fmt::format(
        "{}{}{}", first,
        std::isdigit(static_cast<unsigned char>(first.back())) ? "_" : "",
        number);
  return name;
}

/// Classes for all uses of the kind, one for those that differ in numbers only;
/// none where a sequence would be several.
void TorchClasses::writeKind(const std::string &kind) {
  if (!writtenKinds.insert(kind).second)
    return;
  std::vector<std::pair<std::string, Uses>> alike;
  for (const TorchUnit *use : usesOf.at(kind)) {
    const TorchForward forward = torchForward(network, *use, "x", use->outputs);
    std::string skeleton;
    for (const auto &[name, expression] : membersOf(*use))
      skeleton += name + ":" + skeletonOf(expression) + "\n";
    for (const auto &[variable, step] : forward.steps)
      skeleton += variable + ":" + skeletonOf(step) + "\n";
    const auto same =
        std::find_if(alike.begin(), alike.end(), [&](const auto &known) {
          return known.first == skeleton;
        });
    if (same == alike.end())
      alike.emplace_back(skeleton, Uses{use});
    else
      same->second.push_back(use);
  }
  const bool isSequence =
      std::all_of(usesOf.at(kind).begin(), usesOf.at(kind).end(),
                  [](const TorchUnit *use) { return use->isSequence; });
  if (isSequence && alike.size() > 1)
    return;
  for (const auto &[skeleton, uses] : alike)
    written.push_back(unify(kind, uses));
}

std::unique_ptr<TorchClass> TorchClasses::unify(const std::string &kind,
                                                const Uses &uses) {
  auto made = std::make_unique<TorchClass>();
  const TorchUnit &first = *uses.front();
  made->name = className(kind);
  made->doc = docOf(first, kind);
  made->uses = uses;
  made->forward = torchForward(network, first, "x", first.outputs);
  made->outputs = first.outputs;
  std::vector<std::vector<std::pair<std::string, PythonExpression>>> members;
  for (const TorchUnit *use : uses)
    members.push_back(membersOf(*use));
  for (size_t i = 0; i < members.front().size(); ++i) {
    std::vector<const PythonExpression *> same;
    for (const auto &of : members)
      same.push_back(&of[i].second);
    made->members.emplace_back(members.front()[i].first,
                               unified(same, made->parameters));
  }
  for (size_t i = 0; i < uses.size(); ++i)
    classOf[uses[i]] = {made.get(), i};
  return made;
}

} // namespace gnet
