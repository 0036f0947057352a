//===- Formatting.h - A document in the canonical layout ------------------===//
#ifndef GNET_LSP_FORMATTING_H
#define GNET_LSP_FORMATTING_H

#include "lsp/Analysis.h"

namespace gnet {

/// None where nothing changes, or the document has syntax errors.
std::vector<lsp::TextEdit> formatting(const View &view);

} // namespace gnet

#endif // GNET_LSP_FORMATTING_H
