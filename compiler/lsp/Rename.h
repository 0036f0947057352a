//===- Rename.h - A name, changed wherever it is written ------------------===//
#ifndef GNET_LSP_RENAME_H
#define GNET_LSP_RENAME_H

#include "lsp/Workspace.h"

namespace gnet {

/// The name at that place, if it can be changed.
std::optional<lsp::Range> renamable(const View &view, lsp::Position position);

/// What has to be written where, or why the name cannot be changed to that one:
/// no spec may get a mistake by it, and no use another meaning.
llvm::Expected<lsp::WorkspaceEdit> rename(const Workspace &workspace,
                                          const View &view,
                                          lsp::Position position,
                                          const std::string &newName);

} // namespace gnet

#endif // GNET_LSP_RENAME_H
