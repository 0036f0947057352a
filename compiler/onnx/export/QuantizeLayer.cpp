// The parameters of a layer that multiplies bytes: integers, and the nodes that
// make float32 of them.
#include "onnx/export/ExportLayer.h"
#include "quantization/Quantization.h"
#include <cmath>

namespace gnet {

namespace {

/// By output channel.
std::vector<float> scalesOf(llvm::ArrayRef<float> weight, int64_t channels) {
  std::vector<float> scales;
  const size_t inner = weight.size() / channels;
  for (size_t at = 0; at < weight.size(); at += inner)
    scales.push_back(weightScaleOf(weight.slice(at, inner)));
  return scales;
}

} // namespace

std::string ExportLayer::dequantized(const std::string &name,
                                     const std::string &scales,
                                     const std::string &zeros) {
  const std::string result = name + "/dequantized";
  setAttribute(graph.node("DequantizeLinear", result, {name, scales, zeros}),
               "axis", int64_t{0});
  return result;
}

std::string ExportLayer::quantizedWeight(const std::string &name,
                                         const Dims &dims) {
  const llvm::ArrayRef<float> weight = values(".weight");
  const std::vector<float> scales = scalesOf(weight, dims.front());
  const size_t inner = weight.size() / scales.size();
  std::vector<int8_t> bytes;
  for (size_t i = 0; i < weight.size(); ++i)
    bytes.push_back(gnet::quantizedWeight(weight[i], scales[i / inner]));
  graph.parameter(name, dims, llvm::ArrayRef(bytes));
  const std::vector<int8_t> zeros(scales.size());
  return dequantized(name,
                     graph.constant(name + "/scale", dims.front(), scales),
                     graph.constant(name + "/zero_point", dims.front(),
                                    llvm::ArrayRef(zeros)));
}

/// In float32 where a sum of products could not hold one of its numbers.
std::string ExportLayer::quantizedBias(const std::string &name,
                                       const Dims &dims) {
  const llvm::ArrayRef<float> bias = values(".bias");
  std::vector<float> scales = scalesOf(values(".weight"), dims.front());
  std::vector<int32_t> sums;
  for (size_t i = 0; i < bias.size(); ++i) {
    scales[i] *= *inputScale;
    const double sum = std::nearbyint(static_cast<double>(bias[i]) / scales[i]);
    if (!(std::abs(sum) <= INT32_MAX))
      return graph.parameter(name, dims, bias);
    sums.push_back(static_cast<int32_t>(sum));
  }
  graph.parameter(name, dims, llvm::ArrayRef(sums));
  const std::vector<int32_t> zeros(scales.size());
  return dequantized(
      name, graph.constant(name + "/scale", dims, scales),
      graph.constant(name + "/zero_point", dims, llvm::ArrayRef(zeros)));
}

} // namespace gnet
