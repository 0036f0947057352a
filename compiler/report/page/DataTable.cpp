#include "report/page/DataTable.h"
#include "report/Figures.h"
#include "report/page/Html.h"
#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace gnet {

namespace {

std::string heading(const DataColumn &column) {
  const std::string unit = column.unit.empty()
                               ? ""
                               : fmt::format(" <span class=\"unit\">{}</span>",
                                             escaped(column.unit));
  return fmt::format("<th scope=\"col\"{}>{}{}</th>",
                     column.isText ? " class=\"text\"" : "",
                     escaped(column.title), unit);
}

std::string attributes(const DataCell &cell, const DataColumn &column) {
  std::string classes = column.isText ? "text" : "";
  if (cell.bar)
    classes += classes.empty() ? "bar" : " bar";
  if (!cell.style.empty())
    classes += (classes.empty() ? "" : " ") + cell.style;
  std::string text;
  if (!classes.empty())
    text += fmt::format(" class=\"{}\"", classes);
  if (cell.value)
    text += fmt::format(" data-value=\"{:.9g}\"", *cell.value);
  if (cell.bar)
    text += fmt::format(" style=\"--part:{:.1f}%\"", *cell.bar * 100);
  return text;
}

std::string cellHtml(const DataCell &cell, const DataColumn &column,
                     bool isFirst) {
  if (isFirst)
    return fmt::format("<th scope=\"row\"{}>{}</th>", attributes(cell, column),
                       escaped(cell.text));
  return fmt::format("<td{}>{}</td>", attributes(cell, column),
                     escaped(cell.text));
}

} // namespace

DataCell numberCell(int64_t value) {
  return {withCommas(value), static_cast<double>(value)};
}

DataCell countCell(int64_t value) {
  return value == 0 ? DataCell("", 0) : numberCell(value);
}

void DataTable::addRow(std::vector<DataCell> cells, std::string style) {
  assert(cells.size() == columns.size() && "a row has a cell a column");
  rows.push_back({std::move(cells), std::move(style)});
}

void DataTable::drawBars(size_t column) {
  double most = 0;
  for (const Row &row : rows)
    most = std::max(most, row.cells[column].value.value_or(0));
  if (most <= 0)
    return;
  for (Row &row : rows)
    if (DataCell &cell = row.cells[column]; cell.value && !cell.text.empty())
      cell.bar = *cell.value / most;
}

std::string DataTable::html() const {
  std::string text =
      fmt::format("<table id=\"{}\" class=\"data\">\n<caption>{}</caption>\n"
                  "<thead><tr>",
                  id, escaped(caption));
  for (const DataColumn &column : columns)
    text += heading(column);
  text += "</tr></thead>\n<tbody>\n";
  for (const Row &row : rows) {
    text += row.style.empty() ? "<tr>"
                              : fmt::format("<tr class=\"{}\">", row.style);
    for (size_t i = 0; i < columns.size(); ++i)
      text += cellHtml(row.cells[i], columns[i], i == 0);
    text += "</tr>\n";
  }
  text += "</tbody>\n</table>\n";
  return scrolling(caption, text);
}

} // namespace gnet
