#include "language/elaboration/RowTypes.h"

#include "network/Activations.h"
#include "network/LayerNames.h"

#include <algorithm>
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
  /// As the language calls it, with spaces.
  template <typename Other> void operator()(const Other &op) {
    row.type = layerName(op);
    std::replace(row.type.begin(), row.type.end(), '_', ' ');
  }

  void window(const char *type, Extent kernel, Extent stride) {
    row.type = type;
    row.patchStride = patchText(kernel, stride);
  }
};

/// The name of the last module, concat or add in it, or empty.
std::string compositeType(const ast::Pipeline &pipeline) {
  std::string type;
  for (const ast::Stage &stage : pipeline.stages) {
    if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
      type = call->module.text;
    else if (const auto *join = std::get_if<ast::JoinBlock>(&stage.what))
      type = joinWord(join->kind);
    else if (const auto *names = std::get_if<ast::JoinNames>(&stage.what))
      type = joinWord(names->kind);
  }
  return type;
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

bool isFollower(const LayerOp &op) {
  return isActivation(op) || std::holds_alternative<BatchNorm>(op) ||
         std::holds_alternative<Affine>(op) ||
         std::holds_alternative<Scale>(op);
}

void describeRow(const Network &network, const ast::Pipeline &pipeline,
                 Row &row) {
  row.type = compositeType(pipeline);
  if (!row.type.empty() || row.layers.empty())
    return;
  const Layer &main = network.layers[mainLayer(network, row.layers)];
  std::visit(Describer{network.shapeOf(main.inputs.front()), row}, main.op);
}

} // namespace gnet
