#include "onnx/layers/Layers.h"

#include "onnx/import/Window.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

namespace {

/// The weight of a convolution with connections as one of all channels, zero
/// where an output channel does not see an input channel.
std::vector<float> denseWeight(const Conv &conv, int64_t inputs,
                               llvm::ArrayRef<float> values) {
  const int64_t taps = conv.kernel.height * conv.kernel.width;
  std::vector<float> dense(conv.channels * inputs * taps);
  for (auto [o, seen] : llvm::enumerate(conv.connections))
    for (int64_t i : seen) {
      llvm::copy(values.take_front(taps),
                 dense.begin() + (static_cast<int64_t>(o) * inputs + i) * taps);
      values = values.drop_front(taps);
    }
  return dense;
}

std::string exportWeight(ExportLayer &layer, const Conv &conv) {
  if (conv.connections.empty())
    return layer.parameter(".weight");
  const int64_t inputs = layer.shape().channels;
  return layer.parameter(
      ".weight", {conv.channels, inputs, conv.kernel.height, conv.kernel.width},
      denseWeight(conv, inputs, layer.values(".weight")));
}

OnnxValue exportConv(ExportLayer &layer, const Conv &conv) {
  std::vector<std::string> operands = {layer.imageInput(),
                                       exportWeight(layer, conv)};
  if (conv.bias)
    operands.push_back(layer.parameter(".bias"));
  onnx::NodeProto &node = layer.last("Conv", operands);
  setWindow(node, conv.kernel, conv.stride, conv.padding);
  setAttribute(node, "dilations", {conv.dilation.height, conv.dilation.width});
  setAttribute(node, "group", conv.groups);
  return layer.image();
}

void readConv(ImportNode &node) {
  ImportTensor input = node.imageInput(0, /*allowPadding=*/true);
  std::optional<ImportConstant> weight = node.constantInput(1);
  if (!weight)
    return;
  const std::vector<int64_t> &dims = weight->dims();
  bool isUsable = dims.size() == 4;
  for (size_t i = 0; i < dims.size(); ++i)
    isUsable &=
        dims[i] >= 1 && dims[i] <= (i < 2 ? channelRange.high : maxSide);
  if (!isUsable)
    return node.fail("its weight is " + shapeText(dims) +
                     ", where channels x inputs x height x width is needed");
  ImportWindow window;
  window.kernel = {dims[2], dims[3]};
  if (node.has("kernel_shape") &&
      readExtent(node, "kernel_shape", 1) != window.kernel)
    node.fail("its kernel_shape is not that of its weight, " + shapeText(dims));
  Conv conv;
  conv.groups = node.integer("group", 1);
  const Shape &shape = node.shape(input);
  if (conv.groups < 1 || dims[1] > channelRange.high / conv.groups ||
      dims[1] * conv.groups != shape.channels)
    node.fail("its weight " + shapeText(dims) + " in " +
              llvm::Twine(conv.groups) + " groups does not take " +
              llvm::Twine(shape.channels) + " channels");
  Shape padded = shape;
  padded.height += input.padding.top + input.padding.bottom;
  padded.width += input.padding.left + input.padding.right;
  readWindow(node, padded, window);
  conv.channels = dims[0];
  conv.kernel = window.kernel;
  conv.stride = window.stride;
  conv.dilation = window.dilation;
  const Padding &pad = window.padding;
  conv.padding = {pad.top + input.padding.top, pad.left + input.padding.left,
                  pad.bottom + input.padding.bottom,
                  pad.right + input.padding.right};
  conv.bias = node.hasInput(2);
  std::vector<ImportConstant> weights{*weight};
  if (conv.bias)
    if (auto bias = node.constantInput(2, "the bias", {conv.channels}))
      weights.push_back(*bias);
  node.giveLayer(conv, {input}, std::move(weights));
}

} // namespace

void addConv(OnnxLayers &layers) {
  layers.exports.add(exportConv);
  layers.imports.readers["Conv"] = readConv;
}

} // namespace gnet
