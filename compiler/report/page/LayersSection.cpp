#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/LayerText.h"
#include "report/page/Chart.h"
#include "report/page/DataTable.h"
#include "report/page/Html.h"
#include "report/page/LayerStyle.h"
#include "report/page/Sections.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

struct WeightedLayer {
  const Layer *layer;
  Counts counts;
};

/// Of the inference form, in order.
std::vector<WeightedLayer> weightedLayers(const Network &network) {
  std::vector<WeightedLayer> layers;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    if (Counts counts = countLayer(network, id);
        network.headOf[id] < 0 && (counts.macs > 0 || counts.parameters > 0))
      layers.push_back({&network.layers[id], counts});
  return layers;
}

std::string hintOf(const WeightedLayer &each) {
  return fmt::format("{}: {}; {} parameters, {} multiply-accumulates",
                     each.layer->path, layerText(each.layer->op),
                     withCommas(each.counts.parameters),
                     withCommas(each.counts.macs));
}

/// A bar a layer from left to right: operations upwards, parameters downwards.
std::string profile(const Network &network) {
  const std::vector<WeightedLayer> layers = weightedLayers(network);
  if (layers.empty())
    return "";
  int64_t macs = 0, parameters = 0;
  for (const WeightedLayer &each : layers) {
    macs = std::max(macs, each.counts.macs);
    parameters = std::max(parameters, each.counts.parameters);
  }
  constexpr double gap = 14, middle = 170;
  Chart chart("profile",
              "Multiply-accumulates and parameters of each layer, from the "
              "input to the output",
              344);
  const Axis up =
      evenAxis(static_cast<double>(macs), middle - gap / 2, Chart::top);
  const Axis down = evenAxis(static_cast<double>(parameters), middle + gap / 2,
                             chart.height() - 18);
  chart.addVerticalAxis(up, "operations", tickText);
  chart.addVerticalAxis(down, "parameters", tickText);
  const double step =
      (Chart::right - Chart::left) / static_cast<double>(layers.size());
  const double wide = std::min(step * 0.8, 48.0);
  for (size_t i = 0; i < layers.size(); ++i) {
    const double x =
        Chart::left + (static_cast<double>(i) + 0.5) * step - wide / 2;
    const Counts &counts = layers[i].counts;
    const double high = up(static_cast<double>(counts.macs));
    const double low = down(static_cast<double>(counts.parameters));
    const std::string hint = hintOf(layers[i]);
    chart.addRectangle(x, high, wide, up.from - high, "macs", hint);
    chart.addRectangle(x, down.from, wide, low - down.from, "parameters", hint);
  }
  return chart.html("Upwards the multiply-accumulates of one image, downwards "
                    "the parameters, each layer that has any a bar, from the "
                    "input on the left to the output.");
}

std::string headName(const Network &network, LayerId id) {
  const int head = network.headOf[id];
  return head < 0 ? "" : network.heads[head].name;
}

DataCell share(int64_t value, int64_t total) {
  const double part =
      total == 0 ? 0 : static_cast<double>(value) / static_cast<double>(total);
  return {value == 0 ? "" : fmt::format("{:.1f}", part * 100), part};
}

DataTable layerTable(const Network &network) {
  const Counts total = countInference(network);
  DataTable table("layers-table", "Every layer, in the order of the spec");
  table.addColumn("layer");
  table.addTextColumn("operation");
  table.addTextColumn("output");
  table.addColumn("parameters");
  table.addColumn("of all", "%");
  table.addColumn("multiply-accumulates");
  table.addColumn("of all", "%");
  table.addColumn("activations", "KiB");
  if (!network.heads.empty())
    table.addTextColumn("head");
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id) {
    const Layer &layer = network.layers[id];
    const Counts counts = countLayer(network, id);
    const bool isInHead = network.headOf[id] >= 0;
    const double kibibytes = static_cast<double>(counts.activationBytes) / 1024;
    std::vector<DataCell> cells = {
        layer.path,
        layerText(layer.op),
        shapeText(layer.output),
        countCell(counts.parameters),
        isInHead ? DataCell("") : share(counts.parameters, total.parameters),
        countCell(counts.macs),
        isInHead ? DataCell("") : share(counts.macs, total.macs),
        DataCell(kibibytes > 0 ? fmt::format("{:.1f}", kibibytes) : "",
                 kibibytes)};
    cells.front().style = styleOf(kindOf(layer.op).family);
    if (!network.heads.empty())
      cells.emplace_back(headName(network, id));
    table.addRow(std::move(cells), isInHead ? "head" : "");
  }
  table.drawBars(4);
  table.drawBars(6);
  return table;
}

std::string headsText(const Network &network) {
  std::string text;
  for (int i = 0; i < static_cast<int>(network.heads.size()); ++i) {
    const Counts counts = countHead(network, i);
    const Head &head = network.heads[i];
    text += fmt::format("<li>{}: loss {:g}, {} parameters, {} "
                        "multiply-accumulates</li>\n",
                        escaped(head.name), head.lossWeight,
                        withCommas(counts.parameters), withCommas(counts.macs));
  }
  return text.empty() ? ""
                      : "<p>Heads, which only training has:</p>\n<ul "
                        "class=\"heads\">\n" +
                            text + "</ul>\n";
}

} // namespace

std::string layersHtml(const Network &network) {
  const Counts counts = countInference(network);
  return section(
      "layers", "Layers",
      fmt::format("{} parameters and {} multiply-accumulates in the inference "
                  "form. Shares are of these.",
                  withCommas(counts.parameters), withCommas(counts.macs)),
      profile(network) + layerTable(network).html() + headsText(network));
}

} // namespace gnet
