//===- CpuLevel.h - The processors that a package can need ----------------===//
#ifndef GNET_TARGET_CPU_CPULEVEL_H
#define GNET_TARGET_CPU_CPULEVEL_H

#include "mlir/IR/Operation.h"
#include "target/cpu/kernels/Machine.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// The machines that there are packages for, as LLVM writes them.
inline constexpr llvm::StringLiteral x86Triple = "x86_64-unknown-linux-gnu";
inline constexpr llvm::StringLiteral aarch64Triple =
    "aarch64-unknown-linux-gnu";
inline constexpr llvm::StringRef cpuTriples[] = {x86Triple, aarch64Triple};

/// The one of these that gnetc runs on.
llvm::StringRef hostTriple();

/// What processors have in common: a microarchitecture level of x86-64, or the
/// baseline of AArch64.
struct CpuLevel {
  llvm::StringRef name; ///< As "x86-64-v4".
  /// Whose machine it is: the level, or a processor as "znver4".
  llvm::StringRef processor;
  llvm::StringRef triple; ///< One of cpuTriples.
  /// The processor, as LLVM calls it, that has the level's instructions and no
  /// others.
  llvm::StringRef instructions;
  /// What the package checks when it opens, by the names that
  /// runtime/core/cpu_features.c knows.
  llvm::ArrayRef<llvm::StringRef> features;
  /// What its kernels are generated for. A block of channels is a vector.
  Machine machine;
};

/// Products of what a package keeps in memory: processors that have
/// instructions for them are a level of their own, above the others of theirs.
enum class Products { Float32, Bfloats, Bytes };

/// What there are instructions for that not all of a level's name have. Those
/// on signed bytes alone take one more to make them of unsigned ones.
enum class Multiplies { Nothing, SignedVectors, Vectors, Tiles };

Multiplies multiplies(const CpuLevel &level, Products products);
/// What a processor has then, as LLVM and the runtime call it.
llvm::ArrayRef<llvm::StringRef> ownFeatures(const CpuLevel &level,
                                            Products products);

/// All levels of a machine, the most demanding first.
llvm::ArrayRef<CpuLevel> cpuLevels(llvm::StringRef triple);

/// The level of that name; with a processor's, as LLVM calls it, or `native`,
/// this machine's, the highest that it has, and its machine.
llvm::Expected<CpuLevel> findCpuLevel(llvm::StringRef name);

/// Likewise for a pass over `operation`, where an error is emitted.
mlir::FailureOr<CpuLevel> findCpuLevel(llvm::StringRef name,
                                       mlir::Operation *operation);

} // namespace gnet

#endif // GNET_TARGET_CPU_CPULEVEL_H
