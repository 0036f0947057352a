#include "onnx/import/Node.h"

#include "onnx/import/Readers.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <onnx/onnx_pb.h>

namespace gnet {

ImportNode::ImportNode(const onnx::NodeProto &node, ImportGraph &graph)
    : node(node), graph(graph) {}

llvm::StringRef ImportNode::op() const { return node.op_type(); }

std::string ImportNode::place() const {
  std::string op = printable(node.op_type());
  if (!node.name().empty())
    return fmt::format("node '{}' ({})", printable(node.name()), op);
  std::string output =
      node.output_size() > 0 ? printable(node.output(0)) : "nothing";
  return fmt::format("the {} node that gives '{}'", op, output);
}

void ImportNode::fail(const llvm::Twine &why) {
  if (problem.empty())
    problem = why.str();
}

llvm::Error ImportNode::finish() {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (!asked.count(attribute.name()))
      fail("its attribute '" + printable(attribute.name()) +
           "' has no meaning here");
  if (ok())
    return llvm::Error::success();
  return llvm::createStringError(place() + ": " + problem);
}

bool ImportNode::has(llvm::StringRef name) const {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name)
      return true;
  return false;
}

const onnx::AttributeProto *ImportNode::attribute(llvm::StringRef name,
                                                  int type) {
  asked.insert(name.str());
  for (const onnx::AttributeProto &attribute : node.attribute()) {
    if (attribute.name() != name)
      continue;
    if (attribute.type() == type)
      return &attribute;
    fail("its attribute '" + name + "' is of another type than it should be");
    return nullptr;
  }
  return nullptr;
}

int64_t ImportNode::integer(llvm::StringRef name, int64_t otherwise) {
  const auto *found = attribute(name, onnx::AttributeProto_AttributeType_INT);
  return found ? found->i() : otherwise;
}

double ImportNode::real(llvm::StringRef name, double otherwise) {
  const auto *found = attribute(name, onnx::AttributeProto_AttributeType_FLOAT);
  if (!found)
    return otherwise;
  if (!std::isfinite(found->f()))
    fail("its attribute '" + name + "' is no finite number");
  return ok() ? decimal(found->f()) : otherwise;
}

std::string ImportNode::text(llvm::StringRef name, const char *otherwise) {
  const auto *found =
      attribute(name, onnx::AttributeProto_AttributeType_STRING);
  return found ? found->s() : otherwise;
}

std::vector<int64_t> ImportNode::integers(llvm::StringRef name) {
  const auto *found = attribute(name, onnx::AttributeProto_AttributeType_INTS);
  if (!found)
    return {};
  return {found->ints().begin(), found->ints().end()};
}

std::vector<float> ImportNode::reals(llvm::StringRef name) {
  const auto *found =
      attribute(name, onnx::AttributeProto_AttributeType_FLOATS);
  if (!found)
    return {};
  return {found->floats().begin(), found->floats().end()};
}

void ImportNode::channelAxis(const ImportTensor &tensor, int64_t otherwise) {
  int64_t axis = integer("axis", otherwise);
  if (axis + (axis < 0 ? tensor.rank : 0) != 1)
    fail("its axis is " + llvm::Twine(axis) +
         ", where only that of the channels, 1, can be said");
}

const onnx::TensorProto *ImportNode::tensor(llvm::StringRef name) {
  const auto *found =
      attribute(name, onnx::AttributeProto_AttributeType_TENSOR);
  return found ? &found->t() : nullptr;
}

size_t ImportNode::inputs() const {
  return static_cast<size_t>(node.input_size());
}

bool ImportNode::hasInput(size_t index) const {
  return index < inputs() && !node.input(static_cast<int>(index)).empty();
}

const ImportValue *ImportNode::input(size_t index) {
  if (hasInput(index))
    return value(node.input(static_cast<int>(index)));
  fail("its input " + llvm::Twine(index + 1) + " is missing");
  return nullptr;
}

const ImportValue *ImportNode::value(const std::string &name) {
  const ImportValue *value = graph.find(name);
  if (!value)
    fail("its input '" + printable(name) +
         "' is no input of the graph, no initialiser and no output of a node "
         "before it");
  return value;
}

bool ImportNode::isConstant(size_t index) const {
  if (!hasInput(index))
    return false;
  const ImportValue *value = graph.find(node.input(static_cast<int>(index)));
  return value && std::holds_alternative<ImportConstant>(*value);
}

ImportTensor ImportNode::tensorInput(size_t index, bool allowPadding) {
  if (!input(index))
    return {};
  return tensorNamed(node.input(static_cast<int>(index)), allowPadding);
}

ImportTensor ImportNode::tensorNamed(const std::string &name,
                                     bool allowPadding) {
  const ImportValue *found = value(name);
  if (!found)
    return {};
  const auto *tensor = std::get_if<ImportTensor>(found);
  if (!tensor)
    fail("its input '" + printable(name) +
         (std::holds_alternative<ImportConstant>(*found)
              ? "' is a constant"
              : "' is one channel of an image"));
  else if (!allowPadding && tensor->padding != Padding())
    fail("its input is padded by a node of its own, which only a convolution "
         "can take in");
  else if (!tensor->integers.empty())
    fail("its input is of integers, which only DequantizeLinear takes");
  return tensor && ok() ? *tensor : ImportTensor();
}

ImportTensor ImportNode::integersOfTensor(size_t index) {
  const ImportValue *found = input(index);
  const auto *tensor = found ? std::get_if<ImportTensor>(found) : nullptr;
  if (tensor && !tensor->integers.empty())
    return *tensor;
  fail("its input is not of integers that QuantizeLinear gives");
  return {};
}

