#include "onnx/layers/Layers.h"

#include "onnx/import/ReshapeTarget.h"

namespace gnet {

namespace {

OnnxValue exportFlatten(ExportLayer &layer, const Flatten &) {
  layer.last("Flatten", layer.input().name);
  return layer.vector();
}

/// Without the batch.
std::vector<int64_t> sizesOf(ImportNode &node, const ImportTensor &tensor) {
  const Shape &shape = node.shape(tensor);
  if (tensor.rank == 2)
    return {shape.channels};
  return {shape.channels, shape.height, shape.width};
}

void giveFlat(ImportNode &node, const ImportTensor &tensor) {
  const Shape &shape = node.shape(tensor);
  if (shape.elements() == shape.channels)
    return node.give(ImportTensor{tensor.layer, 2, {}});
  node.giveLayer(Flatten{}, {tensor}, {}, 2);
}

/// The tensor as `sizes` without the batch: as it is, or flat.
void giveShaped(ImportNode &node, const ImportTensor &tensor,
                const std::vector<int64_t> &sizes) {
  const Shape &shape = node.shape(tensor);
  if (sizes == sizesOf(node, tensor))
    return node.give(tensor);
  if (sizes == std::vector<int64_t>{shape.elements()})
    return giveFlat(node, tensor);
  if (sizes == std::vector<int64_t>{shape.channels, 1, 1} &&
      shape.elements() == shape.channels)
    return node.give(ImportTensor{tensor.layer, 4, {}});
  node.fail("it makes " + shapeText(sizes) + " of an image or vector of " +
            shapeText(sizesOf(node, tensor)) +
            ", where the language can only flatten");
}

void readReshape(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  std::vector<int64_t> asked = node.integersInput(1);
  bool allowZero = node.integer("allowzero", 0) != 0;
  if (!node.ok())
    return;
  std::vector<int64_t> from = sizesOf(node, input);
  from.insert(from.begin(), 1);
  auto target =
      reshapeTarget(asked, from, node.shape(input).elements(), allowZero);
  if (!target || target->empty() || target->front() != 1)
    return node.fail("its shape [" + shapeText(asked) +
                     "] does not keep the batch");
  target->erase(target->begin());
  giveShaped(node, input, *target);
}

void readFlatten(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  int64_t axis = node.integer("axis", 1);
  if (axis + (axis < 0 ? input.rank : 0) != 1)
    node.fail("its axis is " + llvm::Twine(axis) +
              ", where only 1 keeps the batch");
  if (node.ok())
    giveFlat(node, input);
}

} // namespace

void addFlatten(OnnxLayers &layers) {
  layers.exports.add(exportFlatten);
  layers.imports.readers["Flatten"] = readFlatten;
  layers.imports.readers["Reshape"] = readReshape;
}

} // namespace gnet
