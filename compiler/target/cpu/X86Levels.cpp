//===- X86Levels.cpp - The levels of x86-64 -------------------------------===//
#include "target/cpu/X86Levels.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
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

/// Beside a level's, those of tiles before those of vectors: who has tiles has
/// these, too.
constexpr llvm::StringLiteral tileFeature = "amx-tile";
constexpr llvm::StringRef bfloats[] = {tileFeature, "amx-bf16", "avx512bf16"};
constexpr llvm::StringRef bytes[] = {tileFeature, "amx-int8", "avx512vnni"};
constexpr llvm::StringRef bytesOfAvx[] = {"avxvnni"};
constexpr size_t tileFeatures = 2;

constexpr Machine avx512 = {};
constexpr Machine avx2 = {.lanes = 8, .registers = 16};
// oneDNN's kernels for SSE 4.1 take groups of 8 as those for AVX2 do.
constexpr Machine sse4 = {.lanes = 8,
                          .registersOfVector = 2,
                          .registers = 16,
                          .hasFma = false,
                          .widensHalves = false,
                          .vectorFmasPerCycle = 0.5,
                          .vectorLoadsPerCycle = 1};

constexpr CpuLevel level(llvm::StringRef name, size_t firstFeature,
                         const Machine &machine) {
  return {name,
          name,
          x86Triple,
          name,
          {std::begin(features) + firstFeature, std::end(features)},
          machine};
}

constexpr CpuLevel levels[] = {
    level("x86-64-v4", 0, avx512),
    level("x86-64-v3", 5, avx2),
    level("x86-64-v2", 12, sse4),
};

using HasFeature = llvm::function_ref<bool(llvm::StringRef)>;

void setTiles(Machine &machine, HasFeature has) {
  constexpr bool areTiles = true;
  machine.hasBfloatTiles = llvm::all_of(bfloatsFeatures(areTiles), has);
  machine.hasByteTiles =
      llvm::all_of(bytesFeatures(machine.lanes, areTiles), has);
}

/// What is measured of processors, beside their level. Instructions on pairs of
/// bf16 are as fast as those on float32 on AMD's. On Intel's that have tiles
/// they take four times as long, and are left to those: two multiply-adds, and
/// what makes floats of the pairs, take less. Those on quads of bytes are fast
/// everywhere.
void setFacts(Machine &machine, llvm::StringRef processor, HasFeature has) {
  processor.consume_back(withoutTiles);
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
  const bool isWide = machine.lanes == avx512.lanes;
  if (isWide && llvm::all_of(bfloatsFeatures(/*hasTiles=*/false), has)) {
    machine.roundsToBfloats = true;
    machine.vectorDotsPerCycle = isLargeXeon ? 0 : isXeon ? 1 : 2;
  }
  if (machine.registersOfVector == 1 &&
      llvm::all_of(bytesFeatures(machine.lanes, /*hasTiles=*/false), has))
    machine.vectorQuadsPerCycle = 2;
  if (isWide)
    setTiles(machine, has);
  if (processor == "znver5") {
    machine.memoryBytesPerCycle = 9;
    machine.level1Bytes = 48 << 10;
    // What is asked into the second cache comes half as fast.
    machine.prefetchLocality = 3;
    // Additions have units of their own, beside those of multiply-adds.
    if (isWide)
      machine.transformShare = 0.6;
  }
  if (processor == "znver3") {
    machine.memoryBytesPerCycle = 4;
    machine.level2Bytes = 512 << 10;
    machine.level3Bytes = 8 << 20;
    machine.level3BytesPerCycle = 20;
    // Two loads from the same bank of the first cache wait for each other.
    machine.vectorLoadsPerCycle = 1.5;
  }
  if (processor != "znver4")
    return;
  machine.memoryBytesPerCycle = 7;
  machine.memoryShare = 0.8; // Two cores that read get 4 each.
  // Two halves of a vector, one after the other, while others are loaded.
  if (isWide) {
    machine.broadcastsOfLoad = 2;
    machine.loadOverhead = 0.01;
    machine.vectorFmasPerCycle = machine.vectorLoadsPerCycle = 1;
    machine.vectorDotsPerCycle /= 2;
    machine.vectorQuadsPerCycle /= 2;
  }
}

} // namespace

llvm::ArrayRef<llvm::StringRef> bfloatsFeatures(bool hasTiles) {
  return llvm::ArrayRef(bfloats).drop_front(hasTiles ? 0 : tileFeatures);
}

llvm::ArrayRef<llvm::StringRef> bytesFeatures(int64_t lanes, bool hasTiles) {
  if (lanes != avx512.lanes)
    return bytesOfAvx;
  return llvm::ArrayRef(bytes).drop_front(hasTiles ? 0 : tileFeatures);
}

llvm::ArrayRef<CpuLevel> x86Levels() { return levels; }

std::optional<CpuLevel>
x86LevelOf(llvm::StringRef processor,
           llvm::function_ref<bool(llvm::StringRef)> has) {
  for (CpuLevel level : levels) {
    if (!llvm::all_of(level.features, has))
      continue;
    level.processor = processor;
    setFacts(level.machine, processor, has);
    return level;
  }
  return std::nullopt;
}

namespace {

/// LLVM lists what others of a processor's features imply, as AVX-VNNI does
/// AVX2, by itself.
llvm::StringMap<bool> featuresOf(llvm::StringRef processor) {
  llvm::SmallVector<llvm::StringRef> listed;
  llvm::X86::getFeaturesForCPU(processor, listed);
  llvm::StringMap<bool> features;
  for (llvm::StringRef feature : listed) {
    features[feature] = true;
    llvm::X86::updateImpliedFeatures(feature, /*Enabled=*/true, features);
  }
  return features;
}

} // namespace

bool isX86Processor(llvm::StringRef name) {
  const bool isWithout = name.consume_back(withoutTiles);
  llvm::SmallVector<llvm::StringRef> known;
  llvm::X86::fillValidCPUArchList(known, /*Only64Bit=*/true);
  return llvm::is_contained(known, name) &&
         (!isWithout || featuresOf(name).lookup(tileFeature));
}

std::string x86NameOf(llvm::StringRef processor, HasFeature has) {
  const bool isWithout =
      featuresOf(processor).lookup(tileFeature) && !has(tileFeature);
  return (processor + (isWithout ? withoutTiles : "")).str();
}

std::optional<CpuLevel> x86LevelOf(llvm::StringRef processor) {
  llvm::StringRef name = processor;
  const bool isWithout = name.consume_back(withoutTiles);
  const llvm::StringMap<bool> features = featuresOf(name);
  return x86LevelOf(processor, [&](llvm::StringRef feature) {
    return features.lookup(feature) && !(isWithout && feature == tileFeature);
  });
}

} // namespace gnet
