//===- DocumentSymbols.h - The outline of a spec --------------------------===//
#ifndef GNET_LSP_DOCUMENTSYMBOLS_H
#define GNET_LSP_DOCUMENTSYMBOLS_H

#include "lsp/Analysis.h"

namespace gnet {

std::vector<lsp::DocumentSymbol> documentSymbols(const View &view);

} // namespace gnet

#endif // GNET_LSP_DOCUMENTSYMBOLS_H
