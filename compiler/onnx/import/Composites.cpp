#include "onnx/import/Composites.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cmath>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

/// A number that an operator has as an attribute, where it has no input at
/// `index`: Clip before operator set 11, HardSigmoid.
struct NumberAttribute {
  const char *op;
  int index;
  const char *name;
  std::optional<double> otherwise;
};
const NumberAttribute numberAttributes[] = {
    {"Clip", 1, "min", {}},
    {"Clip", 2, "max", {}},
    {"HardSigmoid", 1, "alpha", 0.2},
    {"HardSigmoid", 2, "beta", 0.5},
};

/// What stands between an image and what is made of it is short.
constexpr int maxRow = 16;

bool commutes(llvm::StringRef op) { return op == "Add" || op == "Mul"; }

/// Whether a product stands for a quotient, or the other way round.
bool isInverse(const ImportPattern &pattern, const onnx::NodeProto &node) {
  const llvm::StringRef wanted = pattern.op, op = node.op_type();
  return ((wanted == "Mul" && op == "Div") ||
          (wanted == "Div" && op == "Mul")) &&
         pattern.operands.back().number;
}

const onnx::GraphProto *branchOf(const onnx::NodeProto &node,
                                 llvm::StringRef name) {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name && attribute.has_g())
      return &attribute.g();
  return nullptr;
}

/// The one node beside constants, which gives what the branch does.
const onnx::NodeProto *onlyNodeOf(const onnx::GraphProto *branch,
                                  llvm::StringRef op) {
  const onnx::NodeProto *only = nullptr;
  for (int i = 0; branch && i < branch->node_size(); ++i) {
    const onnx::NodeProto &node = branch->node(i);
    if (node.op_type() == "Constant")
      continue;
    if (only || node.op_type() != op || node.input_size() == 0 ||
        node.output_size() != 1)
      return nullptr;
    only = &node;
  }
  const bool isGiven = only && branch->output_size() == 1 &&
                       branch->output(0).name() == only->output(0);
  return isGiven ? only : nullptr;
}

} // namespace

bool isMeant(double value, double number) {
  constexpr double halfUlp = 1.0 / 2048;
  return std::abs(value - number) <= std::abs(number) * halfUlp;
}

CompositeFinder::CompositeFinder(const onnx::GraphProto &graph,
                                 NumberOf numberOf,
                                 const std::vector<ImportComposite> &composites)
    : numberOf(std::move(numberOf)), composites(composites) {
  for (const onnx::NodeProto &node : graph.node()) {
    const bool isOnnx = node.domain().empty() || node.domain() == "ai.onnx";
    if (isOnnx && node.output_size() == 1)
      producers.try_emplace(node.output(0), &node);
    for (const std::string &input : node.input()) {
      Readers &ofInput = readers[input];
      ++ofInput.count;
      ofInput.last = &node;
    }
  }
  for (const onnx::ValueInfoProto &output : graph.output())
    ++readers[output.name()].count;
  for (const onnx::NodeProto &node : llvm::reverse(graph.node()))
    if (!isPart(node))
      find(node);
}

const CompositeFinder::Found *
CompositeFinder::endingIn(const onnx::NodeProto &node) const {
  auto it = found.find(&node);
  return it == found.end() ? nullptr : &it->second;
}

void CompositeFinder::find(const onnx::NodeProto &last) {
  for (const ImportComposite &composite : composites) {
    Match match;
    match.passesRounding = composite.read != nullptr;
    if (!matchesNode(composite.pattern, last, match))
      continue;
    match.parts.input = *match.input;
    std::reverse(match.parts.row.begin(), match.parts.row.end());
    found[&last] = {&composite, match.parts};
    return takeParts(match);
  }
}

bool CompositeFinder::matches(const ImportPattern &pattern,
                              llvm::StringRef value, Match &match) const {
  if (pattern.isSetting) {
    match.parts.settings.push_back(value.str());
    return true;
  }
  if (!pattern.rowOps.empty())
    return matchesRow(pattern, value, match);
  if (pattern.op) {
    const onnx::NodeProto *node = producers.lookup(passRounding(value, match));
    return node && matchesNode(pattern, *node, match);
  }
  return matchesInput(value, match);
}

/// What is rounded goes before what it is of: quantisers leave out a relu
/// before a range from 0 on.
bool CompositeFinder::matchesInput(llvm::StringRef value, Match &match) const {
  if (!match.input)
    match.input = value.str();
  if (*match.input == value)
    return true;
  const llvm::StringRef before = beforeRounding(value);
  if (!match.passesRounding || beforeRounding(*match.input) != before)
    return false;
  if (*match.input == before)
    match.input = value.str();
  return true;
}

bool CompositeFinder::matchesRow(const ImportPattern &pattern,
                                 llvm::StringRef value, Match &match) const {
  llvm::StringRef current = value;
  for (int length = 0; length < maxRow; ++length) {
    const onnx::NodeProto *node = producers.lookup(beforeRounding(current));
    const bool isOfRow =
        node && (node->op_type() == "If" ||
                 llvm::is_contained(pattern.rowOps, node->op_type()));
    if (!isOfRow)
      return length > 0 && matches(pattern.operands.front(), current, match);
    passRounding(current, match);
    const auto next = takeIntoRow(*node, match);
    if (!next)
      return false;
    current = *next;
  }
  return false;
}

