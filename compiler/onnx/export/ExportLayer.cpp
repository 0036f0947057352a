#include "onnx/export/ExportLayer.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

ExportLayer::ExportLayer(ExportGraph &graph, const Network &network,
                         const Layer &layer, llvm::ArrayRef<OnnxValue> inputs,
                         const WeightsByName &weights)
    : graph(graph), layer(layer), inputs(inputs), weights(weights) {
  for (LayerId id : layer.inputs)
    shapes.push_back(network.shapeOf(id));
}

std::string ExportLayer::imageInput(size_t index) {
  if (!inputs[index].isVector)
    return inputs[index].name;
  const std::string what =
      index == 0 ? "image" : "image_" + std::to_string(index + 1);
  return reshaped(what, {0, shapes[index].channels, 1, 1}, index);
}

std::string ExportLayer::vectorInput() {
  return inputs[0].isVector ? inputs[0].name
                            : node("Flatten", "flatten", inputs[0].name);
}

bool ExportLayer::isAllVectors() const {
  return llvm::all_of(inputs,
                      [](const OnnxValue &input) { return input.isVector; });
}

std::vector<std::string> ExportLayer::inputsOfCommonRank() {
  std::vector<std::string> operands;
  for (size_t index = 0; index < inputs.size(); ++index)
    operands.push_back(isAllVectors() ? inputs[index].name : imageInput(index));
  return operands;
}

std::string ExportLayer::node(llvm::StringRef type, const std::string &what,
                              llvm::ArrayRef<std::string> operands) {
  const std::string name = nameOf(what);
  graph.node(type, name, operands);
  return name;
}

onnx::NodeProto &ExportLayer::last(llvm::StringRef type,
                                   llvm::ArrayRef<std::string> operands) {
  return graph.node(type, layer.path, operands);
}

std::string ExportLayer::reshaped(const std::string &what, const Dims &dims,
                                  size_t input) {
  const std::string shape = integers(what + "_shape", dims);
  return node("Reshape", what, {inputs[input].name, shape});
}

llvm::ArrayRef<float> ExportLayer::values(const char *suffix) const {
  return weights.at(layer.path + suffix)->values;
}

std::string ExportLayer::parameter(const char *suffix) {
  return parameter(suffix, weights.at(layer.path + suffix)->parameter.dims);
}

std::string ExportLayer::parameter(const char *suffix, const Dims &dims) {
  const std::string name = layer.path + suffix;
  if (inputScale)
    return dims.size() > 1 ? quantizedWeight(name, dims)
                           : quantizedBias(name, dims);
  return graph.parameter(name, dims, values(suffix));
}

std::string ExportLayer::parameter(const char *suffix, const Dims &dims,
                                   std::vector<float> values) {
  return graph.ownParameter(layer.path + suffix, dims, std::move(values));
}

std::string ExportLayer::constant(const std::string &what,
                                  llvm::ArrayRef<double> values) {
  const std::vector<float> rounded(values.begin(), values.end());
  const Dims dims = values.size() == 1
                        ? Dims{}
                        : channelDims(static_cast<int64_t>(values.size()));
  return graph.constant(constantName(what), dims, rounded);
}

std::string ExportLayer::integers(const std::string &what, const Dims &values) {
  return graph.constant(constantName(what), values);
}

std::string ExportLayer::filled(const std::string &what, float value) {
  const int64_t channels = shape().channels;
  return graph.constant(constantName(what), channels,
                        std::vector<float>(channels, value));
}

ExportLayer::Dims ExportLayer::channelDims(int64_t channels) const {
  return inputs[0].isVector ? Dims{channels} : Dims{channels, 1, 1};
}

std::string ExportLayer::nameOf(const std::string &what) const {
  return what.empty() ? layer.path : layer.path + "/" + what;
}

std::string ExportLayer::constantName(const std::string &what) const {
  return nameOf("constant/" + what);
}

void setWindow(onnx::NodeProto &node, const Extent &kernel,
               const Extent &stride, const Padding &pads) {
  setAttribute(node, "kernel_shape", {kernel.height, kernel.width});
  setAttribute(node, "strides", {stride.height, stride.width});
  setAttribute(node, "pads", {pads.top, pads.left, pads.bottom, pads.right});
}

} // namespace gnet
