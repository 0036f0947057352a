#include "lsp/Rename.h"

#include "language/syntax/SpecTokens.h"
#include "lsp/Uses.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// By file: the places at which the name is written, the last one first.
using Places = std::map<std::string, std::vector<SourceRange>>;

llvm::Error refused(const std::string &why) {
  return llvm::make_error<lsp::LSPError>(why, lsp::ErrorCode::RequestFailed);
}

const NameUse *changeable(const View &view, lsp::Position position) {
  const NameUse *name = nameAt(view.own.names, view.place(position));
  return name && name->kind != NameKind::File ? name : nullptr;
}

bool isName(const std::string &text) {
  std::vector<SpecToken> tokens = specTokens(text);
  return !tokens.empty() && tokens.front().kind == TokenKind::Name &&
         tokens.front().text == text;
}

Places placesOf(const std::vector<NameUse> &uses) {
  Places places;
  for (const NameUse &use : uses)
    places[use.where.file].push_back(use.where);
  for (auto &[file, list] : places)
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) {
      return std::tie(a.line, a.column) > std::tie(b.line, b.column);
    });
  return places;
}

std::string changed(const DocumentText &text,
                    const std::vector<SourceRange> &places,
                    const std::string &newName) {
  std::string bytes = text.text();
  for (const SourceRange &where : places) {
    size_t begin = text.offset(text.range(where).start);
    bytes.replace(begin, static_cast<size_t>(where.endColumn - where.column),
                  newName);
  }
  return bytes;
}

/// What a change of names must leave as it is.
struct Meaning {
  std::vector<std::string> mistakes;
  std::vector<size_t> usesOfDefinitions; ///< Sorted.
};

Meaning meaningOf(const std::string &path, const ReadFile &readFile) {
  Meaning meaning;
  std::shared_ptr<const Analysis> analysis = analyze(path, readFile);
  for (const Diagnostic &mistake : analysis->spec.diagnostics.sorted())
    meaning.mistakes.push_back(mistake.message);
  std::map<std::tuple<std::string, int, int>, size_t> uses;
  for (const NameUse &name : analysis->names) {
    const SourceRange &at = name.definition;
    ++uses[{at.file, at.line, at.column}];
  }
  for (const auto &[definition, count] : uses)
    meaning.usesOfDefinitions.push_back(count);
  std::sort(meaning.usesOfDefinitions.begin(), meaning.usesOfDefinitions.end());
  return meaning;
}

/// Looks at the specs as they would be.
llvm::Error tryOut(const Workspace &workspace, const Places &places,
                   const std::string &newName) {
  const ReadFile &before = workspace.reader();
  ReadFile after = [&](const std::string &path, size_t most) -> FileContent {
    auto it = places.find(path);
    if (it == places.end())
      return before(path, most);
    return {changed(workspace.textOf(path), it->second, newName), {}};
  };
  for (const auto &[path, list] : places) {
    Meaning old = meaningOf(path, before);
    Meaning now = meaningOf(path, after);
    if (now.mistakes.size() > old.mistakes.size())
      for (const std::string &mistake : now.mistakes)
        if (std::find(old.mistakes.begin(), old.mistakes.end(), mistake) ==
            old.mistakes.end())
          return refused(mistake);
    if (now.usesOfDefinitions != old.usesOfDefinitions)
      return refused(fmt::format(
          "a name would stand for something else than it does, with '{}'",
          newName));
  }
  return llvm::Error::success();
}

} // namespace

std::optional<lsp::Range> renamable(const View &view, lsp::Position position) {
  const NameUse *name = changeable(view, position);
  if (!name)
    return std::nullopt;
  return view.text.range(name->where);
}

llvm::Expected<lsp::WorkspaceEdit> rename(const Workspace &workspace,
                                          const View &view,
                                          lsp::Position position,
                                          const std::string &newName) {
  const NameUse *name = changeable(view, position);
  if (!name)
    return refused("no name is here");
  if (!isName(newName))
    return refused(fmt::format("'{}' cannot be a name", newName));
  std::vector<NameUse> uses = usesOf(workspace, *name);
  std::string old = textAt(workspace, name->where);
  bool isNamed = std::any_of(uses.begin(), uses.end(), [](const NameUse &use) {
    return sameStart(use.where, use.definition);
  });
  if (!isNamed)
    return refused(fmt::format("'{}' has no name of its own", old));
  for (const NameUse &use : uses)
    if (std::string other = textAt(workspace, use.where); other != old)
      return refused(fmt::format("'{}' is written '{}' elsewhere", old, other));
  Places places = placesOf(uses);
  if (llvm::Error error = tryOut(workspace, places, newName))
    return error;
  lsp::WorkspaceEdit edit;
  for (const auto &[file, list] : places) {
    auto uri = lsp::URIForFile::fromFile(file);
    if (!uri)
      return uri.takeError();
    DocumentText text = workspace.textOf(file);
    for (const SourceRange &where : list)
      edit.changes[uri->uri().str()].push_back({text.range(where), newName});
  }
  return edit;
}

} // namespace gnet
