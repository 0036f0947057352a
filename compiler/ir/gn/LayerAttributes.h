//===- LayerAttributes.h - Layers as operations of gn, and back -----------===//
//
// A layer `word` of network/Layers.h is the operation `gn.word`: its attributes
// are those that the layer's description names, its operands the layer's inputs
// and then what it learns, in the order of the description.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_IR_GN_LAYERATTRIBUTES_H
#define GNET_IR_GN_LAYERATTRIBUTES_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/Builders.h"
#include "network/Layers.h"

namespace gnet::gn {

/// The attributes of the layer's operation.
mlir::NamedAttrList attributesOf(mlir::Builder &builder, const LayerOp &layer);

/// The names that `attributesOf` can give for layers of a kind.
llvm::SmallVector<llvm::StringRef> attributeNamesOf(const LayerKind &kind);

/// Null for an attribute that is not there.
using AttributeLookup =
    llvm::function_ref<mlir::Attribute(llvm::StringRef name)>;

/// The layer of these attributes: one that is not there is the language's
/// default. Sizes that only a weight tells are 0. Emits what does not fit.
mlir::FailureOr<LayerOp> layerOf(const LayerKind &kind,
                                 AttributeLookup attribute,
                                 std::optional<mlir::Location> location);

} // namespace gnet::gn

#endif // GNET_IR_GN_LAYERATTRIBUTES_H
