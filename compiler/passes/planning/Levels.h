//===- Levels.h - Which steps may run side by side ------------------------===//
#ifndef GNET_PASSES_PLANNING_LEVELS_H
#define GNET_PASSES_PLANNING_LEVELS_H

#include "ir/gnk/GnkDialect.h"
#include "llvm/ADT/DenseMap.h"

namespace gnet {

/// By kernel: its level, one more than the highest of those before it that it
/// has to wait for, as either writes what the other reads or writes. Kernels of
/// one level may run side by side. Buffers are told apart by their allocs.
llvm::DenseMap<mlir::Operation *, int64_t> levelsOf(mlir::Block &program);

} // namespace gnet

#endif // GNET_PASSES_PLANNING_LEVELS_H
