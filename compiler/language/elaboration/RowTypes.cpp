#include "language/elaboration/RowTypes.h"

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

LayerId mainLayer(const Network &network, const std::vector<LayerId> &layers) {
  LayerId main = layers.back();
  for (LayerId id : layers)
    if (!kindOf(network.layers[id].op).isFollower)
      main = id;
  for (LayerId id : layers)
    if (kindOf(network.layers[id].op).isWeighted)
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
  row.type = rowTypeOf(main.op);
  if (auto window = windowOf(main.op, network.shapeOf(main.inputs.front())))
    row.patchStride = patchText(window->kernel, window->stride);
}

} // namespace gnet
