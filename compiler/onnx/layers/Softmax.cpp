#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

OnnxValue exportSoftmax(ExportLayer &layer, const Softmax &) {
  setAttribute(layer.last("Softmax", layer.input().name), "axis", int64_t{1});
  return layer.ofInputRank();
}

/// Before operator set 13 it goes over all that follows the axis, too.
void readSoftmax(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  const Shape &shape = node.shape(input);
  bool isFlat = node.opset() < 13;
  node.channelAxis(input, isFlat ? 1 : -1);
  if (isFlat && shape.elements() != shape.channels)
    node.fail("it goes over rows and columns, too (operator set " +
              llvm::Twine(node.opset()) + ")");
  node.giveLayer(Softmax{}, {input});
}

} // namespace

void addSoftmax(OnnxLayers &layers) {
  layers.exports.add(exportSoftmax);
  layers.imports.readers["Softmax"] = readSoftmax;
}

} // namespace gnet
