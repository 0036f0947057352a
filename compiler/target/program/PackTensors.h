//===- PackTensors.h - Learned tensors as kernels read them ---------------===//
#ifndef GNET_TARGET_PROGRAM_PACKTENSORS_H
#define GNET_TARGET_PROGRAM_PACKTENSORS_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace gnet {

/// How the tensors of a step are to lie, one for each of getTensors(), null for
/// one that stays as it is; or none at all, where all do.
using PackedForms = llvm::SmallVector<gnk::PackedAttr>;

/// Puts a `gnk.pack` before each step whose tensors are to be packed, in the
/// type of its `gnk.weight_type`, once for all that want a tensor alike, in the
/// order of the run, which is that of their places in memory; and sets the
/// function's `gnk.packed_bytes`.
void packTensors(mlir::func::FuncOp function,
                 llvm::function_ref<PackedForms(gnk::KernelInterface)> formsOf);

/// How a vector of a value a channel lies: filled up to whole blocks of
/// `block`. Null for none.
gnk::PackedAttr packedByChannel(mlir::Value tensor, int64_t block);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PACKTENSORS_H
