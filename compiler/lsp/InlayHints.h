//===- InlayHints.h - The output of each layer, behind its line -----------===//
#ifndef GNET_LSP_INLAYHINTS_H
#define GNET_LSP_INLAYHINTS_H

#include "lsp/Analysis.h"

namespace gnet {

/// Of the statements within `range` that do not expect a shape themselves.
std::vector<lsp::InlayHint> inlayHints(const View &view, lsp::Range range);

} // namespace gnet

#endif // GNET_LSP_INLAYHINTS_H
