//===- Hover.h - What is known of a word ----------------------------------===//
#ifndef GNET_LSP_HOVER_H
#define GNET_LSP_HOVER_H

#include "lsp/Analysis.h"

namespace gnet {

/// Nothing where there is nothing to say.
std::optional<lsp::Hover> hover(const View &view, lsp::Position position);

} // namespace gnet

#endif // GNET_LSP_HOVER_H
