#include "language/elaboration/Elaborator.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/RowTypes.h"
#include "language/syntax/AstPrinter.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Past the layers that keep their input's shape, to the one that gave it.
LayerId shapeGiver(const Network &network, LayerId id) {
  while (id != networkInput) {
    if (!kindOf(network.layers[id].op).isFollower)
      break;
    id = network.layers[id].inputs.front();
  }
  return id;
}

void noteGiver(Diagnostic &error, const Network &network, LayerId result) {
  LayerId giver = shapeGiver(network, result);
  if (giver == networkInput)
    return;
  const Layer &layer = network.layers[giver];
  std::vector<Shape> inputs;
  for (LayerId input : layer.inputs)
    inputs.push_back(network.shapeOf(input));
  if (std::string how = explanationOf(layer.op, inputs); !how.empty())
    error.note(layer.where, how);
  else
    error.note(layer.where,
               fmt::format("the input of {} is {}", layer.path,
                           shapeText(network.shapeOf(layer.inputs.front()))));
}

/// The result of `row` in the column, or nothing for `-` and what is wrong.
std::optional<PrintedFigure> figureOf(const ast::ExpectedCell &cell,
                                      const std::string &column,
                                      Diagnostics &diagnostics) {
  if (const auto *figure = std::get_if<PrintedFigure>(&cell.data))
    return *figure;
  if (std::holds_alternative<ast::Dims>(cell.data))
    diagnostics.error(cell.where,
                      fmt::format("the column '{}' holds figures such as "
                                  "159K, not '{}'",
                                  column, cell.text));
  return std::nullopt;
}

} // namespace

void Elaborator::expectShape(const ast::ExpectedShape &expected,
                             const std::string &path, const char *who,
                             Result result, Result input) {
  const std::vector<int64_t> &sizes = expected.dims.sizes;
  if (sizes.empty())
    return;
  if (sizes.size() != 3) {
    diagnostics.error(expected.where, "an output is height x width x channels, "
                                      "as 28x28x256");
    return;
  }
  Shape wanted{sizes[2], sizes[0], sizes[1]};
  if (!result || network.shapeOf(*result) == wanted)
    return;
  Diagnostic &error = diagnostics.error(
      expected.where,
      fmt::format("{} gives {}; {} expects {}", path,
                  shapeText(network.shapeOf(*result)), who, shapeText(wanted)));
  noteGiver(error, network, *result);
  if (input && *input != networkInput)
    error.note(network.layers[*input].where,
               fmt::format("{} takes {} from here", path,
                           shapeText(network.shapeOf(*input))));
}

void Elaborator::expectCells(const ast::Row &row, const ast::Table &table,
                             Row &made, Result result, Result input) {
  if (row.expected.size() != table.expected.size()) {
    bool tooMany = row.expected.size() > table.expected.size();
    diagnostics
        .error(tooMany ? row.expected[table.expected.size()].where : row.end,
               fmt::format("row '{}' has {} expected figures, where the table "
                           "has {} columns for them; write - for none",
                           row.label.text, row.expected.size(),
                           table.expected.size()))
        .note(table.module.where, "the table's header is here");
    return;
  }
  for (size_t i = 0; i < row.expected.size(); ++i) {
    const ast::ExpectedCell &cell = row.expected[i];
    const std::string &column = table.expected[i].text;
    if (column == "params")
      made.params = figureOf(cell, column, diagnostics);
    else if (column == "ops")
      made.ops = figureOf(cell, column, diagnostics);
    else if (const auto *dims = std::get_if<ast::Dims>(&cell.data))
      expectShape({*dims, cell.where}, made.name, "the table", result, input);
    else if (std::holds_alternative<PrintedFigure>(cell.data))
      diagnostics.error(cell.where, "an output is height x width x channels, "
                                    "as 28x28x256");
  }
  // By the network's columns, which are those of all its tables.
  made.cells.resize(network.columns.size());
  for (size_t i = 0; i < std::min(row.cells.size(), table.columns.size()); ++i)
    for (size_t column = 0; column < network.columns.size(); ++column)
      if (network.columns[column] == table.columns[i].text)
        made.cells[column] =
            asInteger(substitute(row.cells[i], {}, diagnostics));
}

/// Each stands for the channels of a convolution of the row.
void Elaborator::expectColumns(const ast::Expect &expect, Row &row) {
  std::vector<int64_t> channels;
  for (LayerId id : row.layers) {
    const auto &[path, op, inputs, output, where] = network.layers[id];
    if (kindOf(op).isWeighted && windowOf(op, network.shapeOf(inputs.front())))
      channels.push_back(output.channels);
  }
  for (const auto &[name, value] : expect.columns) {
    auto column =
        std::find(network.columns.begin(), network.columns.end(), name.text);
    std::optional<int64_t> wanted = asInteger(value);
    if (column == network.columns.end()) {
      std::vector<std::string> units = network.columns;
      units.insert(units.end(), {"params", "ops"});
      reportUnknown(diagnostics, name.where, name.text,
                    fmt::format("the unit of a figure is params, ops or a "
                                "column of a table, not '{}'",
                                name.text),
                    units);
    } else if (!wanted || std::find(channels.begin(), channels.end(),
                                    *wanted) == channels.end()) {
      diagnostics.error(value.where,
                        fmt::format("{} has no convolution of {} channels; its "
                                    "convolutions have {}",
                                    row.name, printValue(value),
                                    fmt::join(channels, ", ")));
    } else {
      row.cells[column - network.columns.begin()] = wanted;
    }
  }
}

void Elaborator::expectLabels(const ast::Labels &labels) {
  const Shape &output = network.shapeOf(network.output);
  if (output.elements() == static_cast<int64_t>(network.labels.size()))
    return;
  diagnostics.error(labels.file.where,
                    fmt::format("there are {} labels; the network's output is "
                                "{}",
                                network.labels.size(), shapeText(output)));
}

} // namespace gnet
