//===- InferLayer.h - The result type of a layer --------------------------===//
#ifndef GNET_IR_GN_INFERLAYER_H
#define GNET_IR_GN_INFERLAYER_H

#include "ir/gn/LayerAttributes.h"
#include "mlir/IR/OperationSupport.h"

namespace gnet::gn {

/// Adds the result type of `operation`, as `gn.conv`, over `operands`: that of
/// the layer in network/, the one place that knows shapes. Emits what does not
/// fit.
mlir::LogicalResult inferLayer(llvm::StringRef operation,
                               mlir::ValueRange operands,
                               AttributeLookup attribute,
                               std::optional<mlir::Location> location,
                               llvm::SmallVectorImpl<mlir::Type> &types);

/// `inferLayer` for an operation class of ODS and its properties.
template <typename Op>
mlir::LogicalResult
inferLayerOf(mlir::MLIRContext *context, std::optional<mlir::Location> location,
             mlir::ValueRange operands, mlir::OpaqueProperties properties,
             llvm::SmallVectorImpl<mlir::Type> &types) {
  auto attribute = [&](llvm::StringRef name) -> mlir::Attribute {
    using Properties = typename Op::Properties;
    if constexpr (requires(Properties &p) {
                    Op::getInherentAttr(context, p, name);
                  })
      if (properties)
        return Op::getInherentAttr(context, *properties.as<Properties *>(),
                                   name)
            .value_or(mlir::Attribute());
    return {};
  };
  return inferLayer(Op::getOperationName(), operands, attribute, location,
                    types);
}

} // namespace gnet::gn

#endif // GNET_IR_GN_INFERLAYER_H
