//===- CorrectBiases.cpp - What a calibration adds to biases --------------===//
#include "quantization/CorrectBiases.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

void giveBias(LayerOp &op) {
  if (auto *conv = std::get_if<Conv>(&op))
    conv->bias = true;
  if (auto *linear = std::get_if<Linear>(&op))
    linear->bias = true;
}

/// Makes the weights those of the network's layers, with zeros for a new bias.
void addZeros(FoldedNetwork &folded) {
  Weights whole;
  auto next = folded.weights.begin();
  for (Parameter &parameter : inferenceParameters(folded.network)) {
    const bool isThere =
        next != folded.weights.end() && next->parameter.name == parameter.name;
    if (isThere)
      whole.push_back(std::move(*next++));
    else
      whole.push_back({parameter, std::vector<float>(parameter.elements())});
  }
  folded.weights = std::move(whole);
}

} // namespace

llvm::Error correctBiases(FoldedNetwork &folded, const Calibration &calibration,
                          const Results::Layers &products) {
  llvm::StringMap<llvm::ArrayRef<double>> corrections;
  for (size_t i = 0; i < products.size(); ++i) {
    Layer &layer = folded.network.layers[i];
    const auto found = calibration.biasCorrections.find(layer.path);
    if (!products[i] || found == calibration.biasCorrections.end())
      continue;
    if (static_cast<int64_t>(found->second.size()) != layer.output.channels)
      return llvm::createStringError(
          "the calibration corrects " + std::to_string(found->second.size()) +
          " biases of '" + layer.path + "', which has " +
          std::to_string(layer.output.channels));
    giveBias(layer.op);
    corrections[layer.path + ".bias"] = found->second;
  }
  addZeros(folded);
  for (WeightTensor &tensor : folded.weights)
    if (auto found = corrections.find(tensor.parameter.name);
        found != corrections.end())
      for (auto [value, added] : llvm::zip_equal(tensor.values, found->second))
        value = static_cast<float>(value + added);
  return llvm::Error::success();
}

} // namespace gnet
