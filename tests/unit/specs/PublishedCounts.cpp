#include "PublishedCounts.h"

#include <fstream>
#include <ostream>

namespace gnet::test {
namespace {

constexpr const char *header =
    "network,definition,input,params,params_with_aux,macs,statistics,source,"
    "spec";
constexpr size_t columnCount = 9;

/// The cells of a line of CSV; commas within quotes divide none.
std::vector<std::string> cellsOf(const std::string &line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (char each : line) {
    if (each == '"')
      quoted = !quoted;
    else if (each == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += each;
  }
  return cells;
}

} // namespace

void PrintTo(const PublishedCounts &row, std::ostream *stream) {
  *stream << row.spec << ": " << row.definition;
}

std::vector<PublishedCounts> readPublishedCounts(const std::string &path) {
  std::ifstream file(path);
  std::vector<PublishedCounts> rows;
  bool headerSeen = false;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#')
      continue;
    if (!headerSeen) {
      if (line != header)
        return {};
      headerSeen = true;
      continue;
    }
    std::vector<std::string> cells = cellsOf(line);
    if (cells.size() != columnCount)
      return {};
    rows.push_back({cells[1], cells[2], cells[3], cells[4], cells[5],
                    cells[6] == "counted", cells[8]});
  }
  return rows;
}

} // namespace gnet::test
