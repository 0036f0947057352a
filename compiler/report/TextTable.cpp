#include "report/TextTable.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

void TextTable::addColumn(std::string title, Align align) {
  columns.push_back({std::move(title), align});
}

void TextTable::addRow(std::vector<std::string> cells) {
  cells.resize(columns.size());
  for (size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty())
      columns[i].width = std::max(
          {columns[i].width, cells[i].size(), columns[i].title.size()});
  rows.push_back(std::move(cells));
}

void TextTable::appendLine(std::string &out,
                           const std::vector<std::string> &cells) const {
  std::string line;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].width == 0)
      continue;
    line += line.empty() ? "" : "  ";
    line += columns[i].align == Align::Left
                ? fmt::format("{:<{}}", cells[i], columns[i].width)
                : fmt::format("{:>{}}", cells[i], columns[i].width);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

std::string TextTable::text() const {
  std::vector<std::string> titles, rules;
  for (const Column &column : columns) {
    titles.push_back(column.title);
    rules.emplace_back(column.width, '-');
  }
  std::string out;
  appendLine(out, titles);
  appendLine(out, rules);
  for (const std::vector<std::string> &row : rows)
    appendLine(out, row);
  return out;
}

} // namespace gnet
