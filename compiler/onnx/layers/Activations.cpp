#include "onnx/layers/Layers.h"

#include <cmath>

namespace gnet {

namespace {

OnnxValue elementwise(ExportLayer &layer, llvm::StringRef type) {
  layer.last(type, layer.input().name);
  return layer.ofInputRank();
}

OnnxValue exportRelu(ExportLayer &layer, const Relu &) {
  return elementwise(layer, "Relu");
}

OnnxValue exportLeakyRelu(ExportLayer &layer, const LeakyRelu &relu) {
  setAttribute(layer.last("LeakyRelu", layer.input().name), "alpha",
               relu.slope);
  return layer.ofInputRank();
}

OnnxValue exportSigmoid(ExportLayer &layer, const Sigmoid &) {
  return elementwise(layer, "Sigmoid");
}

OnnxValue exportTanh(ExportLayer &layer, const Tanh &tanh) {
  std::string current = layer.input().name;
  if (tanh.slope != 1)
    current = layer.node("Mul", "scaled",
                         {current, layer.constant("slope", tanh.slope)});
  const bool isScaled = tanh.amplitude != 1;
  current = layer.node("Tanh", isScaled ? "tanh" : "", current);
  if (isScaled)
    layer.last("Mul", {current, layer.constant("amplitude", tanh.amplitude)});
  return layer.ofInputRank();
}

template <typename Op> void readPlain(ImportNode &node) {
  node.giveLayer(Op{}, {node.tensorInput(0)});
}

void readLeakyRelu(ImportNode &node) {
  double slope = node.real("alpha", LeakyRelu().slope);
  if (std::abs(slope) > maxFactor)
    node.fail("its alpha is over 1e6");
  node.giveLayer(LeakyRelu{slope}, {node.tensorInput(0)});
}

} // namespace

void addActivations(OnnxLayers &layers) {
  layers.exports.add(exportRelu);
  layers.exports.add(exportLeakyRelu);
  layers.exports.add(exportSigmoid);
  layers.exports.add(exportTanh);
  layers.readers["Relu"] = readPlain<Relu>;
  layers.readers["LeakyRelu"] = readLeakyRelu;
  layers.readers["Sigmoid"] = readPlain<Sigmoid>;
  layers.readers["Tanh"] = readPlain<Tanh>;
}

} // namespace gnet
