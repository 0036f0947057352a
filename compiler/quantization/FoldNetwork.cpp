//===- FoldNetwork.cpp - A network as its integers are made of ------------===//
#include "quantization/FoldNetwork.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <cmath>

namespace gnet {
namespace {

using Values = std::vector<float>;

/// What a layer does to each channel: (x - mean) * scale / sqrt(variance +
/// epsilon) + shift. What is empty changes nothing.
struct ByChannel {
  Values scale, shift, mean, variance;
  double epsilon = 0;

  double factor(size_t channel) const {
    const double deviation =
        variance.empty() ? 1 : std::sqrt(variance[channel] + epsilon);
    return (scale.empty() ? 1.0 : scale[channel]) / deviation;
  }
};

/// A number a channel; empty where all are `neutral`.
Values constantOf(const std::vector<double> &numbers, int64_t channels,
                  double neutral) {
  if (llvm::all_of(numbers, [&](double number) { return number == neutral; }))
    return {};
  if (numbers.size() == 1)
    return Values(channels, static_cast<float>(numbers.front()));
  return Values(numbers.begin(), numbers.end());
}

class Folding {
public:
  Folding(const Network &network, const Weights &weights)
      : whole(network), uses(network.layers.size()),
        places(network.layers.size(), networkInput), folded{network, {}, {}} {
    countUses();
    for (const WeightTensor &tensor : weights)
      values[tensor.parameter.name] = tensor.values;
    Network &result = folded.network;
    result.layers.clear();
    result.headOf.clear();
    result.heads.clear();
    result.rows.clear();
  }

  llvm::Expected<FoldedNetwork> run() {
    for (size_t id = 0; id < places.size(); ++id)
      if (whole.headOf[id] < 0)
        if (llvm::Error error = addLayer(static_cast<LayerId>(id)))
          return error;
    Network &result = folded.network;
    result.headOf.assign(result.layers.size(), -1);
    result.output = placeOf(whole.output);
    for (Output &feature : result.features)
      feature.layer = placeOf(feature.layer);
    takeWeights();
    return std::move(folded);
  }

private:
  /// The layer whose result inference reads where it would read that of `id`.
  LayerId sourceOf(LayerId id) const {
    while (id != networkInput && kindOf(whole.layers[id].op).onlyTraining)
      id = whole.layers[id].inputs.front();
    return id;
  }

  void countUses() {
    auto use = [&](LayerId id) {
      if (LayerId source = sourceOf(id); source != networkInput)
        ++uses[source];
    };
    for (size_t id = 0; id < uses.size(); ++id)
      if (whole.headOf[id] < 0 && !kindOf(whole.layers[id].op).onlyTraining)
        llvm::for_each(whole.layers[id].inputs, use);
    for (const Output &output : whole.outputs())
      use(output.layer);
  }

  LayerId placeOf(LayerId id) const {
    return id == networkInput ? networkInput : places[id];
  }

  llvm::Error addLayer(LayerId id) {
    const Layer &layer = whole.layers[id];
    if (kindOf(layer.op).onlyTraining) {
      places[id] = placeOf(layer.inputs.front());
      return llvm::Error::success();
    }
    if (std::optional<ByChannel> next = byChannel(layer))
      if (Layer *before = foldable(layer)) {
        places[id] = places[layer.inputs.front()];
        folded.origins[places[id]] = id;
        return foldInto(*before, *next);
      }
    places[id] = static_cast<LayerId>(folded.network.layers.size());
    folded.origins.push_back(id);
    Layer &added = folded.network.layers.emplace_back(layer);
    for (LayerId &input : added.inputs)
      input = placeOf(input);
    if (auto *conv = std::get_if<Conv>(&added.op))
      makeDense(added, *conv);
    return llvm::Error::success();
  }

  /// The filters or matrix that `layer` is the only reader of.
  Layer *foldable(const Layer &layer) {
    const LayerId input = sourceOf(layer.inputs.front());
    if (input == networkInput || uses[input] != 1)
      return nullptr;
    Layer &before = folded.network.layers[places[input]];
    return kindOf(before.op).isWeighted ? &before : nullptr;
  }

