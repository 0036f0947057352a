//===- DiagnosticsOf.h - Mistakes as editors show them --------------------===//
#ifndef GNET_LSP_DIAGNOSTICSOF_H
#define GNET_LSP_DIAGNOSTICSOF_H

#include "lsp/Workspace.h"

namespace gnet {

/// A mistake with its notes; `text` is that of its file.
lsp::Diagnostic diagnosticOf(const Workspace &workspace,
                             const DocumentText &text,
                             const Diagnostic &mistake);

/// All mistakes that looking at an open document brings up, by file. The
/// document's own list is there, even if it is empty.
std::map<std::string, std::vector<lsp::Diagnostic>>
diagnosticsOf(const Workspace &workspace, const std::string &path);

} // namespace gnet

#endif // GNET_LSP_DIAGNOSTICSOF_H
