#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

OnnxValue exportDropout(ExportLayer &layer, const Dropout &) {
  return layer.input();
}

/// Before operator set 12 the rate is an attribute.
void readDropout(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  double rate = node.real("ratio", 0.5);
  node.ignore("seed");
  if (node.hasInput(1)) {
    std::optional<ImportConstant> ratio = node.constantInput(1);
    if (ratio && ratio->elements() == 1)
      if (llvm::Expected<std::vector<float>> values = ratio->floats())
        rate = decimal(values->front());
      else
        node.fail("its ratio: " + llvm::toString(values.takeError()));
    else
      node.fail("its ratio is not one number");
  }
  if (!(rate >= 0 && rate < 1))
    node.fail("its ratio is not from 0 to less than 1");
  if (rate == 0)
    return node.give(input);
  node.giveLayer(Dropout{rate}, {input});
}

} // namespace

void addDropout(OnnxLayers &layers) {
  layers.exports.add(exportDropout);
  layers.imports.readers["Dropout"] = readDropout;
}

} // namespace gnet
