#include "onnx/ExportOnnx.h"
#include "network/LayerNames.h"
#include "onnx/export/Files.h"
#include "onnx/export/QuantizedValues.h"
#include "onnx/layers/Layers.h"
#include "quantization/CorrectBiases.h"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

constexpr int64_t opset = 17;
constexpr int64_t irVersion = 8; // What opset 17 came with.

llvm::Expected<WeightsByName> byName(const Network &network,
                                     const Weights &weights) {
  WeightsByName named;
  for (const WeightTensor &tensor : weights)
    named[tensor.parameter.name] = &tensor;
  for (const Parameter &parameter : inferenceParameters(network)) {
    const WeightTensor *tensor = named.lookup(parameter.name);
    if (!tensor)
      return llvm::createStringError("the weights lack " + parameter.name);
    if (tensor->parameter.dims != parameter.dims ||
        static_cast<int64_t>(tensor->values.size()) != parameter.elements())
      return llvm::createStringError("the weights' " + parameter.name +
                                     " does not have the shape that " +
                                     network.name + " needs");
  }
  return named;
}

/// As the spec writes it.
std::string preprocessing(const Input &input) {
  std::string text = fmt::format("order: {}, scale: {}",
                                 channelOrderName(input.order), input.scale);
  if (!input.mean.empty())
    text += fmt::format(", mean: [{}]", fmt::join(input.mean, ", "));
  if (!input.stddev.empty())
    text += fmt::format(", std: [{}]", fmt::join(input.stddev, ", "));
  return text;
}

onnx::ModelProto emptyModel(const Network &network) {
  onnx::ModelProto model;
  model.set_ir_version(irVersion);
  onnx::OperatorSetIdProto &operators = *model.add_opset_import();
  operators.set_domain("");
  operators.set_version(opset);
  model.set_producer_name("gnetc");
  model.set_producer_version(GNET_VERSION);
  model.set_doc_string(network.paper);
  onnx::StringStringEntryProto &entry = *model.add_metadata_props();
  entry.set_key("preprocessing");
  entry.set_value(preprocessing(network.input));
  model.mutable_graph()->set_name(network.name);
  model.mutable_graph()->set_doc_string(network.paper);
  return model;
}

/// A final vector loses height and width, and keeps the name of its layer; and
/// no output is an input.
void addOutput(ExportGraph &graph, const OnnxValue &value, const Shape &shape,
               bool isInput) {
  const bool flattens =
      !value.isVector && shape.height == 1 && shape.width == 1;
  if (!isInput && !flattens)
    return graph.output(value, shape);
  std::string name = "output", from = value.name;
  if (!isInput) {
    name = value.name;
    from = name + "/result";
    graph.rename(name, from);
  }
  graph.node(flattens ? "Flatten" : "Identity", name, from);
  graph.output({name, flattens}, shape);
}

/// By layer: whether one of `paths` is it or a module that it lies in.
std::vector<bool> layersAt(const Network &network,
                           llvm::ArrayRef<std::string> paths) {
  std::vector<bool> found;
  for (const Layer &layer : network.layers)
    found.push_back(llvm::any_of(paths, [&](const std::string &outer) {
      llvm::StringRef path = layer.path;
      return path.consume_front(outer) &&
             (path.empty() || path.starts_with("."));
    }));
  return found;
}

/// Without `quantized` all is float32.
llvm::Error addLayers(ExportGraph &graph, const Network &network,
                      const WeightsByName &weights,
                      QuantizedValues *quantized) {
  const LayerExports &exports = onnxLayers().exports;
  const OnnxValue input = {network.input.name, false};
  graph.input(input, network.input.shape);
  std::vector<OnnxValue> results(network.layers.size());
  const auto resultOf = [&](LayerId id) -> const OnnxValue & {
    return id == networkInput ? input : results[id];
  };
  const std::vector<Output> outputs = network.outputs();
  for (size_t id = 0; id < results.size(); ++id) {
    if (network.headOf[id] >= 0)
      continue;
    const Layer &layer = network.layers[id];
    std::vector<OnnxValue> inputs;
    for (LayerId from : layer.inputs)
      inputs.push_back(
          quantized
              ? quantized->read(from, static_cast<LayerId>(id), resultOf(from))
              : resultOf(from));
    if (!exports.has(layer.op))
      return llvm::createStringError("ONNX has nothing for '" + layer.path +
                                     "' (" + layerName(layer.op) + ")");
    ExportLayer writing(graph, network, layer, inputs, weights);
    if (quantized)
      if (auto scale = quantized->inputScale(static_cast<LayerId>(id)))
        writing.quantize(*scale);
    results[id] = exports.write(writing, layer.op);
    const bool isOutput = llvm::any_of(outputs, [&](const Output &output) {
      return output.layer == static_cast<LayerId>(id);
    });
    if (!isOutput && results[id].name == layer.path)
      graph.describe(results[id], layer.output);
  }
  for (const Output &output : outputs) {
    const OnnxValue &result = resultOf(output.layer);
    addOutput(graph, result, network.shapeOf(output.layer),
              result.name == input.name);
  }
  return llvm::Error::success();
}

/// Of the model with the values of `parameters`, at most.
uint64_t modelBytes(const onnx::ModelProto &model,
                    llvm::ArrayRef<OnnxParameter> parameters) {
  constexpr uint64_t fieldHeads = 32; // Of raw_data and what it lies in.
  uint64_t bytes = model.ByteSizeLong();
  for (const OnnxParameter &parameter : parameters)
    bytes += parameter.values.size() * sizeof(float) + fieldHeads;
  return bytes;
}

/// Without `integers` all is float32.
llvm::Error write(const Network &network, const WeightsByName &weights,
                  const OnnxExportOptions &options,
                  const Results::Integers *integers, llvm::StringRef path) {
  onnx::ModelProto model = emptyModel(network);
  ExportGraph graph(*model.mutable_graph(), options.batch);
  std::optional<QuantizedValues> quantized;
  if (integers)
    quantized.emplace(graph, network, *options.calibration, *integers);
  if (llvm::Error error =
          addLayers(graph, network, weights, quantized ? &*quantized : nullptr))
    return error;
  const bool beside =
      options.weightsBeside ||
      modelBytes(model, graph.parameters()) > options.largestModel;
  return writeModel(model, graph.parameters(), beside, path);
}

llvm::Error writeQuantized(const Network &network, const Weights &weights,
                           const OnnxExportOptions &options,
                           llvm::StringRef path) {
  auto folded = foldNetwork(network, weights);
  if (!folded)
    return folded.takeError();
  const Results::Integers integers =
      Results(folded->network)
          .integers(layersAt(folded->network, options.kept),
                    *options.calibration);
  if (llvm::Error error =
          correctBiases(*folded, *options.calibration, integers.products))
    return error;
  llvm::Expected<WeightsByName> named =
      byName(folded->network, folded->weights);
  if (!named)
    return named.takeError();
  return write(folded->network, *named, options, &integers, path);
}

} // namespace

llvm::Error exportOnnx(const Network &network, const Weights &weights,
                       const OnnxExportOptions &options, llvm::StringRef path) {
  llvm::Expected<WeightsByName> named = byName(network, weights);
  if (!named)
    return named.takeError();
  if (options.calibration)
    return writeQuantized(network, weights, options, path);
  return write(network, *named, options, nullptr, path);
}

} // namespace gnet
