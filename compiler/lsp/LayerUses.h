//===- LayerUses.h - What became of a place of a spec in the network ------===//
#ifndef GNET_LSP_LAYERUSES_H
#define GNET_LSP_LAYERUSES_H

#include "lsp/Analysis.h"

namespace gnet {

/// One of the layers, or groups of them, that a stage or statement stands for:
/// one for each use of the module that it is in.
struct LayerUse {
  std::string path;
  Shape output;
  std::vector<LayerId> layers;
};

/// Of the stage, module call or table's row that begins there.
std::vector<LayerUse> usesAt(const SpecAnalysis &spec,
                             const SourceRange &where);

/// Of a statement: what its last stage gives.
std::vector<LayerUse> usesOf(const SpecAnalysis &spec,
                             const ast::LayerStatement &statement);

/// Of the row of the network's table that has this name, or nothing.
std::optional<LayerUse> rowNamed(const SpecAnalysis &spec,
                                 const std::string &name);

/// Calls `visit` with each statement of layers and each row of a table in the
/// body, also those in branches and heads.
void forEachStatement(
    const std::vector<ast::Statement> &body,
    const std::function<void(const ast::LayerStatement &)> &layers,
    const std::function<void(const ast::Row &)> &row);

/// The bodies of a file: its modules' and its network's.
std::vector<const std::vector<ast::Statement> *> bodiesOf(const SpecFile &file);

} // namespace gnet

#endif // GNET_LSP_LAYERUSES_H
