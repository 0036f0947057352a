//===- GnkDialect.h - The gnk dialect: how a network is computed ----------===//
#ifndef GNET_IR_GNK_GNKDIALECT_H
#define GNET_IR_GNK_GNKDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "ir/gn/GnDialect.h"

#include "ir/gnk/GnkDialect.h.inc"
#include "ir/gnk/GnkEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/gnk/GnkTypes.h.inc"

#include "ir/gnk/GnkInterfaces.h.inc"

#define GET_OP_CLASSES
#include "ir/gnk/GnkOps.h.inc"

namespace gnet::gnk {

/// Where a buffer lies: in the alloc or function argument `root`, each of its
/// images beginning `floats` after the root's image.
struct Place {
  mlir::Value root;
  int64_t floats = 0;
};

/// Looks through slices and flattens. The buffer is of a `func.func` of one
/// block, where no view is a view of itself.
Place placeOf(mlir::Value buffer);

} // namespace gnet::gnk

#endif // GNET_IR_GNK_GNKDIALECT_H
