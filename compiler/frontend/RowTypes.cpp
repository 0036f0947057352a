#include "frontend/RowTypes.h"

#include <fmt/format.h>

namespace gnet {

namespace {

std::string patchText(Extent kernel, Extent stride) {
  std::string patch =
      fmt::format("{}x{}/{}", kernel.height, kernel.width, stride.height);
  return stride.height == stride.width
             ? patch
             : patch + fmt::format("x{}", stride.width);
}

struct Describer {
  const Shape &input;
  Row &row;

  void operator()(const Conv &conv) {
    window("convolution", conv.kernel, conv.stride);
  }
  void operator()(const MaxPool &pool) {
    window("max pool", pool.kernel, pool.stride);
  }
  void operator()(const AvgPool &pool) {
    window("avg pool", pool.kernel, pool.stride);
  }
  void operator()(const GlobalAvgPool &) {
    window("avg pool", {input.height, input.width}, {1, 1});
  }
  void operator()(const Dropout &dropout) {
    row.type = fmt::format("dropout ({:g}%)", dropout.rate * 100);
  }
  void operator()(const Lrn &) { row.type = "lrn"; }
  void operator()(const BatchNorm &) { row.type = "batch norm"; }
  void operator()(const Relu &) { row.type = "relu"; }
  void operator()(const Concat &) { row.type = "concat"; }
  void operator()(const Linear &) { row.type = "linear"; }
  void operator()(const Softmax &) { row.type = "softmax"; }
  void operator()(const Flatten &) { row.type = "flatten"; }

  void window(const char *type, Extent kernel, Extent stride) {
    row.type = type;
    row.patchStride = patchText(kernel, stride);
  }
};

/// The name of the last module or concat in it, or empty.
std::string compositeType(const ast::Pipeline &pipeline) {
  std::string type;
  for (const ast::Stage &stage : pipeline.stages) {
    if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
      type = call->module.text;
    else if (!std::holds_alternative<ast::Layer>(stage.what))
      type = "concat";
  }
  return type;
}

/// Activations and norms belong to the layer before them.
bool isFollower(const LayerOp &op) {
  return std::holds_alternative<Relu>(op) ||
         std::holds_alternative<BatchNorm>(op);
}

bool hasWeights(const LayerOp &op) {
  return std::holds_alternative<Conv>(op) || std::holds_alternative<Linear>(op);
}

LayerId mainLayer(const Network &network, const std::vector<LayerId> &layers) {
  LayerId main = layers.back();
  for (LayerId id : layers)
    if (!isFollower(network.layers[id].op))
      main = id;
  for (LayerId id : layers)
    if (hasWeights(network.layers[id].op))
      main = id;
  return main;
}

} // namespace

void describeRow(const Network &network, const ast::Pipeline &pipeline,
                 Row &row) {
  row.type = compositeType(pipeline);
  if (!row.type.empty() || row.layers.empty())
    return;
  const Layer &main = network.layers[mainLayer(network, row.layers)];
  std::visit(Describer{network.shapeOf(main.inputs.front()), row}, main.op);
}

} // namespace gnet
