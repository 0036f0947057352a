#include "language/layout/Layout.h"

namespace gnet {

namespace {

constexpr int indent = 2;

/// What a further stage has on several lines is indented from that; what the
/// last line of a list has, from where the list's statement begins.
bool beginsStage(const Layout &layout, int i) {
  int before = layout.before(i);
  return layout[i].is("->") || (before != none && layout[before].is("->"));
}

} // namespace

std::vector<int> columnsOf(const Layout &layout) {
  std::vector<int> columns;
  std::vector<int> lineStarts; ///< By word: the column its line begins in.
  int end = 0;
  for (int i = 0; i < layout.size(); ++i) {
    const Word &word = layout[i];
    int column = end + word.gap;
    bool startsLine = i == 0 || word.breaksBefore;
    if (startsLine && word.anchor != none)
      column = columns[word.anchor];
    else if (startsLine && word.closes() && word.partner != none)
      column = lineStarts[word.partner];
    else if (startsLine)
      column = word.extraIndent +
               (word.bracket == none ? 0 : lineStarts[word.bracket] + indent);
    columns.push_back(column);
    bool isInner = word.anchor != none && !beginsStage(layout, i);
    if (startsLine)
      lineStarts.push_back(isInner ? lineStarts[word.anchor] : column);
    else
      lineStarts.push_back(lineStarts.back());
    end = column + word.width();
  }
  return columns;
}

} // namespace gnet
