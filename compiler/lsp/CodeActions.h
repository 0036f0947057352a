//===- CodeActions.h - The repairs of mistakes ----------------------------===//
#ifndef GNET_LSP_CODEACTIONS_H
#define GNET_LSP_CODEACTIONS_H

#include "lsp/Workspace.h"

namespace gnet {

/// Of the mistakes in `range` that name a repair.
std::vector<lsp::CodeAction> codeActions(const Workspace &workspace,
                                         const View &view,
                                         const lsp::URIForFile &uri,
                                         lsp::Range range);

} // namespace gnet

#endif // GNET_LSP_CODEACTIONS_H
