//===- Simulation.cpp - What quantisation does to a network's results -----===//
#include "quantization/Simulation.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace gnet {

Simulation::Simulation(const FoldedNetwork &folded)
    : folded(folded), places(folded.network), evaluation(folded),
      weights(folded.network.layers.size()) {
  roundWeights();
}

void Simulation::roundWeights() {
  for (size_t i = 0; i < weights.size(); ++i) {
    const Layer &layer = network().layers[i];
    if (!kindOf(layer.op).isWeighted)
      continue;
    const auto id = static_cast<LayerId>(i);
    weights[i] = evaluation.parameter(id, ".weight").vec();
    const size_t inner = weights[i].size() / layer.output.channels;
    for (size_t at = 0; at < weights[i].size(); at += inner) {
      llvm::MutableArrayRef<float> channel(weights[i].data() + at, inner);
      const float scale = weightScaleOf(channel);
      for (float &weight : channel)
        weight = scale * static_cast<float>(quantizedWeight(weight, scale));
    }
  }
}

std::vector<Image> Simulation::run(const Image &input) const {
  std::vector<Image> images;
  for (size_t i = 0; i < network().layers.size(); ++i) {
    std::vector<const Image *> inputs;
    for (LayerId from : network().layers[i].inputs)
      inputs.push_back(from == networkInput ? &input : &images[from]);
    images.push_back(evaluation.layer(static_cast<LayerId>(i), inputs));
  }
  return images;
}

std::vector<LayerId> Simulation::weighted() const {
  std::vector<LayerId> found;
  for (size_t i = 0; i < weights.size(); ++i)
    if (!weights[i].empty())
      found.push_back(static_cast<LayerId>(i));
  return found;
}

Simulation::Integers Simulation::integers() const {
  return places.integers(Layers(weights.size()));
}

Simulation::Integers Simulation::alone(LayerId layer) const {
  Integers integers = this->integers();
  for (size_t i = 0; i < weights.size(); ++i) {
    const bool isIts = places.of(static_cast<LayerId>(i)) == places.of(layer);
    integers.bytes[i] = integers.bytes[i] && isIts;
    integers.products[i] =
        integers.products[i] && static_cast<LayerId>(i) == layer;
  }
  return integers;
}

/// What integers make of the result `id`.
Image Simulation::rounded(LayerId id, const Image &image,
                          const Calibration &calibration) const {
  const std::string name = places.names(places.of(id)).front();
  const Quantization integers = quantizationOf(calibration.ranges.lookup(name));
  Image result = image;
  for (float &value : result)
    value = integers.scale *
            static_cast<float>(quantized(value, integers) - integers.zeroPoint);
  return result;
}

/// With what the calibration adds.
std::vector<float>
Simulation::correctedBias(LayerId id, const Calibration &calibration) const {
  std::vector<float> bias = evaluation.parameter(id, ".bias").vec();
  const Layer &layer = network().layers[id];
  const auto correction = calibration.biasCorrections.find(layer.path);
  if (correction == calibration.biasCorrections.end())
    return bias;
  bias.resize(layer.output.channels);
  for (auto [value, added] : llvm::zip_equal(bias, correction->second))
    value = static_cast<float>(value + added);
  return bias;
}

/// Computes anew what differs from the exact results, and no more.
Image Simulation::scores(const Image &input, const std::vector<Image> &exact,
                         const Calibration &calibration,
                         const Integers &integers) const {
  std::vector<std::optional<Image>> changed(exact.size());
  std::vector<std::optional<Image>> bytes(exact.size());
  std::optional<Image> inputBytes;
  auto valueOf = [&](LayerId id) -> const Image & {
    if (id == networkInput)
      return input;
    return changed[id] ? *changed[id] : exact[id];
  };
  // What is between a layer and its activation is no result.
  auto isByte = [&](LayerId from, LayerId reader) {
    if (from == networkInput)
      return bool(integers.products[reader]);
    return places.of(from) != places.of(reader) &&
           (integers.bytes[from] || integers.products[reader]);
  };
  const LayerId end = places.scores();
  for (LayerId id = 0; id <= end; ++id) {
    const Layer &layer = network().layers[id];
    std::vector<const Image *> inputs;
    bool differs = integers.products[id];
    for (LayerId from : layer.inputs) {
      const bool isRead = isByte(from, id);
      differs |= isRead || (from != networkInput && changed[from]);
      std::optional<Image> &known =
          from == networkInput ? inputBytes : bytes[from];
      if (isRead && !known)
        known = rounded(from, valueOf(from), calibration);
      inputs.push_back(isRead ? &*known : &valueOf(from));
    }
    if (integers.products[id])
      changed[id] = evaluation.layer(id, inputs, weights[id],
                                     correctedBias(id, calibration));
    else if (differs)
      changed[id] = evaluation.layer(id, inputs);
  }
  return valueOf(end);
}

llvm::StringMap<std::vector<double>>
Simulation::biasErrors(const Image &input, const std::vector<Image> &exact,
                       const Calibration &calibration) const {
  llvm::StringMap<std::vector<double>> errors;
  const Integers integers = this->integers();
  for (LayerId id : weighted()) {
    if (!integers.products[id])
      continue;
    const Layer &layer = network().layers[id];
    const LayerId from = layer.inputs.front();
    const Image asIntegers =
        rounded(from, from == networkInput ? input : exact[from], calibration);
    const Image sums = evaluation.layer(id, {&asIntegers}, weights[id],
                                        evaluation.parameter(id, ".bias"));
    std::vector<double> &found = errors[layer.path];
    found.resize(layer.output.channels);
    const size_t pixels = sums.size() / found.size();
    for (size_t at = 0; at < sums.size(); ++at)
      found[at / pixels] += (static_cast<double>(exact[id][at]) - sums[at]) /
                            static_cast<double>(pixels);
  }
  return errors;
}

void OutputError::add(const Image &exact, const Image &image) {
  for (auto [value, other] : llvm::zip_equal(exact, image)) {
    differences += std::pow(static_cast<double>(value) - other, 2);
    squares += std::pow(static_cast<double>(value), 2);
  }
}

double OutputError::value() const {
  return differences == 0 ? 0 : std::sqrt(differences / squares);
}

} // namespace gnet
