//===- Norm.cpp - batch_norm and lrn --------------------------------------===//
#include "onnx/import/ChannelMeans.h"
#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

/// As the language takes them.
constexpr double minEpsilon = 1e-12;
constexpr double maxEpsilon = 1;

OnnxValue exportBatchNorm(ExportLayer &layer, const BatchNorm &norm) {
  const std::string scale =
      norm.scale ? layer.parameter(".weight") : layer.filled("scale", 1);
  const std::string shift =
      norm.shift ? layer.parameter(".bias") : layer.filled("shift", 0);
  onnx::NodeProto &node =
      layer.last("BatchNormalization", {layer.input().name, scale, shift,
                                        layer.parameter(".running_mean"),
                                        layer.parameter(".running_var")});
  setAttribute(node, "epsilon", norm.epsilon);
  return layer.ofInputRank();
}

OnnxValue exportLrn(ExportLayer &layer, const Lrn &lrn) {
  onnx::NodeProto &node = layer.last("LRN", layer.imageInput());
  setAttribute(node, "size", lrn.size);
  setAttribute(node, "alpha",
               lrn.alphaOverSize ? lrn.alpha
                                 : lrn.alpha * static_cast<double>(lrn.size));
  setAttribute(node, "beta", lrn.beta);
  setAttribute(node, "bias", lrn.k);
  return layer.image();
}

std::vector<ImportConstant>
channelConstants(ImportNode &node, const Shape &shape,
                 std::initializer_list<const char *> names) {
  std::vector<ImportConstant> constants;
  size_t index = 1;
  for (const char *name : names)
    if (auto constant = node.constantInput(index++, name, {shape.channels}))
      constants.push_back(*constant);
  return constants;
}

void readBatchNormalization(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  std::vector<ImportConstant> weights =
      channelConstants(node, node.shape(input),
                       {"the scale", "the shift", "the mean", "the variance"});
  BatchNorm norm;
  norm.epsilon = node.real("epsilon", norm.epsilon);
  node.ignore("momentum");
  if (node.integer("training_mode", 0) != 0)
    node.fail("it is in training mode: export the model for inference");
  if (node.integer("spatial", 1) != 1)
    node.fail("it has statistics of every element (spatial: 0), where the "
              "language has them by channel");
  if (!(norm.epsilon >= minEpsilon && norm.epsilon <= maxEpsilon))
    node.fail("its epsilon is not from 1e-12 to 1");
  node.giveLayer(norm, {input}, std::move(weights));
}

void giveLrn(ImportNode &node, const Lrn &lrn, const ImportTensor &image) {
  if (lrn.size < 1 || lrn.size > 65535 || lrn.size % 2 == 0)
    node.fail("its size must be odd, from 1 to 65535");
  if (!(lrn.alpha >= 0 && lrn.alpha <= 1e6 && lrn.beta >= 0 &&
        lrn.beta <= 100 && lrn.k >= 1e-6 && lrn.k <= 1e6))
    node.fail("its alpha, beta or bias is past what the language takes");
  node.giveLayer(lrn, {image});
}

void readLrn(ImportNode &node) {
  Lrn lrn;
  lrn.size = node.integer("size", 0);
  lrn.alpha = node.real("alpha", 1e-4);
  lrn.beta = node.real("beta", 0.75);
  lrn.k = node.real("bias", 1);
  giveLrn(node, lrn, node.imageInput(0));
}

/// As PyTorch writes its own: x / (alpha * mean + k)^beta.
void readLrnOfNodes(ImportNode &last, const ImportParts &parts,
                    llvm::MutableArrayRef<ImportNode> row) {
  const ImportTensor image = last.tensorNamed(parts.input);
  if (image.rank != 4)
    last.fail("its input is no image [N, C, H, W]");
  if (!last.ok())
    return;
  Lrn lrn;
  lrn.size = channelsOfMeans(last, last.shape(image), row);
  if (lrn.size == 0)
    return;
  lrn.alpha = last.numberNamed(parts.settings[0], "the factor of its mean");
  lrn.k = last.numberNamed(parts.settings[1], "what is added to its mean");
  lrn.beta = last.numberNamed(parts.settings[2], "its power");
  if (parts.isRounded)
    last.note("the file rounds within an lrn, which packages compute in "
              "float32");
  giveLrn(last, lrn, image);
}

void addComposites(std::vector<ImportComposite> &composites) {
  const ImportPattern x;
  const ImportPattern means =
      ImportPattern::row(channelMeansOps(), {"Mul", {x, x}});
  const ImportPattern sum{
      "Add",
      {{"Mul", {means, ImportPattern::setting()}}, ImportPattern::setting()}};
  composites.push_back({Lrn{},
                        {"Div", {x, {"Pow", {sum, ImportPattern::setting()}}}},
                        readLrnOfNodes});
}

} // namespace

void addNorm(OnnxLayers &layers) {
  layers.exports.add(exportBatchNorm);
  layers.exports.add(exportLrn);
  layers.imports.readers["BatchNormalization"] = readBatchNormalization;
  layers.imports.readers["LRN"] = readLrn;
  addComposites(layers.imports.composites);
}

} // namespace gnet
