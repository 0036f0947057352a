//===- CpuLevel.cpp - The x86-64 processors that a package can need -------===//
#include "target/cpu/CpuLevel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/X86TargetParser.h"

namespace gnet {
namespace {

/// Each level has what the ones after it here do not: a level's features are a
/// tail of this list.
constexpr llvm::StringRef features[] = {
    "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl", // v4
    "avx",     "avx2",     "fma",      "f16c",     "bmi",
    "bmi2",    "lzcnt",                                      // v3
    "sse3",    "ssse3",    "sse4.1",   "sse4.2",   "popcnt", // v2
};

constexpr Machine avx512 = {};
constexpr Machine avx2 = {.lanes = 8, .registers = 16};
// oneDNN's kernels for SSE 4.1 take groups of 8 as those for AVX2 do.
constexpr Machine sse4 = {.lanes = 8,
                          .registersOfVector = 2,
                          .registers = 16,
                          .hasFma = false,
                          .vectorFmasPerCycle = 0.5,
                          .vectorLoadsPerCycle = 1};

constexpr CpuLevel levels[] = {
    {"x86-64-v4",
     "x86-64-v4",
     {std::begin(features), std::end(features)},
     avx512},
    {"x86-64-v3",
     "x86-64-v3",
     {std::begin(features) + 5, std::end(features)},
     avx2},
    {"x86-64-v2",
     "x86-64-v2",
     {std::begin(features) + 12, std::end(features)},
     sse4},
};

/// What is measured of processors, beside their level.
void setFacts(Machine &machine, llvm::StringRef processor) {
  // Rocket Lake is what LLVM takes a Xeon for that it does not know.
  bool isLargeXeon = llvm::is_contained(
      {"sapphirerapids", "emeraldrapids", "graniterapids", "rocketlake"},
      processor);
  bool isXeon =
      isLargeXeon || llvm::is_contained({"skylake-avx512", "cascadelake",
                                         "cooperlake", "icelake-server"},
                                        processor);
  if (isXeon)
    machine.memoryBytesPerCycle = 3.2;
  if (isLargeXeon)
    machine.level2Bytes = 2 << 20;
  if (processor == "znver5")
    machine.memoryBytesPerCycle = 9;
  if (processor != "znver4")
    return;
  machine.memoryBytesPerCycle = 7;
  // Two halves of a vector, one after the other.
  if (machine.lanes == 16)
    machine.vectorFmasPerCycle = machine.vectorLoadsPerCycle = 1;
}

/// The most demanding level whose features `has` has, for `processor`.
std::optional<CpuLevel>
highestLevel(llvm::StringRef processor,
             llvm::function_ref<bool(llvm::StringRef)> has) {
  for (CpuLevel level : levels) {
    if (!llvm::all_of(level.features, has))
      continue;
    level.processor = processor;
    setFacts(level.machine, processor);
    return level;
  }
  return std::nullopt;
}

bool isProcessor(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> known;
  llvm::X86::fillValidCPUArchList(known, /*Only64Bit=*/true);
  return llvm::is_contained(known, name);
}

std::optional<CpuLevel> levelOfProcessor(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> features;
  llvm::X86::getFeaturesForCPU(name, features);
  return highestLevel(name, [&](llvm::StringRef feature) {
    return llvm::is_contained(features, feature);
  });
}

llvm::Expected<CpuLevel> nativeLevel() {
  const llvm::StringMap<bool> host = llvm::sys::getHostCPUFeatures();
  if (auto level = highestLevel(
          llvm::sys::getHostCPUName(),
          [&](llvm::StringRef feature) { return host.lookup(feature); }))
    return *level;
  return llvm::createStringError(
      "this machine's CPU is below every level that packages are made for; "
      "choose one with --cpu");
}

} // namespace

llvm::ArrayRef<CpuLevel> cpuLevels() { return levels; }

llvm::Expected<CpuLevel> findCpuLevel(llvm::StringRef name) {
  if (name == "native")
    return nativeLevel();
  std::string known = "native";
  for (const CpuLevel &level : levels) {
    if (level.name == name)
      return level;
    known += ", " + level.name.str();
  }
  if (!isProcessor(name))
    return llvm::createStringError("unknown CPU '" + name + "'; known are " +
                                   known +
                                   " and processors as LLVM calls them: "
                                   "znver4, sapphirerapids, ...");
  if (auto level = levelOfProcessor(name))
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
