#include "lsp/InlayHints.h"

#include "language/syntax/SpecTokens.h"
#include "lsp/LayerUses.h"
#include "network/ShapeText.h"

#include <algorithm>

namespace gnet {

namespace {

/// The one that all uses give, or the first and the last.
std::string shapesText(const std::vector<LayerUse> &uses) {
  std::string first = shapeText(uses.front().output);
  bool isSame = std::all_of(uses.begin(), uses.end(), [&](const LayerUse &use) {
    return shapeText(use.output) == first;
  });
  return isSame ? first : first + " .. " + shapeText(uses.back().output);
}

bool expectsShape(const ast::Row &row) {
  return std::any_of(row.expected.begin(), row.expected.end(),
                     [](const ast::ExpectedCell &cell) {
                       return std::holds_alternative<ast::Dims>(cell.data);
                     });
}

class Hints {
public:
  Hints(const View &view, lsp::Range range) : view(view), range(range) {
    for (const SpecToken &token : specTokens(view.text.text()))
      if (token.kind != TokenKind::Comment)
        lineEnds[token.line] =
            token.column + static_cast<int>(token.text.size());
  }

  void add(const ast::LayerStatement &statement) {
    if (statement.expect.output || statement.broken)
      return;
    const SourceRange &where = statement.pipeline.stages.empty()
                                   ? statement.pipeline.where
                                   : statement.pipeline.stages.back().where;
    std::vector<LayerUse> uses = usesOf(view.network.spec, statement);
    if (uses.empty() && statement.name)
      addLast(statement.name->text, uses);
    add(where, uses);
  }
  void add(const ast::Row &row) {
    if (!expectsShape(row))
      add(row.label.where, usesAt(view.network.spec, row.label.where));
  }
  std::vector<lsp::InlayHint> take() { return std::move(hints); }

private:
  void addLast(const std::string &name, std::vector<LayerUse> &uses) {
    if (view.last && !view.network.hasNetwork())
      if (std::optional<LayerUse> row = rowNamed(view.last->spec, name))
        uses.push_back(*row);
  }

  void add(const SourceRange &where, const std::vector<LayerUse> &uses) {
    if (uses.empty())
      return;
    int end = std::max(lineEnds[where.line], where.endColumn);
    lsp::Position position = view.text.position(where.line, end);
    if (position < range.start || range.end < position)
      return;
    lsp::InlayHint hint(lsp::InlayHintKind::Type, position);
    hint.label = shapesText(uses);
    hint.paddingLeft = true;
    hints.push_back(std::move(hint));
  }

  const View &view;
  lsp::Range range;
  std::map<int, int> lineEnds; ///< The column behind each line's last token.
  std::vector<lsp::InlayHint> hints;
};

} // namespace

std::vector<lsp::InlayHint> inlayHints(const View &view, lsp::Range range) {
  const SpecFile *file = view.file();
  if (!file)
    return {};
  Hints hints(view, range);
  for (const auto *body : bodiesOf(*file))
    forEachStatement(
        *body,
        [&](const ast::LayerStatement &statement) { hints.add(statement); },
        [&](const ast::Row &row) { hints.add(row); });
  return hints.take();
}

} // namespace gnet
