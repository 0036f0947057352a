#include "language/layout/Layout.h"

#include <algorithm>

namespace gnet {

namespace {

constexpr int rowIndent = 2;

struct Cell {
  int first; ///< Its first word.
  int width;
};

/// A table's header or one of its rows.
struct TableLine {
  int indent;
  int labelWidth;
  std::vector<int> bars; ///< One, or two.
  std::vector<Cell> cells;
  std::vector<Cell> expected;
};

struct Column {
  int width = 0;
  bool isLeft = false; ///< Sizes begin under each other; numbers end so.
};

bool isHeader(const Layout &layout, int i) { return layout[i].is("table"); }
bool isRow(const Layout &layout, int i) {
  return !isHeader(layout, i) && i + 1 < layout.size() &&
         layout[i + 1].is("|") && layout[i].statement == i;
}

/// Behind the words of a layer: `conv1: conv 3x3 8`, `from x -> relu`.
bool isLayers(const Layout &layout, int i) {
  for (const char *word : {"from", "repeat", "concat", "add", "multiply"})
    if (layout[i].is(word))
      return true;
  return layout[i].token.kind == TokenKind::Name && !isRow(layout, i);
}

bool isOneLine(const Layout &layout, int first, int last) {
  for (int i = first + 1; i < last; ++i)
    if (layout[i].breaksBefore || layout[i].isComment())
      return false;
  return true;
}

int widthOf(const Layout &layout, int first, int last) {
  int width = layout[first].width();
  for (int i = first + 1; i < last; ++i)
    width += layout[i].gap + layout[i].width();
  return width;
}

TableLine readLine(const Layout &layout, int statement) {
  int end = layout.statementEnd(statement);
  int outside = layout[statement].bracket;
  TableLine line{isHeader(layout, statement) ? 0 : rowIndent, 0, {}, {}, {}};
  int first = none;
  for (int i = statement; i <= end; ++i) {
    bool isBar = i < end && layout[i].is("|") && layout[i].bracket == outside;
    bool begins = i == end || isBar ||
                  (layout[i].gap > 0 && layout[i].bracket == outside &&
                   !layout[i].closes());
    bool ends = begins && first != none;
    if (ends && line.bars.size() == 1)
      line.cells.push_back({first, widthOf(layout, first, i)});
    else if (ends && line.bars.size() == 2)
      line.expected.push_back({first, widthOf(layout, first, i)});
    if (begins)
      first = none;
    if (isBar && line.bars.empty())
      line.labelWidth = widthOf(layout, statement, i);
    if (isBar)
      line.bars.push_back(i);
    else if (begins && !line.bars.empty())
      first = i;
  }
  return line;
}

std::vector<Column> columnsOf(const Layout &layout,
                              const std::vector<TableLine> &lines,
                              std::vector<Cell> TableLine::*part) {
  std::vector<Column> columns;
  for (const TableLine &line : lines) {
    const std::vector<Cell> &cells = line.*part;
    columns.resize(std::max(columns.size(), cells.size()));
    for (size_t i = 0; i < cells.size(); ++i) {
      columns[i].width = std::max(columns[i].width, cells[i].width);
      bool isSize = layout[cells[i].first].token.kind == TokenKind::Dims;
      columns[i].isLeft |= isSize && part == &TableLine::expected;
    }
  }
  return columns;
}

/// Sets the gaps of cells that begin behind a bar, and gives the blanks that
/// remain to the end of the last column.
int placeCells(Layout &layout, const std::vector<Cell> &cells,
               const std::vector<Column> &columns) {
  int owed = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i >= cells.size()) {
      owed += 1 + columns[i].width;
      continue;
    }
    int rest = columns[i].width - cells[i].width;
    layout[cells[i].first].gap = 1 + owed + (columns[i].isLeft ? 0 : rest);
    owed = columns[i].isLeft ? rest : 0;
  }
  return owed;
}

void alignLines(Layout &layout, const std::vector<int> &statements) {
  std::vector<TableLine> lines;
  int labels = 0;
  for (int statement : statements) {
    if (!isOneLine(layout, statement, layout.statementEnd(statement)))
      continue;
    lines.push_back(readLine(layout, statement));
    labels = std::max(labels, lines.back().indent + lines.back().labelWidth);
  }
  std::vector<Column> cells = columnsOf(layout, lines, &TableLine::cells);
  std::vector<Column> expected = columnsOf(layout, lines, &TableLine::expected);
  for (const TableLine &line : lines) {
    layout[line.bars[0]].gap = 1 + labels - line.indent - line.labelWidth;
    int owed = placeCells(layout, line.cells, cells);
    if (line.bars.size() > 1)
      layout[line.bars[1]].gap = 1 + owed;
    placeCells(layout, line.expected, expected);
  }
}

/// The tables of one block, whose lines (the first words of its statements, and
/// comments) are `lines`.
class Tables {
public:
  Tables(Layout &layout, const std::vector<int> &lines)
      : layout(layout), lines(lines) {}

  void align() {
    for (size_t i = 0; i < lines.size(); ++i)
      if (isHeader(layout, lines[i]))
        i = alignTable(i);
  }

private:
  /// The last line of the table whose header is line `header`: its last row, or
  /// what follows it without a blank line.
  size_t lastLine(size_t header) const {
    size_t last = header;
    for (size_t i = header + 1; i < lines.size(); ++i) {
      if (isHeader(layout, lines[i]))
        break;
      if (isRow(layout, lines[i]))
        last = i;
    }
    for (size_t i = last + 1; last > header && i < lines.size(); ++i) {
      if (layout[lines[i]].blankBefore)
        break;
      if (isLayers(layout, lines[i]))
        last = i;
      else if (!layout[lines[i]].isComment())
        break;
    }
    return last;
  }

  size_t alignTable(size_t header) {
    size_t last = lastLine(header);
    std::vector<int> statements = {lines[header]};
    for (size_t i = header + 1; i <= last; ++i) {
      layout[lines[i]].extraIndent = rowIndent;
      if (isRow(layout, lines[i]))
        statements.push_back(lines[i]);
    }
    alignLines(layout, statements);
    return last;
  }

  Layout &layout;
  const std::vector<int> &lines;
};

} // namespace

void alignTables(Layout &layout) {
  // The lines of each block; the last is for those outside of all.
  std::vector<std::vector<int>> blocks(layout.words.size() + 1);
  for (int i = 0; i < layout.size(); ++i) {
    const Word &word = layout[i];
    bool isComment = word.isComment() && word.breaksBefore;
    if (word.bracket != none && layout[word.bracket].isBlock &&
        (word.statement == i || isComment))
      blocks[word.bracket].push_back(i);
  }
  for (const std::vector<int> &lines : blocks)
    Tables(layout, lines).align();
}

} // namespace gnet
