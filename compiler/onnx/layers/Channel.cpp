//===- Channel.cpp - affine and scale: factors and offsets by channel -----===//
//
// They are read by import/Arithmetic.cpp: what a product or sum of constants is
// depends on the constants.
//
//===----------------------------------------------------------------------===//
#include "onnx/layers/Layers.h"

#include "llvm/ADT/STLExtras.h"

namespace gnet {

namespace {

OnnxValue exportAffine(ExportLayer &layer, const Affine &affine) {
  const std::vector<int64_t> dims = layer.channelDims(layer.shape().channels);
  const std::string product =
      layer.node("Mul", affine.bias ? "weighted" : "",
                 {layer.input().name, layer.parameter(".weight", dims)});
  if (affine.bias)
    layer.last("Add", {product, layer.parameter(".bias", dims)});
  return layer.ofInputRank();
}

OnnxValue exportScale(ExportLayer &layer, const Scale &scale) {
  const bool multiplies =
      llvm::any_of(scale.factors, [](double factor) { return factor != 1; });
  const bool adds =
      llvm::any_of(scale.offsets, [](double offset) { return offset != 0; });
  if (!multiplies && !adds)
    return layer.input();
  std::string current = layer.input().name;
  if (multiplies)
    current = layer.node("Mul", adds ? "scaled" : "",
                         {current, layer.constant("factor", scale.factors)});
  if (adds)
    layer.last("Add", {current, layer.constant("offset", scale.offsets)});
  return layer.ofInputRank();
}

} // namespace

void addChannel(OnnxLayers &layers) {
  layers.exports.add(exportAffine);
  layers.exports.add(exportScale);
}

} // namespace gnet
