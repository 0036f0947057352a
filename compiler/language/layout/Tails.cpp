#include "language/layout/Layout.h"

#include <algorithm>
#include <map>

namespace gnet {

namespace {

/// Where `expect` stands if no line of the body is longer, and the blanks that
/// are before it at least.
constexpr int tailColumn = 42;
constexpr int tailGap = 3;
constexpr int commentGap = 2;

struct Tail {
  int word; ///< `expect`, or a comment.
  int line; ///< Counted from 0.
  int width;
  bool isInTable;
  bool isExpect;
};

/// The `expect` of the line from word `first` to before `end`, or the comment
/// that ends it, or none.
int tailOf(const Layout &layout, int first, int end) {
  for (int i = first + 1; i < end; ++i)
    if (layout[i].is("expect") && layout[i].token.kind == TokenKind::Keyword &&
        layout[i].bracket < first)
      return i;
  bool hasComment = end - 1 > first && layout[end - 1].isComment();
  return hasComment && layout[first].anchor == none ? end - 1 : none;
}

/// By the bracket that is around their lines.
std::map<int, std::vector<Tail>> tailsOf(const Layout &layout) {
  std::map<int, std::vector<Tail>> tails;
  std::vector<int> columns = columnsOf(layout);
  int line = 0;
  for (int i = 0; i < layout.size(); i = layout.lineEnd(i), ++line) {
    int tail = tailOf(layout, i, layout.lineEnd(i));
    if (tail == none)
      continue;
    int statement = layout[tail].statement;
    bool isInTable = statement != none && layout[statement].extraIndent > 0;
    int width = columns[tail - 1] + layout[tail - 1].width();
    tails[layout[i].bracket].push_back(
        {tail, line, width, isInTable, !layout[tail].isComment()});
  }
  return tails;
}

/// A layer among a table's rows does not push the column out.
void alignExpectations(Layout &layout, const std::vector<Tail> &tails) {
  int column = tailColumn;
  for (const Tail &tail : tails)
    if (tail.isExpect && !tail.isInTable)
      column = std::max(column, tail.width + tailGap);
  for (const Tail &tail : tails)
    layout[tail.word].gap =
        std::max(column - tail.width, tail.isExpect ? tailGap : commentGap);
}

/// Comments of lines that follow each other.
void alignComments(Layout &layout, const std::vector<Tail> &tails) {
  for (size_t begin = 0, end = 0; begin < tails.size(); begin = end) {
    int width = 0;
    do
      width = std::max(width, tails[end++].width);
    while (end < tails.size() && tails[end].line == tails[end - 1].line + 1);
    for (size_t i = begin; i < end; ++i)
      layout[tails[i].word].gap = width - tails[i].width + commentGap;
  }
}

/// `2.7K params`: a figure behind the first comma or a later one.
struct Figure {
  int word;
  std::string_view unit;
  int width;
};

std::vector<Figure> figuresOf(const Layout &layout, int expect) {
  std::vector<Figure> figures;
  int end = layout.lineEnd(expect);
  for (int i = expect + 1; i + 2 < end; ++i)
    if (layout[i].is(",") && layout[i + 2].token.kind == TokenKind::Name)
      figures.push_back({i + 1, layout[i + 2].text(),
                         layout[i + 1].width() + 1 + layout[i + 2].width()});
  return figures;
}

/// Figures of one kind end in one column, as far as all lines have the same.
void alignFigures(Layout &layout, const std::vector<Tail> &tails) {
  std::vector<std::vector<Figure>> all;
  std::vector<int> ends; ///< Of what stands before the next figure.
  for (const Tail &tail : tails) {
    if (!tail.isExpect)
      continue;
    std::vector<Figure> figures = figuresOf(layout, tail.word);
    bool isFirst = !figures.empty() && figures.front().word == tail.word + 3;
    if (!isFirst)
      continue;
    ends.push_back(layout[tail.word + 1].width());
    all.push_back(std::move(figures));
  }
  for (size_t k = 0;; ++k) {
    int edge = 0;
    std::string_view unit;
    for (size_t i = 0; i < all.size(); ++i) {
      if (k >= all[i].size())
        continue;
      if (!unit.empty() && unit != all[i][k].unit)
        return;
      unit = all[i][k].unit;
      edge = std::max(edge, ends[i] + 2 + all[i][k].width);
    }
    if (unit.empty())
      return;
    for (size_t i = 0; i < all.size(); ++i) {
      if (k >= all[i].size())
        continue;
      layout[all[i][k].word].gap = edge - all[i][k].width - ends[i] - 1;
      ends[i] = edge;
    }
  }
}

} // namespace

void alignTails(Layout &layout) {
  for (const auto &[bracket, tails] : tailsOf(layout)) {
    bool hasExpect =
        std::any_of(tails.begin(), tails.end(),
                    [](const Tail &tail) { return tail.isExpect; });
    if (!hasExpect) {
      alignComments(layout, tails);
      continue;
    }
    alignExpectations(layout, tails);
    alignFigures(layout, tails);
  }
}

} // namespace gnet
