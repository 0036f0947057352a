//===- GnDialect.h - The gn dialect: what a network is --------------------===//
#ifndef GNET_IR_GN_GNDIALECT_H
#define GNET_IR_GN_GNDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "ir/gn/GnDialect.h.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/gn/GnAttributes.h.inc"

namespace gnet::gn {

/// The type of a value by output channel of a layer with filters of type
/// `weight`: its first dimension. Any other type is given back.
mlir::Type byOutputChannel(mlir::Type weight);

/// What stands in an operation's text and between an attribute's brackets:
/// relu, leaky_relu(0.1) or tanh(1.7159, 0.6666).
mlir::ParseResult parseActivation(mlir::AsmParser &parser,
                                  ActivationAttr &activation);
void printActivation(mlir::AsmPrinter &printer, mlir::Operation *,
                     ActivationAttr activation);

/// The input of `layer`, an activation, if that has been through the same one
/// and it changes nothing twice; else null.
mlir::OpFoldResult foldActivation(mlir::Operation *layer);

/// Every number among the attributes of `layer` is finite.
llvm::LogicalResult verifyActivation(mlir::Operation *layer);

template <typename Op>
class MakesTensor : public mlir::OpTrait::TraitBase<Op, MakesTensor> {};

template <typename Op>
class IsActivation : public mlir::OpTrait::TraitBase<Op, IsActivation> {
public:
  static llvm::LogicalResult verifyTrait(mlir::Operation *layer) {
    return verifyActivation(layer);
  }
};

/// activation(scale * (x - mean) / sqrt(variance + epsilon) + shift) by
/// channel, as far as each is there.
struct ByChannel {
  mlir::Value scale, shift, mean, variance;
  mlir::FloatAttr epsilon;
  ActivationAttr activation;
};

} // namespace gnet::gn

#include "ir/gn/GnInterfaces.h.inc"

#define GET_OP_CLASSES
#include "ir/gn/GnOps.h.inc"

namespace gnet::gn {

/// Attributes of a network's function, which stay on it through every stage:
/// how a picture becomes an input, {order = "bgr", scale = 1.0 : f64,
/// mean = array<f64: ...>, stddev = array<f64: ...>}, in the terms of
/// network/Network.h's Input,
inline constexpr llvm::StringLiteral inputAttribute = "gn.input";
/// and a string for each class, absent where the spec names none.
inline constexpr llvm::StringLiteral labelsAttribute = "gn.labels";

/// Whether `operation` makes a tensor before any image comes.
inline bool makesTensor(mlir::Operation *operation) {
  return operation->hasTrait<MakesTensor>();
}

/// What `layer` applies to each value of its input, or null if it is no
/// activation.
ActivationAttr activationOf(mlir::Operation *layer);

/// Whether every dimension is known and positive and there are at most 2^38
/// elements, so that no size computed from the type overflows.
bool isKnownSize(mlir::RankedTensorType type);

} // namespace gnet::gn

#endif // GNET_IR_GN_GNDIALECT_H
