#include "onnx/import/Composites.h"

#include "llvm/ADT/STLExtras.h"

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

bool commutes(llvm::StringRef op) { return op == "Add" || op == "Mul"; }

/// Whether a product stands for a quotient, or the other way round.
bool isInverse(const ImportPattern &pattern, const onnx::NodeProto &node) {
  const llvm::StringRef wanted = pattern.op, op = node.op_type();
  return ((wanted == "Mul" && op == "Div") ||
          (wanted == "Div" && op == "Mul")) &&
         pattern.operands.back().number;
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
    if (!matchesNode(composite.pattern, last, match))
      continue;
    found[&last] = {&composite.layer, *match.input};
    return takeParts(match);
  }
}

bool CompositeFinder::matches(const ImportPattern &pattern,
                              const std::string &value, Match &match) const {
  if (pattern.op) {
    const onnx::NodeProto *node = producers.lookup(value);
    return node && matchesNode(pattern, *node, match);
  }
  if (!match.input)
    match.input = value;
  return *match.input == value;
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
