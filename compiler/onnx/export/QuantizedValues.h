//===- QuantizedValues.h - Results that are bytes between layers ----------===//
//
// QuantizeLinear and DequantizeLinear behind each result that a package has as
// bytes: what onnxruntime makes kernels of integers of.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_EXPORT_QUANTIZEDVALUES_H
#define GNET_ONNX_EXPORT_QUANTIZEDVALUES_H

#include "onnx/export/Graph.h"
#include "quantization/Quantization.h"
#include "quantization/Results.h"

namespace gnet {

class QuantizedValues {
public:
  /// `network` is folded; `integers` are those of its results. They and `graph`
  /// outlive this.
  QuantizedValues(ExportGraph &graph, const Network &network,
                  const Calibration &calibration,
                  const Results::Integers &integers);

  /// What layer `from` gives, as `reader` reads it.
  OnnxValue read(LayerId from, LayerId reader, const OnnxValue &value);

  /// Of what the layer reads, where it multiplies bytes.
  std::optional<float> inputScale(LayerId id) const;

private:
  /// `value` as integers and back, made once.
  OnnxValue rounded(const std::string &path, const Quantization &quantization,
                    const OnnxValue &value, std::optional<OnnxValue> &known);

  ExportGraph &graph;
  const Network &network;
  Results results;
  const Results::Integers &integers;
  std::vector<std::optional<Quantization>> bytes; ///< By layer.
  std::vector<std::optional<OnnxValue>> given;    ///< By layer.
  std::optional<Quantization> inputBytes;
  std::optional<OnnxValue> givenInput;
};

} // namespace gnet

#endif // GNET_ONNX_EXPORT_QUANTIZEDVALUES_H
