#include "onnx/export/ExportLayer.h"
#include "onnx/export/Pool.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

namespace {

using Dims = std::vector<int64_t>;

Dims dimsOf(Extent extent) { return {extent.height, extent.width}; }

Dims dimsOf(const Padding &pad) {
  return {pad.top, pad.left, pad.bottom, pad.right};
}

/// The weight of a convolution with connections as one of all channels, zero
/// where an output channel does not see an input channel.
std::vector<float> denseWeight(const Conv &conv, int64_t inputs,
                               llvm::ArrayRef<float> values) {
  const int64_t taps = conv.kernel.height * conv.kernel.width;
  std::vector<float> dense(conv.channels * inputs * taps);
  for (auto [o, seen] : llvm::enumerate(conv.connections))
    for (int64_t i : seen) {
      llvm::copy(values.take_front(taps),
                 dense.begin() + (static_cast<int64_t>(o) * inputs + i) * taps);
      values = values.drop_front(taps);
    }
  return dense;
}

/// Visits a layer's attributes; gives its result.
class LayerExport {
public:
  LayerExport(ExportGraph &graph, const Network &network, const Layer &layer,
              llvm::ArrayRef<OnnxValue> inputs, const WeightsByName &weights)
      : graph(graph), layer(layer), inputs(inputs), weights(weights) {
    for (LayerId id : layer.inputs)
      shapes.push_back(network.shapeOf(id));
  }

  OnnxValue operator()(const Conv &conv) {
    std::vector<std::string> operands = {image(), convWeight(conv)};
    if (conv.bias)
      operands.push_back(parameter(".bias"));
    onnx::NodeProto &node = last("Conv", operands);
    setAttribute(node, "kernel_shape", dimsOf(conv.kernel));
    setAttribute(node, "strides", dimsOf(conv.stride));
    setAttribute(node, "pads", dimsOf(conv.padding));
    setAttribute(node, "dilations", dimsOf(conv.dilation));
    setAttribute(node, "group", conv.groups);
    return {layer.path, false};
  }

  /// Engines agree on ceil_mode here: padding never holds the largest value.
  OnnxValue operator()(const MaxPool &pool) {
    const Padding pads = floorPadding(pool, shape(), layer.output);
    const bool ceilMode =
        pads != pool.padding &&
        isPlainCeil(rowsOf(pool, shape()), layer.output.height) &&
        isPlainCeil(columnsOf(pool, shape()), layer.output.width);
    onnx::NodeProto &node =
        window("MaxPool", image(), pool, ceilMode ? pool.padding : pads);
    if (ceilMode)
      setAttribute(node, "ceil_mode", int64_t{1});
    return {layer.path, false};
  }

  OnnxValue operator()(const AvgPool &pool) {
    const Padding pads = floorPadding(pool, shape(), layer.output);
    const Padding overhang = {
        0, 0, std::max<int64_t>(0, pads.bottom - pool.padding.bottom),
        std::max<int64_t>(0, pads.right - pool.padding.right)};
    if (pool.countPadding && overhang != Padding())
      // The declared padding counts and what hangs over it does not: the first
      // becomes a part of the image.
      window("AveragePool", padded(pool.padding), pool, overhang);
    else
      setAttribute(window("AveragePool", image(), pool, pads),
                   "count_include_pad", int64_t{pool.countPadding});
    return {layer.path, false};
  }

  OnnxValue operator()(const GlobalAvgPool &) {
    last("GlobalAveragePool", image());
    return {layer.path, false};
  }

  OnnxValue operator()(const Lrn &lrn) {
    onnx::NodeProto &node = last("LRN", image());
    setAttribute(node, "size", lrn.size);
    setAttribute(node, "alpha",
                 lrn.alphaOverSize ? lrn.alpha
                                   : lrn.alpha * static_cast<double>(lrn.size));
    setAttribute(node, "beta", lrn.beta);
    setAttribute(node, "bias", lrn.k);
    return {layer.path, false};
  }

