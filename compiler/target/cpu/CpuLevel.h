//===- CpuLevel.h - The x86-64 processors that a package can need ---------===//
#ifndef GNET_TARGET_CPU_CPULEVEL_H
#define GNET_TARGET_CPU_CPULEVEL_H

#include "mlir/IR/Operation.h"
#include "target/cpu/kernels/Machine.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// A microarchitecture level of the x86-64 psABI.
struct CpuLevel {
  llvm::StringRef name; ///< As "x86-64-v4".
  /// Whose machine it is: the level, or a processor as "znver4".
  llvm::StringRef processor;
  /// What the package checks when it opens, by the names that
  /// runtime/core/cpu_features.c knows.
  llvm::ArrayRef<llvm::StringRef> features;
  /// What its kernels are generated for. A block of channels is a vector.
  Machine machine;
};

/// All levels, the most demanding first.
llvm::ArrayRef<CpuLevel> cpuLevels();

/// The level of that name; with a processor's, as LLVM calls it, or `native`,
/// this machine's, the highest that it has, and its machine.
llvm::Expected<CpuLevel> findCpuLevel(llvm::StringRef name);

/// Likewise for a pass over `operation`, where an error is emitted.
mlir::FailureOr<CpuLevel> findCpuLevel(llvm::StringRef name,
                                       mlir::Operation *operation);

} // namespace gnet

#endif // GNET_TARGET_CPU_CPULEVEL_H
