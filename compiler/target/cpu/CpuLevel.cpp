//===- CpuLevel.cpp - The processors that a package can need --------------===//
#include "target/cpu/CpuLevel.h"
#include "target/cpu/Aarch64Levels.h"
#include "target/cpu/X86Levels.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

namespace gnet {
namespace {

std::optional<CpuLevel> hostLevel() {
  const llvm::StringRef name = llvm::sys::getHostCPUName();
  if (llvm::StringRef(hostTriple()) == aarch64Triple)
    return aarch64LevelOf(name);
  const llvm::StringMap<bool> host = llvm::sys::getHostCPUFeatures();
  auto has = [&](llvm::StringRef feature) { return host.lookup(feature); };
  // Levels refer to it.
  static const std::string x86Name = x86NameOf(name, has);
  return x86LevelOf(x86Name, has);
}

llvm::Expected<CpuLevel> nativeLevel() {
  if (auto level = hostLevel())
    return *level;
  return llvm::createStringError(
      "this machine's CPU is below every level that packages are made for; "
      "choose one with --cpu");
}

llvm::Error isUnknown(llvm::StringRef name) {
  std::string known = "native";
  for (llvm::StringRef triple : cpuTriples)
    for (const CpuLevel &level : cpuLevels(triple))
      known += ", " + level.name.str();
  return llvm::createStringError("unknown CPU '" + name + "'; known are " +
                                 known +
                                 " and processors as LLVM calls them: "
                                 "znver4, sapphirerapids, neoverse-n1, ...");
}

} // namespace

llvm::StringRef hostTriple() {
  bool isArm = llvm::Triple(llvm::sys::getProcessTriple()).isAArch64();
  return isArm ? aarch64Triple : x86Triple;
}

Multiplies multiplies(const CpuLevel &level, Products products) {
  const Machine &machine = level.machine;
  const bool areBytes = products == Products::Bytes,
             hasBfloats = machine.hasBfloats() || machine.roundsToBfloats;
  if (products == Products::Float32 ||
      !(areBytes ? machine.hasQuads() : hasBfloats))
    return Multiplies::Nothing;
  if (areBytes && machine.quadsAreSigned)
    return Multiplies::SignedVectors;
  return machine.hasTiles(areBytes ? 4 : 2) ? Multiplies::Tiles
                                            : Multiplies::Vectors;
}

llvm::ArrayRef<llvm::StringRef> ownFeatures(const CpuLevel &level,
                                            Products products) {
  static constexpr llvm::StringRef bfloats[] = {productsOfBfloatsFeature},
                                   bytes[] = {matricesOfBytesFeature},
                                   signedBytes[] = {signedProductsFeature};
  const Multiplies how = multiplies(level, products);
  if (how == Multiplies::Nothing)
    return {};
  if (how == Multiplies::SignedVectors)
    return signedBytes;
  if (level.triple == aarch64Triple)
    return products == Products::Bytes ? bytes : bfloats;
  const bool hasTiles = how == Multiplies::Tiles;
  return products == Products::Bytes
             ? bytesFeatures(level.machine.lanes, hasTiles)
             : bfloatsFeatures(hasTiles);
}

llvm::ArrayRef<CpuLevel> cpuLevels(llvm::StringRef triple) {
  return triple == aarch64Triple ? aarch64Levels() : x86Levels();
}

llvm::Expected<CpuLevel> findCpuLevel(llvm::StringRef name) {
  if (name == "native")
    return nativeLevel();
  for (llvm::StringRef triple : cpuTriples)
    for (const CpuLevel &level : cpuLevels(triple))
      if (level.name == name)
        return level;
  if (isAarch64Processor(name))
    return aarch64LevelOf(name);
  if (!isX86Processor(name))
    return isUnknown(name);
  if (auto level = x86LevelOf(name))
    return *level;
  return llvm::createStringError("the CPU '" + name +
                                 "' is below every level that packages are "
                                 "made for: x86-64-v2 and above");
}

mlir::FailureOr<CpuLevel> findCpuLevel(llvm::StringRef name,
                                       mlir::Operation *operation) {
  auto level = findCpuLevel(name);
  if (!level)
    return operation->emitError() << llvm::toString(level.takeError());
  return *level;
}

} // namespace gnet