ImportTensor ImportNode::imageInput(size_t index, bool allowPadding) {
  ImportTensor tensor = tensorInput(index, allowPadding);
  if (tensor.rank != 4)
    fail("its input is no image [N, C, H, W]");
  return tensor;
}

std::vector<ImportTensor> ImportNode::tensorInputs() {
  std::vector<ImportTensor> tensors;
  for (size_t index = 0; index < inputs(); ++index)
    tensors.push_back(tensorInput(index));
  return tensors;
}

const ImportChannel *ImportNode::channelInput(size_t index) const {
  if (!hasInput(index))
    return nullptr;
  const ImportValue *value = graph.find(node.input(static_cast<int>(index)));
  return value ? std::get_if<ImportChannel>(value) : nullptr;
}

std::optional<ImportConstant> ImportNode::constantInput(size_t index) {
  const ImportValue *value = input(index);
  if (!value)
    return std::nullopt;
  const auto *constant = std::get_if<ImportConstant>(value);
  if (!constant) {
    fail("its input '" + printable(node.input(static_cast<int>(index))) +
         "' is computed, where a constant is needed");
    return std::nullopt;
  }
  return *constant;
}

std::optional<ImportConstant>
ImportNode::constantInput(size_t index, const char *what,
                          const std::vector<int64_t> &dims) {
  std::optional<ImportConstant> constant = constantInput(index);
  if (constant && constant->dims() != dims) {
    fail(llvm::Twine(what) + " is " + shapeText(constant->dims()) + ", where " +
         shapeText(dims) + " is needed");
    return std::nullopt;
  }
  return constant;
}

std::vector<int64_t> ImportNode::integersInput(size_t index) {
  std::optional<ImportConstant> constant = constantInput(index);
  if (!constant)
    return {};
  llvm::Expected<std::vector<int64_t>> values = constant->integers();
  if (values)
    return *values;
  fail("its input " + llvm::Twine(index + 1) + ": " +
       llvm::toString(values.takeError()));
  return {};
}

std::vector<int64_t> ImportNode::integersInput(size_t index,
                                               const char *attribute) {
  return hasInput(index) ? integersInput(index) : integers(attribute);
}

std::vector<int64_t> ImportNode::axesInput(size_t index, size_t rank) {
  std::vector<int64_t> axes = integersInput(index, "axes");
  for (int64_t &axis : axes)
    axis += axis < 0 ? static_cast<int64_t>(rank) : 0;
  std::sort(axes.begin(), axes.end());
  bool isUsable = std::adjacent_find(axes.begin(), axes.end()) == axes.end();
  for (int64_t axis : axes)
    isUsable &= axis >= 0 && axis < static_cast<int64_t>(rank);
  if (!isUsable)
    fail("its axes are none of the tensor's");
  return ok() ? axes : std::vector<int64_t>();
}

double ImportNode::numberInput(size_t index, const char *what) {
  return input(index) ? numberNamed(node.input(static_cast<int>(index)), what)
                      : 0;
}

double ImportNode::numberNamed(const std::string &name, const char *what) {
  const ImportValue *found = value(name);
  const auto *constant = found ? std::get_if<ImportConstant>(found) : nullptr;
  if (!constant || constant->elements() != 1) {
    fail(llvm::Twine(what) + ", '" + printable(name) +
         "', is not one number of a constant");
    return 0;
  }
  llvm::Expected<std::vector<float>> values = constant->floats();
  if (!values)
    fail(llvm::Twine(what) + ": " + llvm::toString(values.takeError()));
  else if (!std::isfinite(values->front()))
    fail(llvm::Twine(what) + " is no finite number");
  return values && ok() ? decimal(values->front()) : 0;
}

void ImportNode::give(ImportValue value) {
  if (!ok())
    return;
  if (node.output_size() == 0)
    return fail("it has no output");
  if (llvm::Error error = graph.define(node.output(0), std::move(value)))
    fail(llvm::toString(std::move(error)));
}

/// A weight's name says most: exporters keep it where nodes are numbered. One
/// number is no weight.
std::vector<std::string> ImportNode::originNames() const {
  std::vector<std::string> names;
  for (const std::string &input : node.input()) {
    const ImportValue *value = graph.find(input);
    const auto *constant = value ? std::get_if<ImportConstant>(value) : nullptr;
    if (constant && constant->elements() > 1 && names.empty())
      names.push_back(constant->name());
  }
  names.push_back(node.name());
  names.push_back(node.output(0));
  return names;
}

void ImportNode::giveLayer(LayerOp op, const std::vector<ImportTensor> &inputs,
                           std::vector<ImportConstant> weights, int rank) {
  give(addLayer(std::move(op), inputs, std::move(weights), rank));
}

ImportTensor ImportNode::addLayer(LayerOp op,
                                  const std::vector<ImportTensor> &inputs,
                                  std::vector<ImportConstant> weights,
                                  int rank) {
  if (ok() && node.output_size() == 0)
    fail("it has no output");
  if (!ok())
    return {};
  std::vector<LayerId> layers;
  for (const ImportTensor &input : inputs)
    layers.push_back(input.layer);
  LayerOrigin origin{place(), node.op_type(), originNames(),
                     std::move(weights)};
  llvm::Expected<LayerId> layer =
      graph.add(std::move(op), layers, std::move(origin));
  if (layer)
    return {*layer, rank ? rank : inputs.front().rank, {}};
  fail(llvm::toString(layer.takeError()));
  return {};
}

} // namespace gnet
