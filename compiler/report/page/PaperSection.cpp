#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/page/DataTable.h"
#include "report/page/Html.h"
#include "report/page/Sections.h"
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Printed figures are rounded, so near is as good as equal.
constexpr double nearEnough = 0.05;

/// The printed figures and how many are near the computed ones.
struct Check {
  int printed = 0;
  int near = 0;
};

class PaperTable {
public:
  explicit PaperTable(const Network &network) : network(network) {
    table.addColumn("row");
    table.addTextColumn("type");
    table.addTextColumn("output");
    for (const char *figure : {"parameters", "operations"}) {
      table.addColumn(figure);
      table.addColumn("paper");
      table.addColumn("differs");
    }
    table.addTextColumn("patch/stride");
    table.addColumn("depth");
    for (const std::string &column : network.columns)
      table.addColumn(column);
    for (const Row &row : network.rows)
      addRow(row);
  }

  std::string html() const { return table.html(); }
  const Check &result() const { return check; }

private:
  void addRow(const Row &row) {
    std::vector<DataCell> cells = {row.name, row.type,
                                   shapeText(network.shapeOf(row.result))};
    const Counts counts = countRow(network, row);
    addFigure(cells, counts.parameters, row.params);
    addFigure(cells, counts.macs, row.ops);
    const int depth = depthOfRow(network, row);
    cells.emplace_back(row.patchStride);
    cells.emplace_back(std::to_string(depth), depth);
    for (size_t i = 0; i < network.columns.size(); ++i) {
      const bool isThere = i < row.cells.size() && row.cells[i];
      cells.push_back(isThere ? DataCell(std::to_string(*row.cells[i]),
                                         static_cast<double>(*row.cells[i]))
                              : DataCell(""));
    }
    table.addRow(std::move(cells));
  }

  void addFigure(std::vector<DataCell> &cells, int64_t computed,
                 const std::optional<PrintedFigure> &printed) {
    const auto value = static_cast<double>(computed);
    cells.emplace_back(computed == 0 ? "" : roundedFigure(computed), value);
    if (!printed || printed->value <= 0) {
      cells.emplace_back(printed ? printed->text : "");
      cells.emplace_back("");
      return;
    }
    const double difference = value / printed->value - 1;
    const bool isNear = std::abs(difference) <= nearEnough;
    ++check.printed;
    check.near += isNear;
    cells.emplace_back(printed->text, printed->value);
    cells.emplace_back(fmt::format("{:+.1f} %", difference * 100), difference);
    cells.back().style = isNear ? "near" : "far";
  }

  const Network &network;
  Check check;
  DataTable table{"rows", "A row for each statement of the network"};
};

std::string aboutHtml(const Check &check) {
  if (check.printed == 0)
    return "The statements of the spec, as a paper's table would list them. "
           "The spec gives no printed figures to hold them against.";
  return fmt::format(
      "What is computed of the spec beside what its paper prints: {} of {} "
      "figures are within {:g} %. Operations are multiply-accumulates of one "
      "image.",
      check.near, check.printed, nearEnough * 100);
}

} // namespace

std::string paperHtml(const Network &network) {
  const PaperTable table(network);
  return section("paper", "Paper check", aboutHtml(table.result()),
                 table.html());
}

} // namespace gnet
