#include "onnx/layers/Layers.h"

namespace gnet {

namespace {

/// The differences of every input to every centre: batch x features x
/// elements.
OnnxValue exportRbf(ExportLayer &layer, const Rbf &) {
  const std::string row =
      layer.reshaped("row", {0, 1, layer.shape().elements()});
  const std::string difference =
      layer.node("Sub", "difference", {row, layer.parameter(".weight")});
  onnx::NodeProto &node = layer.last("ReduceSumSquare", difference);
  setAttribute(node, "axes", llvm::ArrayRef<int64_t>{2});
  setAttribute(node, "keepdims", int64_t{0});
  return layer.vector();
}

} // namespace

void addRbf(OnnxLayers &layers) { layers.exports.add(exportRbf); }

} // namespace gnet