std::optional<llvm::StringRef>
CompositeFinder::takeIntoRow(const onnx::NodeProto &node, Match &match) const {
  match.nodes.push_back(&node);
  if (node.op_type() == "If")
    return takeCondition(node, match);
  match.parts.row.push_back(&node);
  if (node.input_size() == 0)
    return std::nullopt;
  return node.input(0);
}

/// If(Equal(Gather(Shape(x), axis), 1)) then Squeeze(x) else Identity(x), as
/// torch's older exporter writes it where it does not know the sizes.
std::optional<llvm::StringRef>
CompositeFinder::takeCondition(const onnx::NodeProto &node,
                               Match &match) const {
  const auto *squeeze = onlyNodeOf(branchOf(node, "then_branch"), "Squeeze");
  const auto *same = onlyNodeOf(branchOf(node, "else_branch"), "Identity");
  if (!squeeze || !same || squeeze->input(0) != same->input(0))
    return std::nullopt;
  match.parts.row.push_back(squeeze);
  const onnx::NodeProto *current = &node;
  for (const char *op : {"Equal", "Gather", "Shape"}) {
    if (current->input_size() == 0)
      return std::nullopt;
    current = producers.lookup(current->input(0));
    if (!current || current->op_type() != op)
      return std::nullopt;
    match.nodes.push_back(current);
    if (current->op_type() != "Shape")
      match.parts.row.push_back(current);
  }
  if (current->attribute_size() != 0 || current->input_size() != 1)
    return std::nullopt;
  // The branches of what onnxruntime quantises read what is not rounded.
  llvm::StringRef value = passRounding(current->input(0), match);
  if (value != beforeRounding(squeeze->input(0)))
    return std::nullopt;
  return value;
}

/// The quantising node of a pair that gives `value`, if such a pair does.
static const onnx::NodeProto *
quantizing(const llvm::StringMap<const onnx::NodeProto *> &producers,
           llvm::StringRef value) {
  const onnx::NodeProto *last = producers.lookup(value);
  if (!last || last->op_type() != "DequantizeLinear" || last->input_size() == 0)
    return nullptr;
  const onnx::NodeProto *first = producers.lookup(last->input(0));
  return first && first->op_type() == "QuantizeLinear" &&
                 first->input_size() > 0
             ? first
             : nullptr;
}

llvm::StringRef CompositeFinder::beforeRounding(llvm::StringRef value) const {
  const onnx::NodeProto *first = quantizing(producers, value);
  return first ? first->input(0) : value;
}

llvm::StringRef CompositeFinder::passRounding(llvm::StringRef value,
                                              Match &match) const {
  const onnx::NodeProto *first =
      match.passesRounding ? quantizing(producers, value) : nullptr;
  if (!first)
    return value;
  match.nodes.push_back(producers.lookup(value));
  match.nodes.push_back(first);
  match.parts.isRounded = true;
  return first->input(0);
}

bool CompositeFinder::matchesNode(const ImportPattern &pattern,
                                  const onnx::NodeProto &node,
                                  Match &match) const {
  if (pattern.op != node.op_type() && !isInverse(pattern, node))
    return false;
  const Match before = match;
  for (bool isSwapped : {false, true}) {
    if (isSwapped && !commutes(node.op_type()))
      continue;
    match = before;
    match.nodes.push_back(&node);
    if (matchesOperands(pattern, node, isSwapped, match))
      return true;
  }
  match = before;
  return false;
}

bool CompositeFinder::matchesOperands(const ImportPattern &pattern,
                                      const onnx::NodeProto &node,
                                      bool isSwapped, Match &match) const {
  const auto count = static_cast<int>(pattern.operands.size());
  if (node.input_size() > count)
    return false;
  for (int i = 0; i < count; ++i) {
    const ImportPattern &operand = pattern.operands[i];
    const int index = isSwapped ? 1 - i : i;
    if (operand.number) {
      const double number =
          isInverse(pattern, node) ? 1 / *operand.number : *operand.number;
      const std::optional<double> value = numberAt(node, index);
      if (!value || !isMeant(*value, number))
        return false;
    } else if (index >= node.input_size() ||
               !matches(operand, node.input(index), match)) {
      return false;
    }
  }
  return true;
}

std::optional<double> CompositeFinder::numberAt(const onnx::NodeProto &node,
                                                int index) const {
  if (index < node.input_size())
    return numberOf(node.input(index));
  for (const NumberAttribute &known : numberAttributes) {
    if (known.op != node.op_type() || known.index != index)
      continue;
    for (const onnx::AttributeProto &attribute : node.attribute())
      if (attribute.name() == known.name)
        return attribute.f();
    return known.otherwise;
  }
  return std::nullopt;
}

void CompositeFinder::takeParts(const Match &match) {
  for (const onnx::NodeProto *node : llvm::drop_begin(match.nodes)) {
    const Readers &ofNode = readers.at(node->output(0));
    if (ofNode.count == 1 &&
        (ofNode.last == match.nodes.front() || isPart(*ofNode.last)))
      parts.insert(node);
  }
}

} // namespace gnet
