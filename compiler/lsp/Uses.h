//===- Uses.h - The places where a name of a spec is written --------------===//
#ifndef GNET_LSP_USES_H
#define GNET_LSP_USES_H

#include "lsp/Workspace.h"

namespace gnet {

/// What is written there.
std::string textAt(const Workspace &workspace, const SourceRange &where);

/// Of the definition at which `name` points: that place and each use, once, in
/// what is open and in the specs of the editor's folders.
std::vector<NameUse> usesOf(const Workspace &workspace, const NameUse &name);

} // namespace gnet

#endif // GNET_LSP_USES_H
