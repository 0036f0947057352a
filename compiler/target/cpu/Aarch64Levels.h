//===- Aarch64Levels.h - The level of AArch64 -----------------------------===//
#ifndef GNET_TARGET_CPU_AARCH64LEVELS_H
#define GNET_TARGET_CPU_AARCH64LEVELS_H

#include "target/cpu/CpuLevel.h"

namespace gnet {

/// What a processor has whose Machine has instructions for bf16.
inline constexpr llvm::StringLiteral productsOfBfloatsFeature = "bf16";
/// Likewise for bytes.
inline constexpr llvm::StringLiteral matricesOfBytesFeature = "i8mm";
/// Likewise for signed bytes only.
inline constexpr llvm::StringLiteral signedProductsFeature = "dotprod";

/// Armv8-A with NEON, which every AArch64 with Linux has: kernels need no more.
llvm::ArrayRef<CpuLevel> aarch64Levels();

/// Whether LLVM knows a processor of that name.
bool isAarch64Processor(llvm::StringRef name);

/// The level with the machine of `processor`.
CpuLevel aarch64LevelOf(llvm::StringRef processor);

} // namespace gnet

#endif // GNET_TARGET_CPU_AARCH64LEVELS_H