  OnnxValue operator()(const BatchNorm &norm) {
    const std::string scale =
        norm.scale ? parameter(".weight") : filled("scale", 1);
    const std::string shift =
        norm.shift ? parameter(".bias") : filled("shift", 0);
    onnx::NodeProto &node =
        last("BatchNormalization",
             {inputs[0].name, scale, shift, parameter(".running_mean"),
              parameter(".running_var")});
    setAttribute(node, "epsilon", norm.epsilon);
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Affine &affine) {
    const Dims dims = channelDims(shape().channels);
    const std::string name = layer.path + (affine.bias ? "/weighted" : "");
    graph.node("Mul", name, {inputs[0].name, parameter(".weight", dims)});
    if (affine.bias)
      last("Add", {name, parameter(".bias", dims)});
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Scale &scale) {
    const bool multiplies =
        llvm::any_of(scale.factors, [](double factor) { return factor != 1; });
    const bool adds =
        llvm::any_of(scale.offsets, [](double offset) { return offset != 0; });
    if (!multiplies && !adds)
      return inputs[0];
    std::string current = inputs[0].name;
    if (multiplies) {
      const std::string name = layer.path + (adds ? "/scaled" : "");
      graph.node("Mul", name, {current, constant("factor", scale.factors)});
      current = name;
    }
    if (adds)
      last("Add", {current, constant("offset", scale.offsets)});
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Relu &) { return elementwise("Relu"); }

  OnnxValue operator()(const LeakyRelu &relu) {
    setAttribute(last("LeakyRelu", inputs[0].name), "alpha", relu.slope);
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Sigmoid &) { return elementwise("Sigmoid"); }

  OnnxValue operator()(const Tanh &tanh) {
    std::string current = inputs[0].name;
    if (tanh.slope != 1) {
      const std::string name = layer.path + "/scaled";
      graph.node("Mul", name, {current, constant("slope", tanh.slope)});
      current = name;
    }
    const std::string name = layer.path + (tanh.amplitude != 1 ? "/tanh" : "");
    graph.node("Tanh", name, current);
    if (tanh.amplitude != 1)
      last("Mul", {name, constant("amplitude", tanh.amplitude)});
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Concat &) {
    bool isVector = false;
    setAttribute(last("Concat", operandsOfOneRank(isVector)), "axis",
                 int64_t{1});
    return {layer.path, isVector};
  }

  OnnxValue operator()(const Add &) {
    bool isVector = false;
    const std::vector<std::string> operands = operandsOfOneRank(isVector);
    last(operands.size() == 2 ? "Add" : "Sum", operands);
    return {layer.path, isVector};
  }

  OnnxValue operator()(const Dropout &) { return inputs[0]; }

  OnnxValue operator()(const Linear &linear) {
    std::vector<std::string> operands = {vector(), parameter(".weight")};
    if (linear.bias)
      operands.push_back(parameter(".bias"));
    setAttribute(last("Gemm", operands), "transB", int64_t{1});
    return {layer.path, true};
  }

  /// The differences of every input to every centre: batch x features x
  /// elements.
  OnnxValue operator()(const Rbf &) {
    const std::string row = reshaped("row", {0, 1, shape().elements()});
    const std::string difference = layer.path + "/difference";
    graph.node("Sub", difference, {row, parameter(".weight")});
    onnx::NodeProto &node = last("ReduceSumSquare", difference);
    setAttribute(node, "axes", Dims{2});
    setAttribute(node, "keepdims", int64_t{0});
    return {layer.path, true};
  }

  OnnxValue operator()(const Softmax &) {
    setAttribute(last("Softmax", inputs[0].name), "axis", int64_t{1});
    return {layer.path, inputs[0].isVector};
  }

  OnnxValue operator()(const Flatten &) {
    last("Flatten", inputs[0].name);
    return {layer.path, true};
  }

private:
  const Shape &shape() const { return shapes.front(); }

  /// The node that gives the layer's result.
  onnx::NodeProto &last(llvm::StringRef type,
                        llvm::ArrayRef<std::string> operands) {
    return graph.node(type, layer.path, operands);
  }

  OnnxValue elementwise(llvm::StringRef type) {
    last(type, inputs[0].name);
    return {layer.path, inputs[0].isVector};
  }

