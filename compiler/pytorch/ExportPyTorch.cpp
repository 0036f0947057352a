#include "pytorch/ExportPyTorch.h"

#include "network/LayerNames.h"
#include "pytorch/classes/Unify.h"
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

constexpr size_t docWidth = 80;

constexpr const char *sequenceText =
    R"(def sequence(**layers: nn.Module) -> nn.Sequential:
    """The layers one after the other, by name."""
    return nn.Sequential(OrderedDict(layers))
)";

constexpr const char *initialiseText =
    R"(def initialise(module: nn.Module) -> None:
    """He's: a variance of 2 over the inputs of each output, and biases of 0."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
)";

/// The file under construction: the parts below its imports.
class File {
public:
  File(const Network &network, std::string compiler)
      : network(network), compiler(std::move(compiler)),
        tree(torchNetwork(network)), classes(tree) {}

  std::string write();

private:
  void findHeads();
  std::string head() const;
  std::string imports(const std::string &body) const;
  void writeClass(const TorchClass &one);
  void writeMembers(
      const std::vector<std::pair<std::string, PythonExpression>> &members);
  void writeSteps(const TorchForward &forward);
  void writeOutputs();
  void writeNetwork();
  void writeForward();
  void writeLoss();
  PythonExpression scoresOf(LayerId output, const std::string &variable) const;
  PythonExpression headScores(size_t head, const TorchForward &forward) const;
  std::string field(size_t head) const;

  const Network &network;
  std::string compiler;
  TorchNetwork tree;
  TorchClasses classes;
  /// By head; null for one without layers of its own.
  std::vector<const TorchUnit *> heads;
  PythonLines lines;
};

void File::findHeads() {
  for (LayerId output : tree.headOutputs) {
    const TorchUnit *found = nullptr;
    for (const TorchUnit &part : tree.root.parts)
      if (std::find(part.outputs.begin(), part.outputs.end(), output) !=
              part.outputs.end() &&
          output != networkInput && network.headOf[output] >= 0)
        found = &part;
    heads.push_back(found);
  }
}

std::string File::head() const {
  const Shape &shape = network.input.shape;
  const Input &input = network.input;
  std::string text = "\"\"\"" + network.name + " in PyTorch.\n\n";
  const auto say = [&](const std::string &words) {
    for (const std::string &line : wrapped(words, docWidth))
      text += line + "\n";
    text += "\n";
  };
  if (!network.paper.empty()) { // In which there are no quotes.
    std::string words;
    for (char c : network.paper)
      words += c == '\\' ? "\\\\" : std::string(1, c);
    say(words);
  }
  say(fmt::format(
      "Written by {} from a spec. A state that safetensors saves is read by "
      "--weights: parameters are called as the layers of the spec.",
      compiler));
  std::string taken =
      fmt::format("It takes N x {} x {} x {} in {}", shape.channels,
                  shape.height, shape.width, channelOrderName(input.order));
  taken += fmt::format(": of a picture's values from 0 to 255, (value * {} - "
                       "mean) / std with a mean of {} and a std of {} by "
                       "channel.",
                       input.scale, fmt::join(input.mean, ", "),
                       fmt::join(input.stddev, ", "));
  say(taken);
  text.pop_back();
  return text + "\"\"\"\n";
}

std::string File::imports(const std::string &body) const {
  const auto needs = [&](const char *word) {
    return body.find(word) != std::string::npos;
  };
  std::string text = "\nfrom __future__ import annotations\n\n";
  if (needs("OrderedDict("))
    text += "from collections import OrderedDict\n";
  const bool hasFactories = needs("Norm | None") || needs("Activation | None");
  if (hasFactories)
    text += "from collections.abc import Callable\n";
  if (needs("partial("))
    text += "from functools import partial\n";
  text += "from typing import NamedTuple\n\n";
  if (needs("torch."))
    text += "import torch\n";
  text += "import torch.nn.functional as F\nfrom torch import Tensor, nn\n";
  if (hasFactories)
    text += "\n";
  if (needs("Norm | None"))
    text += "Norm = Callable[[int], nn.Module]\n";
  if (needs("Activation | None"))
    text += "Activation = Callable[[], nn.Module]\n";
  return text;
}

void File::writeMembers(
    const std::vector<std::pair<std::string, PythonExpression>> &members) {
  for (const auto &[name, expression] : members)
    lines.statement("self." + name + " = ", expression);
}

void File::writeSteps(const TorchForward &forward) {
  for (const auto &[variables, step] : forward.steps)
    lines.statement(variables + " = ", step);
}

/// `name: int`, of an extent that is never a pair too.
std::string typed(const TorchParameter &parameter) {
  const bool hasPairs =
      std::any_of(parameter.values.begin(), parameter.values.end(),
                  [](const std::string &value) { return value[0] == '('; });
  const bool isExtent = parameter.type.rfind("int |", 0) == 0;
  return parameter.name + ": " +
         (isExtent && !hasPairs ? "int" : parameter.type);
}

void File::writeClass(const TorchClass &one) {
  lines.line("class " + one.name + "(nn.Module):");
  lines.indent();
  lines.line("\"\"\"" + one.doc + "\"\"\"");
  lines.line("");
  std::vector<PythonExpression> arguments = {pythonText("self")};
  for (const TorchParameter &parameter : one.parameters)
    arguments.push_back(pythonText(typed(parameter)));
  lines.statement("def ", pythonCall("__init__", arguments), " -> None:");
  lines.indent();
  lines.line("super().__init__()");
  writeMembers(one.members);
  lines.dedent();
  lines.line("");
  std::vector<PythonExpression> inputs = {pythonText("self")};
  for (const std::string &argument : one.forward.arguments)
    inputs.push_back(pythonText(argument + ": Tensor"));
  const bool hasOne = one.outputs.size() == 1;
  lines.statement("def ", pythonCall("forward", inputs),
                  hasOne ? " -> Tensor:" : " -> tuple[Tensor, ...]:");
  lines.indent();
  TorchForward forward = one.forward;
  const bool endsWithResult =
      hasOne && !forward.steps.empty() &&
      forward.steps.back().first == forward.variables.at(one.outputs.front());
  std::optional<PythonExpression> result;
  if (endsWithResult) {
    result = forward.steps.back().second;
    forward.steps.pop_back();
  }
  writeSteps(forward);
  if (!result) {
    std::vector<std::string> names;
    for (LayerId output : one.outputs)
      names.push_back(forward.variables.at(output));
    result = pythonText(fmt::format("{}", fmt::join(names, ", ")));
  }
  lines.statement("return ", *result);
  lines.dedent();
  lines.dedent();
}

std::string File::field(size_t head) const {
  const std::string &name = network.heads[head].name;
  return name == "scores" ? "scores_" : name;
}

void File::writeOutputs() {
  lines.line("class Outputs(NamedTuple):");
  lines.indent();
  lines.line(
      "\"\"\"What training looks at: scores, from before a softmax.\"\"\"");
  lines.line("");
  lines.line("scores: Tensor");
  for (size_t i = 0; i < heads.size(); ++i)
    lines.line(field(i) + ": Tensor");
  lines.dedent();
}

/// The output that is held by the variable, a vector without its pixel.
PythonExpression File::scoresOf(LayerId output,
                                const std::string &variable) const {
  const Shape &shape = network.shapeOf(output);
  const bool isVector = shape.height == 1 && shape.width == 1;
  return pythonText(variable + (isVector ? ".flatten(1)" : ""));
}

PythonExpression File::headScores(size_t head,
                                  const TorchForward &forward) const {
  const LayerId output = tree.headOutputs[head];
  if (!heads[head])
    return scoresOf(output, forward.variables.at(output));
  std::vector<std::string> inputs;
  for (LayerId input : heads[head]->inputs)
    inputs.push_back(forward.variables.at(input));
  return scoresOf(output, fmt::format("self.{}({})", heads[head]->name,
                                      fmt::join(inputs, ", ")));
}

void File::writeForward() {
  std::vector<LayerId> kept = {tree.output};
  std::set<const TorchUnit *> apart;
  for (size_t i = 0; i < heads.size(); ++i) {
    if (!heads[i]) {
      kept.push_back(tree.headOutputs[i]);
      continue;
    }
    apart.insert(heads[i]);
    kept.insert(kept.end(), heads[i]->inputs.begin(), heads[i]->inputs.end());
  }
  std::string input = network.input.name;
  if (input == "self")
    input = "image";
  const TorchForward forward =
      torchForward(network, tree.root, input, kept, apart);
  lines.line("def forward(self, " + input + ": Tensor) -> Outputs | Tensor:");
  lines.indent();
  lines.line(fmt::format("\"\"\"{}, in training mode the `Outputs`.\"\"\"",
                         tree.hasSoftmax ? "Probabilities" : "The scores"));
  writeSteps(forward);
  const PythonExpression scores = scoresOf(
      tree.output,
      tree.output == networkInput ? input : forward.variables.at(tree.output));
  PythonExpression outputs =
      pythonCall("Outputs", {withKeyword("scores", scores)});
  for (size_t i = 0; i < heads.size(); ++i)
    outputs.parts.push_back(withKeyword(field(i), headScores(i, forward)));
  lines.line("if self.training:");
  lines.indent();
  lines.statement("return ", outputs);
  lines.dedent();
  lines.line("return " + scores.text + (tree.hasSoftmax ? ".softmax(1)" : ""));
  lines.dedent();
}

void File::writeLoss() {
  lines.line("def loss(self, outputs: Outputs, target: Tensor) -> Tensor:");
  lines.indent();
  lines.line(
      heads.empty()
          ? "\"\"\"The cross entropy of the scores.\"\"\""
          : "\"\"\"The cross entropy of the scores and, weighted, of each "
            "head's.\"\"\"");
  const double smoothing = network.training.labelSmoothing;
  const std::string settings =
      smoothing > 0 ? ", label_smoothing=" + pythonNumber(smoothing) : "";
  lines.line("");
  lines.line("def entropy(scores: Tensor) -> Tensor:");
  lines.indent();
  lines.line("return F.cross_entropy(scores, target" + settings + ")");
  lines.dedent();
  lines.line("");
  PythonExpression sum{PythonExpression::Kind::Chain, "+"};
  sum.parts.push_back(pythonText("entropy(outputs.scores)"));
  for (size_t i = 0; i < heads.size(); ++i)
    sum.parts.push_back(pythonText(
        fmt::format("{} * entropy(outputs.{})",
                    pythonNumber(network.heads[i].lossWeight), field(i))));
  lines.statement("return ", sum);
  lines.dedent();
}

void File::writeNetwork() {
  auto members = classes.membersOf(tree.root);
  for (auto &[name, expression] : members) {
    std::vector<TorchParameter> none; // It is used once.
    expression = unified({&expression}, none);
  }
  lines.line("class " + classes.networkClass() + "(nn.Module):");
  lines.indent();
  lines.line("\"\"\"The network `" + network.name + "`.\"\"\"");
  lines.line("");
  lines.line("def __init__(self) -> None:");
  lines.indent();
  lines.line("super().__init__()");
  writeMembers(members);
  lines.line("self.apply(initialise)");
  lines.dedent();
  lines.line("");
  writeForward();
  lines.line("");
  writeLoss();
  lines.dedent();
}

std::string File::write() {
  findHeads();
  // What it needs is known when all is written.
  writeNetwork();
  const std::string whole = lines.text();
  lines = PythonLines();
  const auto separate = [&] {
    lines.line("");
    lines.line("");
  };
  for (const auto &one : classes.classes()) {
    writeClass(*one);
    separate();
  }
  writeOutputs();
  separate();
  std::string body = lines.text() + whole;
  std::string helpers;
  if (body.find("sequence(") != std::string::npos)
    helpers += std::string(sequenceText) + "\n\n";
  for (const auto &[name, text] : classes.helpers().all())
    helpers += text + "\n\n";
  body = helpers + initialiseText + "\n\n" + body;
  return head() + imports(body) + "\n\n" + body;
}

} // namespace

llvm::Expected<std::string> pytorchSource(const Network &network,
                                          const std::string &compiler) {
  if (std::optional<std::string> problem = nameProblem(network))
    return llvm::createStringError("PyTorch: " + *problem);
  return File(network, compiler).write();
}

} // namespace gnet
