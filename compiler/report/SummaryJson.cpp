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
class FieldJson {
public:
  explicit FieldJson(Object &object) : object(object) {}

  void kernel(const Field &field, const Extent &kernel, const Extent &stride) {
    object[field.word] = extentJson(kernel);
    object["stride"] = extentJson(stride);
  }
  void padding(const Padding &pad) {
    object["pad"] = Array{pad.top, pad.left, pad.bottom, pad.right};
  }
  template <typename Value, typename Range>
  void argument(const Field &field, const Value &value, Range) {
    add(field, value);
  }
  void rate(const Field &field, double value) { add(field, value); }
  template <typename Value, typename... Range>
  void key(const Field &field, const Value &value, Range...) {
    add(field, value);
  }
  void key(const Field &field, const Connections &connections) {
    if (connections.empty())
      return;
    Array lists;
    for (const std::vector<int64_t> &seen : connections)
      lists.push_back(Array(seen));
    object[field.word] = std::move(lists);
  }
  void flag(const Flag &flag, bool value) { object[flag.word] = value; }
  void flagOfPadding(const Flag &flag, bool value, const char *) {
    object[flag.word] = value;
  }
  template <typename Message> void check(bool, Message) {}

private:
  template <typename Simple> void add(const Field &field, const Simple &value) {
    if (const char *name = field.json ? field.json : field.word; *name)
      object[name] = json(value);
  }
  static Value json(int64_t value) { return value; }
  static Value json(double value) { return value; }
  static Value json(const Extent &value) { return extentJson(value); }
  static Value json(Rounding value) {
    return value == Rounding::Ceil ? "ceil" : "floor";
  }
  static Value json(const std::vector<double> &values) { return Array(values); }

  Object &object;
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
  FieldJson fields(object);
  describe(layer.op, fields);
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
