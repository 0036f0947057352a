//===- Joins.cpp - concat, add and multiply: layers of several inputs
//---------------===//
#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

OnnxValue exportConcat(ExportLayer &layer, const Concat &) {
  setAttribute(layer.last("Concat", layer.inputsOfCommonRank()), "axis",
               int64_t{1});
  return layer.ofCommonRank();
}

OnnxValue exportAdd(ExportLayer &layer, const Add &) {
  const std::vector<std::string> operands = layer.inputsOfCommonRank();
  layer.last(operands.size() == 2 ? "Add" : "Sum", operands);
  return layer.ofCommonRank();
}

OnnxValue exportMultiply(ExportLayer &layer, const Multiply &) {
  layer.last("Mul", layer.inputsOfCommonRank());
  return layer.ofCommonRank();
}

void readConcat(ImportNode &node) {
  std::vector<ImportTensor> inputs = node.tensorInputs();
  if (inputs.empty())
    return node.fail("it has no inputs");
  node.channelAxis(inputs.front(), 1);
  for (const ImportTensor &input : inputs)
    if (input.rank != inputs.front().rank)
      node.fail("it joins images and vectors");
  if (inputs.size() == 1)
    return node.give(inputs.front());
  node.giveLayer(Concat{}, inputs);
}

/// The sum of tensors of one shape.
void readSum(ImportNode &node) {
  std::vector<ImportTensor> inputs = node.tensorInputs();
  if (inputs.empty())
    return node.fail("it has no inputs");
  if (inputs.size() == 1)
    return node.give(inputs.front());
  for (const ImportTensor &input : inputs)
    if (input.rank != inputs.front().rank ||
        node.shape(input) != node.shape(inputs.front()))
      node.fail("its inputs are of different shapes");
  node.giveLayer(Add{}, inputs);
}

/// Whether each channel of the image is multiplied by one number.
bool isGate(ImportNode &node, const ImportTensor &factors,
            const ImportTensor &image) {
  const Shape &shape = node.shape(factors);
  return shape.elements() == shape.channels &&
         shape.channels == node.shape(image).channels;
}

/// The product of tensors of one shape, or of an image and its gate, which the
/// language has in this order.
void readMul(ImportNode &node) {
  ImportTensor image = node.tensorInput(0), factors = node.tensorInput(1);
  if (isGate(node, image, factors) && !isGate(node, factors, image))
    std::swap(image, factors);
  const Shape &shape = node.shape(image), &other = node.shape(factors);
  if (image.rank != factors.rank ||
      (shape != other && !isGate(node, factors, image)))
    node.fail("it multiplies " + shapeText(shape) + " by " + shapeText(other) +
              ", where the language has tensors of one shape, or the second "
              "with a number a channel");
  node.giveLayer(Multiply{}, {image, factors});
}

} // namespace

void addJoins(OnnxLayers &layers) {
  layers.exports.add(exportConcat);
  layers.exports.add(exportAdd);
  layers.exports.add(exportMultiply);
  layers.imports.readers["Concat"] = readConcat;
  layers.imports.readers["Add"] = readSum;
  layers.imports.readers["Sum"] = readSum;
  layers.imports.readers["Mul"] = readMul;
}

} // namespace gnet
