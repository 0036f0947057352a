//===- Completion.h - What can be written at a place ----------------------===//
#ifndef GNET_LSP_COMPLETION_H
#define GNET_LSP_COMPLETION_H

#include "lsp/Analysis.h"

namespace gnet {

std::vector<lsp::CompletionItem> completion(const View &view,
                                            lsp::Position position);

} // namespace gnet

#endif // GNET_LSP_COMPLETION_H
