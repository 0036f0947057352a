#include "lsp/Workspace.h"

#include "lsp/SpecFolders.h"

#include <algorithm>

namespace gnet {

Workspace::Workspace() {
  readFile = [this](const std::string &path, size_t maxBytes) -> FileContent {
    const Document *document = find(path);
    if (!document)
      return readFromDisk(path, maxBytes);
    if (document->text.text().size() > maxBytes)
      return {{}, "it is too large"};
    return {document->text.text(), {}};
  };
}

const Document *Workspace::find(const std::string &path) const {
  auto it = open.find(path);
  return it == open.end() ? nullptr : &it->second;
}

void Workspace::look(const std::string &path, Document &document) {
  document.current = analyze(path, readFile);
  if (document.current->hasNetwork())
    document.lastWithNetwork = document.current;
}

std::vector<std::string> Workspace::lookAtUsers(const std::string &path) {
  std::vector<std::string> users;
  for (auto &[name, document] : open) {
    if (name == path || !document.current)
      continue;
    // A missing import is in no tree, but may be there now.
    bool isUser = document.current->file(path);
    for (const NameUse &use : document.current->names)
      isUser =
          isUser || (use.kind == NameKind::File && use.definition.file == path);
    if (!isUser)
      continue;
    look(name, document);
    users.push_back(name);
  }
  return users;
}

std::vector<std::string> Workspace::set(const std::string &path,
                                        std::string text, int64_t version) {
  Document &document = open[path];
  document.text = DocumentText(std::move(text));
  document.version = version;
  look(path, document);
  std::vector<std::string> looked = lookAtUsers(path);
  looked.insert(looked.begin(), path);
  return looked;
}

std::vector<std::string> Workspace::close(const std::string &path) {
  open.erase(path);
  return lookAtUsers(path);
}

std::vector<std::string> Workspace::lookAgain() {
  std::vector<std::string> looked;
  for (auto &[path, document] : open) {
    look(path, document);
    looked.push_back(path);
  }
  return looked;
}

bool Workspace::isInOpenTree(const std::string &path) const {
  return std::any_of(open.begin(), open.end(), [&](const auto &each) {
    return each.second.current->file(path);
  });
}

std::vector<NameUse> Workspace::namesAround(const std::string &word) const {
  std::vector<NameUse> names;
  for (const auto &[path, document] : open)
    names.insert(names.end(), document.current->names.begin(),
                 document.current->names.end());
  for (const std::string &path : specsIn(folders)) {
    if (isInOpenTree(path))
      continue;
    FileContent content = readFile(path, maxSpecBytes);
    if (!content.bytes || content.bytes->find(word) == std::string::npos)
      continue;
    Diagnostics ignored;
    std::vector<NameUse> own = namesOf(loadSpecTree(path, readFile, ignored));
    names.insert(names.end(), own.begin(), own.end());
  }
  return names;
}

std::optional<View> Workspace::view(const std::string &path) const {
  const Document *document = find(path);
  if (!document)
    return std::nullopt;
  const Analysis *network = document->current.get();
  for (auto it = open.begin(); it != open.end() && !network->hasNetwork(); ++it)
    if (it->second.current->hasNetwork() && it->second.current->file(path))
      network = it->second.current.get();
  return View{path, document->text, *document->current, *network,
              document->lastWithNetwork.get()};
}

DocumentText Workspace::textOf(const std::string &path) const {
  FileContent content = readFile(path, maxSpecBytes);
  return DocumentText(content.bytes.value_or(""));
}

} // namespace gnet
