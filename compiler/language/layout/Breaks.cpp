#include "language/layout/Layout.h"

namespace gnet {

namespace {

bool startsList(const Word &word) {
  for (const char *keyword :
       {"expect", "replace", "remove", "concat", "add", "multiply"})
    if (word.is(keyword))
      return true;
  return false;
}

/// `(` with nothing behind it on its line: what it is around is indented, not
/// put under it.
bool hangs(const Layout &layout, int bracket) {
  return layout[bracket].partner != bracket + 1 &&
         layout[bracket + 1].breaksBefore;
}

bool needsBreak(const Layout &layout, int i) {
  const Word &last = layout[i - 1];
  const Word &word = layout[i];
  bool sameLine = last.token.line == word.token.line;
  if (word.isComment())
    return !sameLine;
  bool closesBraces = word.closes() && !word.is(")");
  bool opensBraces = last.opens() && (last.is("{") || last.is("["));
  if (last.isComment() || word.beginsStatement)
    return !(word.beginsStatement && last.opens() && !last.isSpread);
  if ((opensBraces && last.isSpread) || (closesBraces && word.isSpread))
    return true;
  if (word.is("{") || closesBraces || opensBraces)
    return false;
  if (word.is(")"))
    return word.partner != none && hangs(layout, word.partner);
  return !sameLine;
}

bool needsBlank(const Layout &layout, int i) {
  const Word &last = layout[i - 1];
  return layout[i].token.line - last.token.line > 1 && !last.opens() &&
         !layout[i].closes() && layout[i].anchor == none;
}

/// The first word of the list that word `i` goes on with, or none.
int listStart(const Layout &layout, int i) {
  const Word &word = layout[i];
  for (int k = i - 1; k >= 0 && k >= word.statement; --k) {
    const Word &candidate = layout[k];
    bool isOwn = candidate.statement == word.statement &&
                 candidate.bracket == word.bracket;
    if (isOwn && candidate.token.kind == TokenKind::Keyword &&
        startsList(candidate) && (k == 0 || !layout[k - 1].is(".")))
      return k + 1;
  }
  return word.statement;
}

/// The first stage of a statement's layers.
int pipelineStart(const Layout &layout, int statement) {
  int first = statement;
  if (layout[first].is("replace"))
    ++first;
  if (first + 2 < layout.size() && layout[first + 1].is(":"))
    first += 2;
  return first;
}

/// Where a line is put that goes on with the one above it.
int anchorOf(const Layout &layout, int i) {
  const Word &word = layout[i];
  int around = word.bracket;
  if (word.closes() || word.beginsStatement)
    return none;
  if (around != none && !layout[around].isBlock) {
    bool isParenthesis = !layout[around].is("{") && !layout[around].is("[");
    return isParenthesis && !hangs(layout, around) ? around + 1 : none;
  }
  int before = layout.before(i);
  if (before == none || word.statement == none || word.statement == i)
    return none;
  if (word.is("->") || layout[before].is("->"))
    return pipelineStart(layout, word.statement);
  if (layout[before].is(","))
    return listStart(layout, i);
  return word.statement;
}

} // namespace

void placeBreaks(Layout &layout) {
  for (int i = 1; i < layout.size(); ++i)
    layout[i].breaksBefore = needsBreak(layout, i);
  // A comment goes with what follows it.
  for (int i = layout.size() - 1, next = none; i > 0; --i) {
    if (!layout[i].isComment())
      next = i;
    if (layout[i].breaksBefore && next != none)
      layout[i].anchor = anchorOf(layout, next);
    if (layout[i].breaksBefore)
      layout[i].blankBefore = needsBlank(layout, i);
  }
}

} // namespace gnet
