#include "report/Summary.h"
#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/TextTable.h"
#include <fmt/format.h>

namespace gnet {

namespace {

/// The computed figure, the printed one, and the difference between them.
void appendFigure(std::vector<std::string> &cells, int64_t computed,
                  const std::optional<PrintedFigure> &printed) {
  cells.push_back(computed == 0 ? "" : roundedFigure(computed));
  cells.push_back(printed ? printed->text : "");
  if (!printed || printed->value <= 0) {
    cells.emplace_back();
    return;
  }
  double difference = static_cast<double>(computed) / printed->value - 1;
  cells.push_back(fmt::format("{:+.1f}%", difference * 100));
}

std::vector<std::string> rowCells(const Network &network, const Row &row) {
  int depth = depthOfRow(network, row);
  std::vector<std::string> cells{row.type, row.patchStride,
                                 shapeText(network.shapeOf(row.result)),
                                 std::to_string(depth)};
  for (size_t i = 0; i < network.columns.size(); ++i) {
    bool present = i < row.cells.size() && row.cells[i];
    cells.push_back(present ? std::to_string(*row.cells[i]) : "");
  }
  Counts counts = countRow(network, row);
  appendFigure(cells, counts.parameters, row.params);
  appendFigure(cells, counts.macs, row.ops);
  return cells;
}

TextTable paperTable(const Network &network) {
  TextTable table;
  table.addColumn("type", Align::Left);
  table.addColumn("patch/stride", Align::Left);
  table.addColumn("output", Align::Left);
  table.addColumn("depth");
  for (const std::string &column : network.columns)
    table.addColumn(column);
  for (const char *figure : {"params", "ops"}) {
    table.addColumn(figure);
    table.addColumn("paper");
    table.addColumn("differs");
  }
  for (const Row &row : network.rows)
    table.addRow(rowCells(network, row));
  return table;
}

std::string total(const Counts &counts) {
  return fmt::format(
      "{} parameters ({} as float32), {:.3f} G multiply-accumulates",
      withCommas(counts.parameters), mebibytes(counts.parameters * 4),
      static_cast<double>(counts.macs) / 1e9);
}

/// The row whose result a head sees, else the layer.
const std::string &placeOf(const Network &network, const Head &head) {
  for (const Row &row : network.rows)
    if (row.result == head.at)
      return row.name;
  return head.at == networkInput ? network.input.name
                                 : network.layers[head.at].path;
}

void printHeads(const Network &network, llvm::raw_ostream &os) {
  Counts sum;
  for (int i = 0; i < static_cast<int>(network.heads.size()); ++i) {
    const Head &head = network.heads[i];
    Counts counts = countHead(network, i);
    sum += counts;
    const std::string &at = placeOf(network, head);
    os << fmt::format("head {} at {}, loss {}: {}\n", head.name, at,
                      head.lossWeight, total(counts));
  }
  if (network.heads.size() > 1)
    os << fmt::format("heads (training only): {}\n", total(sum));
}

} // namespace

void printSummary(const Network &network, llvm::raw_ostream &os) {
  const Shape &input = network.input.shape;
  os << fmt::format("{}, input {} {}\n", network.name, network.input.name,
                    shapeText(input));
  if (!network.paper.empty())
    os << network.paper << "\n";
  os << "\n";
  os << paperTable(network).text() << "\n";
  printHeads(network, os);
  if (network.training.labelSmoothing > 0)
    os << fmt::format("training: label smoothing {:g}\n",
                      network.training.labelSmoothing);
  Counts counts = countInference(network);
  os << fmt::format("inference: {}\n", total(counts));
  os << fmt::format("activations of one image: {}\n",
                    mebibytes(counts.activationBytes));
}

} // namespace gnet
