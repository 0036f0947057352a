//===- Joins.cpp - concat and add: layers of several inputs ---------------===//
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

void readMul(ImportNode &node) {
  node.fail("the language has no product of two tensors");
}

} // namespace

void addJoins(OnnxLayers &layers) {
  layers.exports.add(exportConcat);
  layers.exports.add(exportAdd);
  layers.readers["Concat"] = readConcat;
  layers.readers["Add"] = readSum;
  layers.readers["Sum"] = readSum;
  layers.readers["Mul"] = readMul;
}

} // namespace gnet
