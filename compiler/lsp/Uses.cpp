#include "lsp/Uses.h"

#include <algorithm>

namespace gnet {

std::string textAt(const Workspace &workspace, const SourceRange &where) {
  DocumentText text = workspace.textOf(where.file);
  std::string_view line = text.line(where.line);
  size_t begin = std::min(line.size(), static_cast<size_t>(where.column) - 1);
  return std::string(
      line.substr(begin, static_cast<size_t>(where.endColumn - where.column)));
}

std::vector<NameUse> usesOf(const Workspace &workspace, const NameUse &name) {
  // A row `3a` of a table is used as `inception_3a`.
  std::string word = std::min(
      textAt(workspace, name.definition), textAt(workspace, name.where),
      [](const auto &a, const auto &b) { return a.size() < b.size(); });
  std::vector<NameUse> uses;
  for (const NameUse &use : workspace.namesAround(word)) {
    bool isKnown =
        std::any_of(uses.begin(), uses.end(), [&](const NameUse &other) {
          return sameStart(other.where, use.where);
        });
    if (sameStart(use.definition, name.definition) && !isKnown)
      uses.push_back(use);
  }
  return uses;
}

} // namespace gnet
