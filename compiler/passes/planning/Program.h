//===- Program.h - A function of kernels, as planning reads it ------------===//
#ifndef GNET_PASSES_PLANNING_PROGRAM_H
#define GNET_PASSES_PLANNING_PROGRAM_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace gnet::gnk {

/// Succeeds if `function` is one block of kernels, allocs, views and gn's
/// learned tensors, on arguments that are dense nchw buffers.
mlir::LogicalResult verifyProgram(mlir::func::FuncOp function);

/// The buffer that `operation` is a view of, or null if it is no view.
mlir::Value viewedBuffer(mlir::Operation *operation);

/// Gives `view` the type that follows from its buffer's.
void retypeView(mlir::Operation *view);

/// Likewise all views of `buffer`, and theirs.
void retypeViewsOf(mlir::Value buffer);

/// Erases the views and allocs that nothing uses.
void eraseUnused(mlir::Block &block);

} // namespace gnet::gnk

#endif // GNET_PASSES_PLANNING_PROGRAM_H
