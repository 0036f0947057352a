//===- LayerReader.h - A written layer as operations ----------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_LAYERREADER_H
#define GNET_LANGUAGE_ELABORATION_LAYERREADER_H

#include "language/elaboration/Attributes.h"
#include "language/elaboration/PaddingMode.h"
#include "language/syntax/Ast.h"

namespace gnet {

/// What one written layer stands for: an operation, then batch norm, then an
/// activation.
struct LayerForm {
  LayerOp op;
  PaddingMode padding = PaddingMode::Given;
  std::optional<LayerOp> norm;
  std::optional<LayerOp> activation;
};

/// The words by which layers are written, in the alphabet's order.
const std::vector<std::string> &layerWords();
bool isLayerWord(const std::string &word);

/// Nothing if anything was reported. The kind must be one of `layerWords`.
std::optional<LayerForm> readLayer(const ast::Layer &layer,
                                   const DefaultSettings &defaults,
                                   const Bindings &bindings,
                                   Diagnostics &diagnostics);

/// Reports an unknown kind, unknown keys and values that do not fit.
void checkDefaults(const ast::Defaults &defaults, const Bindings &bindings,
                   Diagnostics &diagnostics);

/// How an unnamed layer is called: `conv3x3`, `relu`.
std::string automaticName(const ast::Layer &layer);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_LAYERREADER_H
