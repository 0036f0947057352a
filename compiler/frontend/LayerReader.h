//===- LayerReader.h - A written layer as operations ----------------------===//
#ifndef GNET_FRONTEND_LAYERREADER_H
#define GNET_FRONTEND_LAYERREADER_H

#include "frontend/Ast.h"
#include "frontend/Attributes.h"

namespace gnet {

/// By layer kind: the settings of its `defaults` statement.
using DefaultSettings = std::map<std::string, std::vector<ast::Setting>>;

/// Given: the operation's own padding holds. The others depend on the kernel
/// and the input (see resolvePadding).
enum class PaddingMode { Given, Same, SameUpper };

/// What one written layer stands for: an operation, then batch norm, then ReLU.
struct LayerForm {
  LayerOp op;
  PaddingMode padding = PaddingMode::Given;
  std::optional<BatchNorm> norm;
  bool relu = false;
};

bool isLayerKind(const std::string &name);
const std::vector<std::string> &layerKinds();

/// Nothing if anything was reported. The kind must be one of `layerKinds`.
std::optional<LayerForm> readLayer(const ast::Layer &layer,
                                   const DefaultSettings &defaults,
                                   const Bindings &bindings,
                                   Diagnostics &diagnostics);

/// Reports an unknown kind, unknown keys and values that do not fit.
void checkDefaults(const ast::Defaults &defaults, const Bindings &bindings,
                   Diagnostics &diagnostics);

/// Sets the padding of a convolution or pool over `input` from its mode. Why
/// that cannot be done, or nothing.
std::optional<std::string> resolvePadding(LayerForm &form, const Shape &input);

/// How an unnamed layer is called: `conv3x3`, `relu`.
std::string automaticName(const ast::Layer &layer);

} // namespace gnet

#endif // GNET_FRONTEND_LAYERREADER_H
