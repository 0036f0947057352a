//===- ShownDiagnostics.cpp - Mistakes that an editor is told of ----------===//
#include "lsp/ShownDiagnostics.h"

#include "lsp/DiagnosticsOf.h"

namespace gnet {

void ShownDiagnostics::show(const std::vector<std::string> &paths) {
  std::set<std::string> files;
  for (const std::string &path : paths) {
    for (const auto &[file, mistakes] : shown[path])
      files.insert(file);
    shown[path] = diagnosticsOf(workspace, path);
    for (const auto &[file, mistakes] : shown[path])
      files.insert(file);
  }
  for (const std::string &file : files)
    send(file);
}

void ShownDiagnostics::close(const std::string &path,
                             const std::vector<std::string> &looked) {
  shown.erase(path);
  show(looked);
  send(path);
  sendGone();
}

/// Of files that only a closed document brought up.
void ShownDiagnostics::sendGone() {
  std::set<std::string> current;
  for (const auto &[path, byFile] : shown)
    for (const auto &[file, mistakes] : byFile)
      current.insert(file);
  for (const std::string &file : std::exchange(published, {}))
    if (current.count(file))
      published.insert(file);
    else
      send(file);
}

/// All that the open documents say of the file, each once.
void ShownDiagnostics::send(const std::string &file) {
  auto uri = lsp::URIForFile::fromFile(file);
  if (!uri)
    return llvm::consumeError(uri.takeError());
  const Document *document = workspace.find(file);
  lsp::PublishDiagnosticsParams params(*uri, document ? document->version : 0);
  std::set<std::tuple<int, int, std::string>> seen;
  for (const auto &[path, byFile] : shown) {
    auto it = byFile.find(file);
    if (it == byFile.end())
      continue;
    for (const lsp::Diagnostic &mistake : it->second)
      if (seen.insert({mistake.range.start.line, mistake.range.start.character,
                       mistake.message})
              .second)
        params.diagnostics.push_back(mistake);
  }
  if (!params.diagnostics.empty())
    published.insert(file);
  publish(params);
}

} // namespace gnet
