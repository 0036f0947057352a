//===- SemanticTokens.h - What kind of word each word is ------------------===//
#ifndef GNET_LSP_SEMANTICTOKENS_H
#define GNET_LSP_SEMANTICTOKENS_H

#include "lsp/Analysis.h"

namespace gnet {

/// The protocol's names of the kinds, in the order of their numbers.
const std::vector<std::string> &semanticTokenTypes();

/// Five numbers a token, as the protocol packs them.
std::vector<int> semanticTokens(const View &view);

} // namespace gnet

#endif // GNET_LSP_SEMANTICTOKENS_H
