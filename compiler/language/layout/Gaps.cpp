#include "language/layout/Layout.h"

namespace gnet {

namespace {

bool isRow(const Layout &layout, int statement) {
  return statement != none && statement + 1 < layout.size() &&
         layout[statement + 1].is("|");
}

/// Of arithmetic. The `-` of a row's cell is no sign but in brackets.
bool isOperator(const Layout &layout, int i) {
  const Word &word = layout[i];
  if (word.is("*") || word.is("/") || word.is("+"))
    return true;
  bool isOutside = word.bracket == none || layout[word.bracket].isBlock;
  return word.is("-") && !(isOutside && isRow(layout, word.statement));
}

bool isModuleHeader(const Layout &layout, int i) {
  return layout[i].statement == i - 2 && layout[i - 2].is("module");
}

int gapBetween(const Layout &layout, int i) {
  const Word &last = layout[i - 1];
  const Word &word = layout[i];
  if (word.isComment())
    return 2;
  bool follows = word.is(",") || word.is(":") || word.is(".") || word.is(")") ||
                 word.is("]") || word.token.kind == TokenKind::Call;
  bool leads = last.opens() && !last.is("{");
  if (follows || leads || last.is("."))
    return 0;
  if (word.is("(") && i >= 2 && isModuleHeader(layout, i))
    return 0;
  return isOperator(layout, i) || isOperator(layout, i - 1) ? 0 : 1;
}

} // namespace

void placeGaps(Layout &layout) {
  for (int i = 1; i < layout.size(); ++i)
    layout[i].gap = gapBetween(layout, i);
}

} // namespace gnet
