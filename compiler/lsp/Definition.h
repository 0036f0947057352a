//===- Definition.h - Where a name is defined, and where it is used -------===//
#ifndef GNET_LSP_DEFINITION_H
#define GNET_LSP_DEFINITION_H

#include "lsp/Workspace.h"

namespace gnet {

std::vector<lsp::Location> definitionOf(const Workspace &workspace,
                                        const View &view,
                                        lsp::Position position);

/// In what is open and in the specs of the editor's folders.
std::vector<lsp::Location> referencesTo(const Workspace &workspace,
                                        const View &view,
                                        lsp::Position position,
                                        bool withDefinition);

} // namespace gnet

#endif // GNET_LSP_DEFINITION_H
