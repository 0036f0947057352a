#include "lsp/Definition.h"

#include "lsp/Uses.h"

#include <algorithm>

namespace gnet {

namespace {

/// Texts of files are read once an answer.
class Locations {
public:
  explicit Locations(const Workspace &workspace) : workspace(workspace) {}

  void add(const SourceRange &where) {
    auto uri = lsp::URIForFile::fromFile(where.file);
    if (!uri)
      return llvm::consumeError(uri.takeError());
    auto [it, isNew] = texts.try_emplace(where.file);
    if (isNew)
      it->second = workspace.textOf(where.file);
    lsp::Location location;
    location.uri = *uri;
    location.range = it->second.range(where);
    if (std::find(found.begin(), found.end(), location) == found.end())
      found.push_back(std::move(location));
  }
  std::vector<lsp::Location> take() { return std::move(found); }

private:
  const Workspace &workspace;
  std::map<std::string, DocumentText> texts;
  std::vector<lsp::Location> found;
};

} // namespace

std::vector<lsp::Location> definitionOf(const Workspace &workspace,
                                        const View &view,
                                        lsp::Position position) {
  Locations locations(workspace);
  if (const NameUse *name = nameAt(view.own.names, view.place(position)))
    locations.add(name->definition);
  return locations.take();
}

std::vector<lsp::Location> referencesTo(const Workspace &workspace,
                                        const View &view,
                                        lsp::Position position,
                                        bool withDefinition) {
  Locations locations(workspace);
  const NameUse *name = nameAt(view.own.names, view.place(position));
  if (!name)
    return {};
  for (const NameUse &use : usesOf(workspace, *name))
    if (withDefinition || !sameStart(use.where, use.definition))
      locations.add(use.where);
  return locations.take();
}

} // namespace gnet
