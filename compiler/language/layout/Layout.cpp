#include "language/layout/Layout.h"

#include <algorithm>

namespace gnet {

namespace {

bool isJoin(const Word &word) {
  return word.is("concat") || word.is("add") || word.is("multiply");
}

/// True if the `{` at `i` is around statements, not settings.
bool opensBlock(const Layout &layout, int i) {
  int before = layout.before(i);
  const Word &brace = layout[i];
  if (before == none || brace.statement == none)
    return false;
  const Word &last = layout[before];
  if (last.token.kind == TokenKind::Keyword &&
      (isJoin(last) || last.is("with")))
    return true;
  const Word *first = &layout[brace.statement];
  if (first->is("replace"))
    ++first;
  bool isOuter = first->bracket == brace.bracket;
  if (first->token.kind != TokenKind::Keyword || !isOuter)
    return false;
  if (first->is("head"))
    return last.is("}");
  return first->is("module") || first->is("network") || first->is("insert");
}

/// Finds the structure word by word.
class Reader {
public:
  Layout take() { return std::move(layout); }

  void read(const SpecToken &token) {
    if (token.kind == TokenKind::StatementEnd) {
      statementEnded = true;
      return;
    }
    int i = layout.size();
    layout.words.push_back({token});
    Word &word = layout.words.back();
    if (word.closes() && !open.empty())
      close(i);
    word.bracket = open.empty() ? none : open.back();
    if (word.isComment())
      return;
    if (!word.closes())
      word.beginsStatement = statementEnded;
    bool isInBlock = word.bracket == none || layout[word.bracket].isBlock;
    if (word.beginsStatement && isInBlock)
      statements.back() = i;
    word.statement = statements.back();
    statementEnded = false;
    if (word.opens())
      begin(i);
  }

private:
  void begin(int i) {
    layout[i].isBlock = layout[i].is("{") && opensBlock(layout, i);
    open.push_back(i);
    statements.push_back(layout[i].isBlock ? none : layout[i].statement);
    statementEnded = layout[i].isBlock;
  }

  void close(int i) {
    int opener = open.back();
    open.pop_back();
    statements.pop_back();
    layout[i].partner = opener;
    layout[opener].partner = i;
    bool isSpread =
        opener + 1 < i && layout[opener].token.line != layout[i].token.line;
    layout[i].isSpread = layout[opener].isSpread = isSpread;
  }

  Layout layout;
  std::vector<int> open;
  std::vector<int> statements = {none}; ///< Current ones, by nesting.
  bool statementEnded = true;
};

} // namespace

int Word::width() const {
  return static_cast<int>(
      std::count_if(token.text.begin(), token.text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
      }));
}

int Layout::before(int i) const {
  do
    --i;
  while (i >= 0 && (*this)[i].isComment());
  return i;
}

int Layout::lineEnd(int i) const {
  do
    ++i;
  while (i < size() && !(*this)[i].breaksBefore);
  return i;
}

int Layout::statementEnd(int i) const {
  int end = i + 1;
  for (int next = i + 1; next < size(); ++next) {
    const Word &word = (*this)[next];
    if (word.isComment())
      continue;
    bool isInside = word.bracket != none && word.bracket >= i;
    bool isOwn = word.statement == i || isInside;
    if (!isOwn)
      break;
    end = next + 1;
  }
  return end;
}

Layout readLayout(const std::string &text) {
  Reader reader;
  for (const SpecToken &token : specTokens(text))
    reader.read(token);
  return reader.take();
}

} // namespace gnet
