#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/page/Chart.h"
#include "report/page/DataTable.h"
#include "report/page/Html.h"
#include "report/page/Sections.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

struct Entry {
  const Network *network;
  Counts counts;
  bool isThis; ///< The page's own.
};

/// A text's place in the picture.
struct Box {
  double left, top, right, bottom;

  bool meets(const Box &other) const {
    return left < other.right && other.left < right && top < other.bottom &&
           other.top < bottom;
  }
  bool isWithin(const Box &other) const {
    return left >= other.left && right <= other.right && top >= other.top &&
           bottom <= other.bottom;
  }
};

/// Puts names beside dots where they cover neither dots nor each other; those
/// that find no place are left out, and are in the hints and the table.
class Names {
public:
  explicit Names(Chart &chart) : chart(chart) {}

  void addDot(double x, double y) {
    taken.push_back({x - 4, y - 4, x + 4, y + 4});
  }

  void add(double x, double y, const std::string &name, const char *style) {
    const double wide = 5.9 * static_cast<double>(name.size());
    struct Try {
      double x, y;
      const char *anchor;
      double left;
    };
    for (const Try &place : {Try{x + 8, y + 4, "start", x + 8},
                             Try{x - 8, y + 4, "end", x - 8 - wide},
                             Try{x, y - 9, "middle", x - wide / 2},
                             Try{x, y + 17, "middle", x - wide / 2}}) {
      const Box box{place.left, place.y - 10, place.left + wide, place.y + 2};
      const Box picture{Chart::left, 0, Chart::width, chart.bottom()};
      if (!box.isWithin(picture) ||
          std::any_of(taken.begin(), taken.end(),
                      [&](const Box &other) { return box.meets(other); }))
        continue;
      taken.push_back(box);
      return chart.addText(place.x, place.y, name, place.anchor, style);
    }
  }

private:
  Chart &chart;
  std::vector<Box> taken;
};

std::string scatter(const std::vector<Entry> &entries) {
  Chart chart("comparison-picture",
              "Parameters against multiply-accumulates of the networks", 460);
  std::vector<double> macs, parameters;
  for (const Entry &each : entries) {
    macs.push_back(static_cast<double>(each.counts.macs));
    parameters.push_back(static_cast<double>(each.counts.parameters));
  }
  const Axis x = logarithmicAxis(macs, Chart::left, Chart::right);
  const Axis y = logarithmicAxis(parameters, chart.bottom(), Chart::top);
  chart.addVerticalAxis(y, "parameters", tickText);
  chart.addHorizontalAxis(x, "multiply-accumulates an image", tickText);
  Names names(chart);
  auto placed = [&](size_t i) { return macs[i] > 0 && parameters[i] > 0; };
  for (size_t i = 0; i < entries.size(); ++i)
    if (placed(i))
      names.addDot(x(macs[i]), y(parameters[i]));
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!placed(i))
      continue;
    const Entry &each = entries[i];
    const char *style = each.isThis ? "this" : "other";
    chart.addDot(x(macs[i]), y(parameters[i]), each.isThis ? 7 : 4.5, style,
                 fmt::format("{}: {} parameters, {} multiply-accumulates",
                             each.network->name,
                             roundedFigure(each.counts.parameters),
                             roundedFigure(each.counts.macs)));
    names.add(x(macs[i]), y(parameters[i]), each.network->name, style);
  }
  return chart.html("Both axes are logarithmic. Names that would cover others "
                    "are left out; they are in the table.");
}

DataCell change(int64_t from, int64_t to) {
  if (from == 0)
    return "";
  const double ratio = static_cast<double>(to) / static_cast<double>(from);
  return {fmt::format("{:.2f}", ratio), ratio};
}

std::string comparisonTable(const std::vector<Entry> &entries) {
  const Counts &own = entries.front().counts;
  DataTable table("comparison-table", "The networks' inference forms");
  table.addColumn("network");
  table.addTextColumn("input");
  table.addColumn("parameters");
  table.addColumn("times this");
  table.addColumn("multiply-accumulates");
  table.addColumn("times this");
  table.addColumn("activations", "MiB");
  table.addTextColumn("paper");
  for (const Entry &each : entries) {
    const Network &network = *each.network;
    const Counts &counts = each.counts;
    const double mebi = static_cast<double>(counts.activationBytes) / (1 << 20);
    table.addRow({network.name, shapeText(network.input.shape),
                  numberCell(counts.parameters),
                  change(own.parameters, counts.parameters),
                  numberCell(counts.macs), change(own.macs, counts.macs),
                  DataCell(fmt::format("{:.2f}", mebi), mebi), network.paper},
                 each.isThis ? "this" : "");
  }
  table.drawBars(2);
  table.drawBars(4);
  return table.html();
}

} // namespace

std::string comparisonHtml(const Network &network,
                           const std::vector<Network> &others) {
  std::vector<Entry> entries = {{&network, countInference(network), true}};
  for (const Network &other : others)
    if (other.name != network.name)
      entries.push_back({&other, countInference(other), false});
  return section("comparison", "Beside other networks",
                 fmt::format("{} other specs, each counted as this one is.",
                             entries.size() - 1),
                 scatter(entries) + comparisonTable(entries));
}

} // namespace gnet
