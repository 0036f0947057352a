//===- X86Levels.h - The levels of x86-64 ---------------------------------===//
#ifndef GNET_TARGET_CPU_X86LEVELS_H
#define GNET_TARGET_CPU_X86LEVELS_H

#include "target/cpu/CpuLevel.h"

namespace gnet {

/// What a processor has whose Machine has instructions for bf16, on vectors or
/// on tiles, too.
llvm::ArrayRef<llvm::StringRef> bfloatsFeatures(bool hasTiles);

/// What one has that has instructions for bytes, likewise, on vectors of so
/// many lanes.
llvm::ArrayRef<llvm::StringRef> bytesFeatures(int64_t lanes, bool hasTiles);

/// Those of the psABI above the baseline, the most demanding first.
llvm::ArrayRef<CpuLevel> x86Levels();

/// Behind the name of a processor with AMX: one where the system hides that, as
/// virtual machines' do. All that is known of the processor else holds.
inline constexpr llvm::StringLiteral withoutTiles = "-no-amx";

/// Whether LLVM knows a processor of that name that runs 64-bit code.
bool isX86Processor(llvm::StringRef name);

/// What `processor` is called where it has only the features that `has` has.
std::string x86NameOf(llvm::StringRef processor,
                      llvm::function_ref<bool(llvm::StringRef)> has);

/// The most demanding level that `processor`, which LLVM knows, has; none where
/// it is below all.
std::optional<CpuLevel> x86LevelOf(llvm::StringRef processor);

/// Likewise of one whose features `has` has.
std::optional<CpuLevel>
x86LevelOf(llvm::StringRef processor,
           llvm::function_ref<bool(llvm::StringRef)> has);

} // namespace gnet

#endif // GNET_TARGET_CPU_X86LEVELS_H
