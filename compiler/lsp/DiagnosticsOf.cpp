#include "lsp/DiagnosticsOf.h"

namespace gnet {

lsp::Diagnostic diagnosticOf(const Workspace &workspace,
                             const DocumentText &text,
                             const Diagnostic &mistake) {
  lsp::Diagnostic shown;
  shown.range = text.range(mistake.where);
  shown.severity = lsp::DiagnosticSeverity::Error;
  shown.source = "gnetc";
  shown.message = mistake.message;
  std::vector<lsp::DiagnosticRelatedInformation> related;
  for (const Note &note : mistake.notes) {
    auto uri = lsp::URIForFile::fromFile(note.where.file);
    if (!uri) {
      llvm::consumeError(uri.takeError());
      continue;
    }
    lsp::Location location;
    location.uri = *uri;
    location.range = workspace.textOf(note.where.file).range(note.where);
    related.emplace_back(std::move(location), note.message);
  }
  if (!related.empty())
    shown.relatedInformation = std::move(related);
  return shown;
}

std::map<std::string, std::vector<lsp::Diagnostic>>
diagnosticsOf(const Workspace &workspace, const std::string &path) {
  std::map<std::string, std::vector<lsp::Diagnostic>> byFile;
  byFile[path];
  std::map<std::string, DocumentText> texts;
  const Document *document = workspace.find(path);
  for (const Diagnostic &mistake :
       document->current->spec.diagnostics.sorted()) {
    const std::string &file = mistake.where.file;
    auto [it, isNew] = texts.try_emplace(file);
    if (isNew)
      it->second = workspace.textOf(file);
    byFile[file].push_back(diagnosticOf(workspace, it->second, mistake));
  }
  return byFile;
}

} // namespace gnet
