//===- ImportedNetwork.h - What an ONNX graph says, layer by layer --------===//
#ifndef GNET_ONNX_IMPORT_IMPORTEDNETWORK_H
#define GNET_ONNX_IMPORT_IMPORTEDNETWORK_H

#include "network/Network.h"
#include "onnx/import/Constant.h"
#include "quantization/Calibration.h"

namespace gnet {

/// What is known of a layer beside its operation.
struct LayerOrigin {
  /// How messages call its node: `node 'conv1' (Conv)`.
  std::string node;
  std::string op; ///< Of ONNX, as `Conv`.
  /// How the file calls it: its weight, its node, its output. Some or all of
  /// them say nothing.
  std::vector<std::string> names;
  /// In the order of `parametersOf`, of those dims.
  std::vector<ImportConstant> weights;
  /// Of its result, where that is rounded to bytes.
  std::optional<Calibration::Range> range = std::nullopt;
};

/// The graph as layers. They have no paths: the spec gives them.
struct ImportedNetwork {
  Network network;
  std::vector<LayerOrigin> origins; ///< By layer.
  /// Of the input, likewise.
  std::optional<Calibration::Range> inputRange;
  /// What a reader of the spec has to know.
  std::vector<std::string> notes;
};

/// Whether `id` is of that kind.
template <typename Op> bool isKind(const Network &network, LayerId id) {
  return id != networkInput &&
         std::holds_alternative<Op>(network.layers[id].op);
}

} // namespace gnet

#endif // GNET_ONNX_IMPORT_IMPORTEDNETWORK_H
