//===- Aarch64Levels.cpp - The level of AArch64 ---------------------------===//
#include "target/cpu/Aarch64Levels.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/TargetParser/AArch64TargetParser.h"

namespace gnet {
namespace {

constexpr llvm::StringRef features[] = {"fp-armv8", "neon"};

/// A block of 8 channels is two registers, of which two are multiplied a cycle.
constexpr Machine neon = {.lanes = 8,
                          .registersOfVector = 2,
                          .registers = 32,
                          .vectorFmasPerCycle = 1,
                          .vectorLoadsPerCycle = 1,
                          .addsPairsOfWords = false};

constexpr CpuLevel levels[] = {
    {"armv8-a", "armv8-a", aarch64Triple, "generic", features, neon}};

/// What Arm's optimization guides say of processors.
void setFacts(Machine &machine, llvm::StringRef processor) {
  bool isNeoverse = processor.starts_with("neoverse-");
  bool isWide =
      llvm::is_contained({"neoverse-v1", "neoverse-v2", "neoverse-v3",
                          "neoverse-v3ae", "cortex-x1", "cortex-x2",
                          "cortex-x3", "cortex-x4", "cortex-x925", "grace"},
                         processor);
  if (isNeoverse || isWide)
    machine.level1Bytes = 64 << 10;
  if (isWide) {
    machine.vectorFmasPerCycle = 2;
    machine.vectorLoadsPerCycle = 1.5;
  }
  auto cpu = llvm::AArch64::parseCpu(processor);
  if (!cpu)
    return;
  const llvm::AArch64::ExtensionBitset has = cpu->getImpliedExtensions();
  if (has.test(llvm::AArch64::AEK_BF16))
    machine.vectorDotsPerCycle = machine.vectorFmasPerCycle;
  const bool hasMixed = has.test(llvm::AArch64::AEK_I8MM);
  if (hasMixed || has.test(llvm::AArch64::AEK_DOTPROD))
    machine.vectorQuadsPerCycle = machine.vectorFmasPerCycle;
  machine.quadsAreSigned = machine.hasQuads() && !hasMixed;
}

} // namespace

llvm::ArrayRef<CpuLevel> aarch64Levels() { return levels; }

bool isAarch64Processor(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> known;
  llvm::AArch64::fillValidCPUArchList(known);
  return llvm::is_contained(known, name);
}

CpuLevel aarch64LevelOf(llvm::StringRef processor) {
  CpuLevel level = levels[0];
  level.processor = processor;
  setFacts(level.machine, processor);
  return level;
}

} // namespace gnet
