//===- GnDialect.h - The gn dialect: what a network is --------------------===//
#ifndef GNET_DIALECT_GN_GNDIALECT_H
#define GNET_DIALECT_GN_GNDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialect/gn/GnDialect.h.inc"
#include "dialect/gn/GnEnums.h.inc"

#define GET_OP_CLASSES
#include "dialect/gn/GnOps.h.inc"

#endif // GNET_DIALECT_GN_GNDIALECT_H