  template <typename Pool>
  onnx::NodeProto &window(llvm::StringRef type, const std::string &input,
                          const Pool &pool, const Padding &pads) {
    onnx::NodeProto &node = last(type, input);
    setAttribute(node, "kernel_shape", dimsOf(pool.kernel));
    setAttribute(node, "strides", dimsOf(pool.stride));
    setAttribute(node, "pads", dimsOf(pads));
    return node;
  }

  /// The input with zeros around it.
  std::string padded(const Padding &pad) {
    const std::string pads =
        graph.constant(constantName("pads"),
                       {0, 0, pad.top, pad.left, 0, 0, pad.bottom, pad.right});
    graph.node("Pad", layer.path + "/padded", {image(), pads});
    return layer.path + "/padded";
  }

  /// A 0 in `dims` keeps the input's size.
  std::string reshaped(const std::string &what, const Dims &dims,
                       size_t input = 0) {
    const std::string name = layer.path + "/" + what;
    graph.node("Reshape", name,
               {inputs[input].name,
                graph.constant(constantName(what + "_shape"), dims)});
    return name;
  }

  /// The input with height and width.
  std::string image(size_t input = 0) {
    if (!inputs[input].isVector)
      return inputs[input].name;
    const std::string what =
        input == 0 ? "image" : "image_" + std::to_string(input + 1);
    return reshaped(what, {0, shapes[input].channels, 1, 1}, input);
  }

  /// The input without.
  std::string vector() {
    if (inputs[0].isVector)
      return inputs[0].name;
    graph.node("Flatten", layer.path + "/flatten", inputs[0].name);
    return layer.path + "/flatten";
  }

  std::vector<std::string> operandsOfOneRank(bool &isVector) {
    isVector = llvm::all_of(
        inputs, [](const OnnxValue &input) { return input.isVector; });
    std::vector<std::string> operands;
    for (size_t input = 0; input < inputs.size(); ++input)
      operands.push_back(isVector ? inputs[input].name : image(input));
    return operands;
  }

  /// Such that a value a channel is broadcast over the input.
  Dims channelDims(int64_t channels) const {
    return inputs[0].isVector ? Dims{channels} : Dims{channels, 1, 1};
  }

  std::string parameter(const char *suffix) {
    const WeightTensor &tensor = *weights.at(layer.path + suffix);
    return parameter(suffix, tensor.parameter.dims);
  }

  std::string parameter(const char *suffix, const Dims &dims) {
    const std::string name = layer.path + suffix;
    return graph.parameter(name, dims, weights.at(name)->values);
  }

  std::string convWeight(const Conv &conv) {
    if (conv.connections.empty())
      return parameter(".weight");
    const std::string name = layer.path + ".weight";
    const int64_t channels = shape().channels;
    return graph.ownParameter(
        name, {conv.channels, channels, conv.kernel.height, conv.kernel.width},
        denseWeight(conv, channels, weights.at(name)->values));
  }

  /// By these names gnetc knows, where it reads weights from its own model,
  /// that they are none.
  std::string constantName(const std::string &what) const {
    return layer.path + "/constant/" + what;
  }

  std::string filled(const char *what, float value) {
    const int64_t channels = shape().channels;
    return graph.constant(constantName(what), channels,
                          std::vector<float>(channels, value));
  }

  /// One number for all channels, or one a channel.
  std::string constant(const char *what, llvm::ArrayRef<double> values) {
    const std::vector<float> rounded(values.begin(), values.end());
    const Dims dims = values.size() == 1
                          ? Dims{}
                          : channelDims(static_cast<int64_t>(values.size()));
    return graph.constant(constantName(what), dims, rounded);
  }

  ExportGraph &graph;
  const Layer &layer;
  llvm::ArrayRef<OnnxValue> inputs;
  const WeightsByName &weights;
  std::vector<Shape> shapes; ///< Of the inputs.
};

} // namespace

OnnxValue exportLayer(ExportGraph &graph, const Network &network,
                      const Layer &layer, llvm::ArrayRef<OnnxValue> inputs,
                      const WeightsByName &weights) {
  return std::visit(LayerExport(graph, network, layer, inputs, weights),
                    layer.op);
}

} // namespace gnet
