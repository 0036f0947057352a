#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

OnnxValue exportLinear(ExportLayer &layer, const Linear &linear) {
  std::vector<std::string> operands = {layer.vectorInput(),
                                       layer.parameter(".weight")};
  if (linear.bias)
    operands.push_back(layer.parameter(".bias"));
  setAttribute(layer.last("Gemm", operands), "transB", int64_t{1});
  return layer.vector();
}

ImportTensor vectorInput(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  if (input.rank != 2)
    node.fail("its input is an image, where a vector [N, C] is needed: the "
              "product goes over columns only");
  return input;
}

/// The weight as the language has it, features x inputs.
std::optional<ImportConstant> readWeight(ImportNode &node, const Shape &input,
                                         bool isTransposed) {
  std::optional<ImportConstant> weight = node.constantInput(1);
  if (!weight || !node.ok())
    return std::nullopt;
  bool fits = weight->isMatrix() && weight->dims()[0] > 0 &&
              weight->dims()[1] > 0 &&
              weight->dims()[isTransposed ? 0 : 1] <= channelRange.high &&
              weight->dims()[isTransposed ? 1 : 0] == input.elements();
  if (fits)
    return isTransposed ? *weight : weight->transposed();
  node.fail("its weight " + shapeText(weight->dims()) + " does not take " +
            llvm::Twine(input.elements()) + " features");
  return std::nullopt;
}

/// One value a feature, or one for all.
std::optional<ImportConstant> readBias(ImportNode &node, int64_t features) {
  std::optional<ImportConstant> bias = node.constantInput(2);
  if (!bias)
    return std::nullopt;
  int64_t count = bias->elements();
  bool isRow = bias->dims().empty() || bias->dims().back() == count;
  if (!isRow || (count != features && count != 1)) {
    node.fail("its bias " + shapeText(bias->dims()) + " is not one a feature " +
              "of " + llvm::Twine(features));
    return std::nullopt;
  }
  llvm::Expected<ImportConstant> row = bias->reshaped({count});
  if (row && count != features) {
    llvm::Expected<std::vector<float>> value = row->floats();
    row = value ? ImportConstant::filled({features}, value->front())
                : value.takeError();
  }
  if (row)
    return *row;
  node.fail("its bias: " + llvm::toString(row.takeError()));
  return std::nullopt;
}

void readGemm(ImportNode &node) {
  ImportTensor input = vectorInput(node);
  if (node.integer("transA", 0) != 0)
    node.fail("it transposes its input");
  if (node.real("alpha", 1) != 1 || node.real("beta", 1) != 1)
    node.fail("its alpha or beta is not 1");
  auto weight =
      readWeight(node, node.shape(input), node.integer("transB", 0) != 0);
  if (!weight)
    return;
  Linear linear{weight->dims()[0], node.hasInput(2)};
  std::vector<ImportConstant> weights{*weight};
  if (linear.bias)
    if (auto bias = readBias(node, linear.features))
      weights.push_back(*bias);
  node.giveLayer(linear, {input}, std::move(weights));
}

void readMatMul(ImportNode &node) {
  ImportTensor input = vectorInput(node);
  if (auto weight = readWeight(node, node.shape(input), false))
    node.giveLayer(Linear{weight->dims()[0], false}, {input}, {*weight});
}

} // namespace

void addLinear(OnnxLayers &layers) {
  layers.exports.add(exportLinear);
  layers.imports.readers["Gemm"] = readGemm;
  layers.imports.readers["MatMul"] = readMatMul;
}

} // namespace gnet
