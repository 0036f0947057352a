//===- ExportLayer.h - What each layer is in ONNX -------------------------===//
#ifndef GNET_ONNX_EXPORT_EXPORTLAYER_H
#define GNET_ONNX_EXPORT_EXPORTLAYER_H

#include "onnx/export/Graph.h"
#include "weights/Weights.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {

using WeightsByName = llvm::StringMap<const WeightTensor *>;

/// Adds the layer's nodes. `inputs` are the results of the layer's inputs,
/// `weights` holds every parameter of the layer.
OnnxValue exportLayer(ExportGraph &graph, const Network &network,
                      const Layer &layer, llvm::ArrayRef<OnnxValue> inputs,
                      const WeightsByName &weights);

} // namespace gnet

#endif // GNET_ONNX_EXPORT_EXPORTLAYER_H
