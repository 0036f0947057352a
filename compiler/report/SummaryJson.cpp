#include "network/Counts.h"
#include "network/LayerNames.h"
#include "report/Summary.h"

namespace gnet {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

/// Channels, height, width.
Array shapeJson(const Shape &shape) {
  return Array{shape.channels, shape.height, shape.width};
}

Array extentJson(const Extent &extent) {
  return Array{extent.height, extent.width};
}

/// Adds a layer's attributes, in the language's words.
Array connectionsJson(const std::vector<std::vector<int64_t>> &connections) {
  Array lists;
  for (const std::vector<int64_t> &seen : connections)
    lists.push_back(Array(seen));
  return lists;
}

struct AttributeWriter {
  Object &object;

  void window(const Extent &kernel, const Extent &stride, const Padding &pad) {
    object["kernel"] = extentJson(kernel);
    object["stride"] = extentJson(stride);
    object["pad"] = Array{pad.top, pad.left, pad.bottom, pad.right};
  }
  void rounding(Rounding rounding) {
    object["rounding"] = rounding == Rounding::Ceil ? "ceil" : "floor";
  }

  void operator()(const Conv &conv) {
    window(conv.kernel, conv.stride, conv.padding);
    object["dilation"] = extentJson(conv.dilation);
    object["groups"] = conv.groups;
    object["bias"] = conv.bias;
    if (!conv.connections.empty())
      object["connections"] = connectionsJson(conv.connections);
  }
  void operator()(const MaxPool &pool) {
    window(pool.kernel, pool.stride, pool.padding);
    rounding(pool.rounding);
  }
  void operator()(const AvgPool &pool) {
    window(pool.kernel, pool.stride, pool.padding);
    rounding(pool.rounding);
    object["count_padding"] = pool.countPadding;
  }
  void operator()(const Lrn &lrn) {
    object["size"] = lrn.size;
    object["alpha"] = lrn.alpha;
    object["beta"] = lrn.beta;
    object["k"] = lrn.k;
    object["alpha_over_size"] = lrn.alphaOverSize;
  }
  void operator()(const BatchNorm &norm) {
    object["epsilon"] = norm.epsilon;
    object["scale"] = norm.scale;
    object["shift"] = norm.shift;
  }
  void operator()(const Affine &affine) { object["bias"] = affine.bias; }
  void operator()(const Scale &scale) {
    object["factors"] = Array(scale.factors);
    object["offsets"] = Array(scale.offsets);
  }
  void operator()(const LeakyRelu &relu) { object["slope"] = relu.slope; }
  void operator()(const Tanh &tanh) {
    object["amplitude"] = tanh.amplitude;
    object["slope"] = tanh.slope;
  }
  void operator()(const Dropout &dropout) { object["rate"] = dropout.rate; }
  void operator()(const Linear &linear) { object["bias"] = linear.bias; }
  template <typename Plain> void operator()(const Plain &) {}
};

const std::string &nameOf(const Network &network, LayerId id) {
  return id == networkInput ? network.input.name : network.layers[id].path;
}

Object layerJson(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  Counts counts = countLayer(network, id);
  Array inputs;
  for (LayerId input : layer.inputs)
    inputs.push_back(nameOf(network, input));
  Object object{
      {"name", layer.path},          {"type", layerName(layer.op)},
      {"inputs", std::move(inputs)}, {"output", shapeJson(layer.output)},
      {"params", counts.parameters}, {"macs", counts.macs}};
  std::visit(AttributeWriter{object}, layer.op);
  return object;
}

/// The layers of the inference form (`head` is -1) or of one head.
Array layersJson(const Network &network, int head) {
  Array layers;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    if (network.headOf[id] == head)
      layers.push_back(layerJson(network, id));
  return layers;
}

Object totalsJson(const Counts &counts) {
  return Object{{"params", counts.parameters},
                {"macs", counts.macs},
                {"activations_bytes", counts.activationBytes}};
}

Object inputJson(const Input &input) {
  return Object{{"name", input.name},
                {"shape", shapeJson(input.shape)},
                {"order", channelOrderName(input.order)},
                {"scale", input.scale},
                {"mean", Array(input.mean)},
                {"std", Array(input.stddev)}};
}

Array headsJson(const Network &network) {
  Array heads;
  for (int i = 0; i < static_cast<int>(network.heads.size()); ++i) {
    const Head &head = network.heads[i];
    heads.push_back(Object{{"name", head.name},
                           {"at", nameOf(network, head.at)},
                           {"loss", head.lossWeight},
                           {"layers", layersJson(network, i)},
                           {"totals", totalsJson(countHead(network, i))}});
  }
  return heads;
}

void addFigure(Object &row, const char *name,
               const std::optional<PrintedFigure> &figure) {
  if (figure)
    row[name] = Object{{"text", figure->text}, {"value", figure->value}};
}

Object rowJson(const Network &network, const Row &row) {
  Counts counts = countRow(network, row);
  Object object{{"name", row.name},
                {"type", row.type},
                {"patch_stride", row.patchStride},
                {"output", shapeJson(network.shapeOf(row.result))},
                {"depth", depthOfRow(network, row)},
                {"params", counts.parameters},
                {"macs", counts.macs}};
  Object cells;
  for (size_t i = 0; i < row.cells.size(); ++i)
    if (row.cells[i])
      cells[network.columns[i]] = *row.cells[i];
  if (!cells.empty())
    object["columns"] = std::move(cells);
  addFigure(object, "paper_params", row.params);
  addFigure(object, "paper_ops", row.ops);
  return object;
}

} // namespace

Value summaryJson(const Network &network) {
  Array rows;
  for (const Row &row : network.rows)
    rows.push_back(rowJson(network, row));
  Object summary{{"network", network.name},
                 {"input", inputJson(network.input)},
                 {"layers", layersJson(network, -1)},
                 {"rows", std::move(rows)},
                 {"totals", totalsJson(countInference(network))},
                 {"heads", headsJson(network)}};
  if (!network.paper.empty())
    summary["paper"] = network.paper;
  if (network.training.labelSmoothing > 0)
    summary["training"] =
        Object{{"label_smoothing", network.training.labelSmoothing}};
  return summary;
}

} // namespace gnet
