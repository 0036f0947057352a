#include "onnx/export/QuantizedValues.h"

namespace gnet {

QuantizedValues::QuantizedValues(ExportGraph &graph, const Network &network,
                                 const Calibration &calibration,
                                 const Results::Integers &integers)
    : graph(graph), network(network), results(network), integers(integers),
      given(network.layers.size()) {
  for (const auto &range : results.ranges(calibration))
    bytes.push_back(range ? std::optional(quantizationOf(*range))
                          : std::nullopt);
  auto input = calibration.ranges.find(network.input.name);
  if (input != calibration.ranges.end())
    inputBytes = quantizationOf(input->second);
}

std::optional<float> QuantizedValues::inputScale(LayerId id) const {
  if (!integers.products[id])
    return std::nullopt;
  const LayerId from = network.layers[id].inputs.front();
  return (from == networkInput ? inputBytes : bytes[from])->scale;
}

/// What is between a layer and its activation is no result; and what is
/// flattened was read as bytes.
OnnxValue QuantizedValues::read(LayerId from, LayerId reader,
                                const OnnxValue &value) {
  auto flattens = [&](LayerId id) {
    return std::holds_alternative<Flatten>(network.layers[id].op);
  };
  if (from == networkInput)
    return integers.products[reader]
               ? rounded(network.input.name, *inputBytes, value, givenInput)
               : value;
  if (!integers.bytes[from] || flattens(from) ||
      (results.of(from) == results.of(reader) && !flattens(reader)))
    return value;
  return rounded(network.layers[from].path, *bytes[from], value, given[from]);
}

OnnxValue QuantizedValues::rounded(const std::string &path,
                                   const Quantization &quantization,
                                   const OnnxValue &value,
                                   std::optional<OnnxValue> &known) {
  if (known)
    return *known;
  const float step = quantization.scale;
  const auto zero = static_cast<uint8_t>(quantization.zeroPoint);
  const std::string scale =
      graph.constant(path + "/constant/scale", {}, llvm::ArrayRef<float>(step));
  const std::string zeroPoint = graph.constant(
      path + "/constant/zero_point", {}, llvm::ArrayRef<uint8_t>(zero));
  const std::string quantized = path + "/quantized";
  known = {path + "/dequantized", value.isVector};
  graph.node("QuantizeLinear", quantized, {value.name, scale, zeroPoint});
  graph.node("DequantizeLinear", known->name, {quantized, scale, zeroPoint});
  return *known;
}

} // namespace gnet
