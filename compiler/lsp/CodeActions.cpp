#include "lsp/CodeActions.h"

#include "lsp/DiagnosticsOf.h"

namespace gnet {

std::vector<lsp::CodeAction> codeActions(const Workspace &workspace,
                                         const View &view,
                                         const lsp::URIForFile &uri,
                                         lsp::Range range) {
  std::vector<lsp::CodeAction> actions;
  for (const Diagnostic &mistake : view.own.spec.diagnostics.sorted()) {
    if (mistake.repair.empty() || mistake.where.file != view.path)
      continue;
    lsp::Diagnostic shown = diagnosticOf(workspace, view.text, mistake);
    if (shown.range.end < range.start || range.end < shown.range.start)
      continue;
    lsp::CodeAction action;
    action.title = "Write '" + mistake.repair + "'";
    action.kind = "quickfix";
    action.isPreferred = true;
    action.edit.emplace();
    action.edit->changes[uri.uri().str()] = {{shown.range, mistake.repair}};
    action.diagnostics = {{std::move(shown)}};
    actions.push_back(std::move(action));
  }
  return actions;
}

} // namespace gnet