  Values valuesOf(const std::string &name) const { return values.lookup(name); }

  std::optional<ByChannel> byChannel(const Layer &layer) const {
    if (const auto *norm = std::get_if<BatchNorm>(&layer.op))
      return ByChannel{valuesOf(layer.path + ".weight"),
                       valuesOf(layer.path + ".bias"),
                       valuesOf(layer.path + ".running_mean"),
                       valuesOf(layer.path + ".running_var"), norm->epsilon};
    if (std::holds_alternative<Affine>(layer.op))
      return ByChannel{valuesOf(layer.path + ".weight"),
                       valuesOf(layer.path + ".bias"),
                       {},
                       {}};
    if (const auto *scale = std::get_if<Scale>(&layer.op)) {
      const int64_t channels = layer.output.channels;
      return ByChannel{constantOf(scale->factors, channels, 1),
                       constantOf(scale->offsets, channels, 0),
                       {},
                       {}};
    }
    return std::nullopt;
  }

  /// In double, rounded once, as runtime/core/fold.c has it.
  llvm::Error foldInto(Layer &layer, const ByChannel &next) {
    for (float variance : next.variance)
      if (!(variance + next.epsilon > 0) || !std::isfinite(variance))
        return llvm::createStringError(
            "'" + layer.path +
            "': its batch norm cannot divide by the deviation of a channel");
    Values &weight = values[layer.path + ".weight"];
    const size_t channels = layer.output.channels;
    const size_t inner = weight.size() / channels;
    if (!next.scale.empty() || !next.variance.empty())
      for (size_t i = 0; i < weight.size(); ++i)
        weight[i] = static_cast<float>(weight[i] * next.factor(i / inner));
    Values &bias = values[layer.path + ".bias"];
    if (bias.empty() && next.shift.empty() && next.mean.empty())
      return llvm::Error::success();
    bias.resize(channels);
    for (size_t o = 0; o < channels; ++o) {
      const double centred =
          static_cast<double>(bias[o]) - (next.mean.empty() ? 0 : next.mean[o]);
      bias[o] = static_cast<float>(centred * next.factor(o) +
                                   (next.shift.empty() ? 0 : next.shift[o]));
    }
    if (auto *conv = std::get_if<Conv>(&layer.op))
      conv->bias = true;
    if (auto *linear = std::get_if<Linear>(&layer.op))
      linear->bias = true;
    return llvm::Error::success();
  }

  /// Zeros where an output channel does not see an input channel.
  void makeDense(const Layer &layer, Conv &conv) {
    if (conv.connections.empty())
      return;
    const int64_t inputs = folded.network.shapeOf(layer.inputs[0]).channels;
    const int64_t taps = conv.kernel.height * conv.kernel.width;
    Values &weight = values[layer.path + ".weight"];
    Values dense(conv.channels * inputs * taps);
    auto next = weight.begin();
    for (int64_t o = 0; o < conv.channels; ++o)
      for (int64_t i : conv.connections[o]) {
        std::copy_n(next, taps, dense.begin() + (o * inputs + i) * taps);
        next += taps;
      }
    weight = std::move(dense);
    conv.connections.clear();
  }

  void takeWeights() {
    for (Parameter &parameter : inferenceParameters(folded.network)) {
      Values &tensor = values[parameter.name];
      folded.weights.push_back({std::move(parameter), std::move(tensor)});
    }
  }

  const Network &whole;
  std::vector<int> uses;       ///< By layer of `whole`, in its inference form.
  std::vector<LayerId> places; ///< By layer of `whole`.
  llvm::StringMap<Values> values;
  FoldedNetwork folded;
};

} // namespace

llvm::Expected<FoldedNetwork> foldNetwork(const Network &network,
                                          const Weights &weights) {
  return Folding(network, weights).run();
}

} // namespace gnet
