// The options of --target=cpu.
#include "target/Targets.h"
#include "target/cpu/CpuList.h"
#include "target/cpu/X86Levels.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"
#include <set>

namespace gnet {
namespace {

std::string errorWith(const TargetOptionValues &given) {
  return llvm::toString(findTarget("cpu")->createCompiler()->setOptions(given));
}

TEST(CpuTargetTest, KnowsLevels) {
  EXPECT_EQ(errorWith({}), "");
  EXPECT_EQ(errorWith({{"cpu", "native"}}), "");
  EXPECT_EQ(errorWith({{"cpu", "x86-64-v2"}}), "");
  EXPECT_EQ(errorWith({{"cpu", "pentium"}}),
            "unknown CPU 'pentium'; known are native, x86-64-v4, x86-64-v3, "
            "x86-64-v2, armv8-a and processors as LLVM calls them: znver4, "
            "sapphirerapids, neoverse-n1, ...");
}

/// A processor stands for the highest level that it has.
TEST(CpuTargetTest, KnowsProcessors) {
  EXPECT_EQ(errorWith({{"cpu", "znver4"}}), "");
  EXPECT_EQ(llvm::cantFail(findCpuLevel("znver4")).name, "x86-64-v4");
  EXPECT_EQ(llvm::cantFail(findCpuLevel("znver4")).processor, "znver4");
  EXPECT_EQ(llvm::cantFail(findCpuLevel("haswell")).name, "x86-64-v3");
  EXPECT_EQ(llvm::cantFail(findCpuLevel("alderlake")).name, "x86-64-v3");
  EXPECT_EQ(llvm::cantFail(findCpuLevel("nehalem")).name, "x86-64-v2");
  EXPECT_EQ(errorWith({{"cpu", "core2"}}),
            "the CPU 'core2' is below every level that packages are made for: "
            "x86-64-v2 and above");
}

std::string namesOf(llvm::StringRef list, llvm::StringRef triple = "",
                    Products products = Products::Float32) {
  auto levels = findCpuLevels(list, triple, products);
  if (!levels)
    return llvm::toString(levels.takeError());
  std::string names;
  for (const CpuLevel &level : *levels)
    names += (names.empty() ? "" : " ") + level.processor.str();
  return names;
}

/// The most demanding comes first, whatever the order in which they are given.
TEST(CpuTargetTest, KnowsLists) {
  EXPECT_EQ(namesOf("portable"), "x86-64-v4 x86-64-v3 x86-64-v2");
  EXPECT_EQ(namesOf("x86-64-v2,x86-64-v4,x86-64-v3"),
            "x86-64-v4 x86-64-v3 x86-64-v2");
  EXPECT_EQ(namesOf("nehalem,znver4"), "znver4 nehalem");
  EXPECT_EQ(namesOf("x86-64-v3"), "x86-64-v3");
  EXPECT_EQ(errorWith({{"cpu", "portable"}}), "");
  EXPECT_EQ(errorWith({{"cpu", "x86-64-v2,x86-64-v3"}}), "");
}

/// In bf16 a processor with fast instructions for it is above its level.
TEST(CpuTargetTest, KnowsInstructionsForBfloats) {
  auto has = [](llvm::StringRef name) {
    return llvm::cantFail(findCpuLevel(name)).machine.hasBfloats();
  };
  EXPECT_TRUE(has("znver4"));
  EXPECT_TRUE(has("cooperlake"));
  EXPECT_FALSE(has("sapphirerapids")); // Has them, and is faster without.
  EXPECT_FALSE(has("x86-64-v4"));
  EXPECT_FALSE(has("icelake-server"));
  EXPECT_FALSE(has("znver3"));
  EXPECT_EQ(namesOf("x86-64-v4,znver4,x86-64-v3", "", Products::Bfloats),
            "znver4 x86-64-v4 x86-64-v3");
  EXPECT_EQ(namesOf("portable", "", Products::Bfloats),
            "sapphirerapids cooperlake x86-64-v4 x86-64-v3 x86-64-v2");
  EXPECT_TRUE(has("neoverse-n2"));
  EXPECT_FALSE(has("neoverse-n1"));
  EXPECT_EQ(namesOf("portable", "aarch64-linux-gnu", Products::Bfloats),
            "neoverse-n2 armv8-a");
  EXPECT_EQ(errorWith({{"cpu", "znver4,cooperlake"}, {"precision", "bf16"}}),
            errorWith({{"cpu", "znver4,cooperlake"}}));
}

/// In int8 likewise, of vectors of 16 lanes and of 8.
TEST(CpuTargetTest, KnowsInstructionsForBytes) {
  auto has = [](llvm::StringRef name) {
    return llvm::cantFail(findCpuLevel(name)).machine.hasQuads();
  };
  EXPECT_TRUE(has("cascadelake"));
  EXPECT_TRUE(has("znver4"));
  EXPECT_TRUE(has("alderlake"));
  EXPECT_FALSE(has("x86-64-v4"));
  EXPECT_FALSE(has("skylake-avx512"));
  EXPECT_FALSE(has("znver3"));
  EXPECT_TRUE(has("neoverse-v1"));
  EXPECT_TRUE(has("neoverse-n1"));
  EXPECT_FALSE(has("cortex-a72"));
  EXPECT_EQ(namesOf("portable", "", Products::Bytes),
            "sapphirerapids cascadelake x86-64-v4 alderlake x86-64-v3 "
            "x86-64-v2");
  EXPECT_EQ(namesOf("portable", "aarch64-linux-gnu", Products::Bytes),
            "neoverse-n2 neoverse-n1 armv8-a");
}

/// One with tiles is above one with instructions on vectors.
TEST(CpuTargetTest, KnowsTiles) {
  auto how = [](llvm::StringRef name, Products products) {
    return multiplies(llvm::cantFail(findCpuLevel(name)), products);
  };
  for (Products products : {Products::Bfloats, Products::Bytes}) {
    for (const char *name :
         {"sapphirerapids", "emeraldrapids", "graniterapids", "diamondrapids"})
      EXPECT_EQ(how(name, products), Multiplies::Tiles) << name;
    for (const char *name : {"znver4", "znver5", "cooperlake"})
      EXPECT_EQ(how(name, products), Multiplies::Vectors) << name;
    EXPECT_EQ(how("x86-64-v4", products), Multiplies::Nothing);
    EXPECT_EQ(namesOf("x86-64-v4,znver4,graniterapids", "", products),
              "graniterapids znver4 x86-64-v4");
  }
  EXPECT_EQ(how("sapphirerapids", Products::Float32), Multiplies::Nothing);
  EXPECT_EQ(namesOf("sapphirerapids,graniterapids", "", Products::Bytes),
            "the CPUs 'sapphirerapids' and 'graniterapids' are both of "
            "x86-64-v4, for which a package has code once: leave one out");
  auto features = [](llvm::StringRef name, Products products) {
    return llvm::join(ownFeatures(llvm::cantFail(findCpuLevel(name)), products),
                      ",");
  };
  EXPECT_EQ(features("sapphirerapids", Products::Bfloats),
            "amx-tile,amx-bf16,avx512bf16");
  EXPECT_EQ(features("sapphirerapids", Products::Bytes),
            "amx-tile,amx-int8,avx512vnni");
  EXPECT_EQ(features("znver4", Products::Bfloats), "avx512bf16");
  EXPECT_EQ(features("alderlake", Products::Bytes), "avxvnni");
  EXPECT_EQ(features("sapphirerapids", Products::Float32), "");
}

/// A system may hide a processor's tiles: it has a name of its own, by which
/// the passes find what is left.
TEST(CpuTargetTest, KnowsProcessorsWithoutTheirTiles) {
  const CpuLevel with = llvm::cantFail(findCpuLevel("sapphirerapids")),
                 without =
                     llvm::cantFail(findCpuLevel("sapphirerapids-no-amx"));
  EXPECT_EQ(without.processor, "sapphirerapids-no-amx");
  EXPECT_EQ(without.name, "x86-64-v4");
  EXPECT_EQ(without.machine.level2Bytes, with.machine.level2Bytes);
  EXPECT_EQ(without.machine.vectorDotsPerCycle,
            with.machine.vectorDotsPerCycle);
  for (Products products : {Products::Bfloats, Products::Bytes}) {
    EXPECT_EQ(multiplies(without, products), Multiplies::Vectors);
    EXPECT_EQ(namesOf("sapphirerapids-no-amx,sapphirerapids", "", products),
              "sapphirerapids sapphirerapids-no-amx");
  }
  EXPECT_EQ(
      errorWith({{"cpu", "znver4-no-amx"}}).find("unknown CPU 'znver4-no-amx'"),
      0u);

  auto nameWith = [](std::set<std::string> features, const char *processor) {
    return x86NameOf(processor, [&](llvm::StringRef feature) {
      return features.count(feature.str()) > 0;
    });
  };
  EXPECT_EQ(nameWith({"avx512f", "amx-tile"}, "graniterapids"),
            "graniterapids");
  EXPECT_EQ(nameWith({"avx512f"}, "graniterapids"), "graniterapids-no-amx");
  EXPECT_EQ(nameWith({"avx512f"}, "znver4"), "znver4");
}

/// What a package for this machine asks for is what this machine has.
TEST(CpuTargetTest, NativeIsFoundAgainByItsName) {
  auto native = findCpuLevel("native");
  if (!native) {
    llvm::consumeError(native.takeError());
    GTEST_SKIP() << "this machine is below every level";
  }
  const CpuLevel again = llvm::cantFail(findCpuLevel(native->processor));
  for (Products products : {Products::Bfloats, Products::Bytes})
    EXPECT_EQ(multiplies(again, products), multiplies(*native, products));
}

TEST(CpuTargetTest, NeedsRangesForBytes) {
  EXPECT_EQ(errorWith({{"precision", "int8"}}),
            "--precision=int8 needs the ranges of the network's values: make "
            "them with 'gnetc calibrate SPEC --weights=FILE --images=DIR -o "
            "FILE.calibration.json', and give that file by --calibration");
  EXPECT_EQ(errorWith({{"precision", "bf16"}, {"calibration", "a.json"}}),
            "--calibration is for --precision=int8");
  EXPECT_EQ(errorWith({{"precision", "int8"}, {"calibration", "a.json"}}), "");
}

TEST(CpuTargetTest, KnowsTypes) {
  EXPECT_EQ(errorWith({{"precision", "bf16"}}), "");
  EXPECT_EQ(errorWith({{"precision", "fp16"}}),
            "unknown --precision 'fp16'; known are fp32, bf16, int8");
  EXPECT_EQ(errorWith({{"precision", "bf16"}, {"weights-type", "fp16"}}),
            "--weights-type=fp16 does not go with --precision=bf16: a kernel "
            "takes one type of 16 bits");
  EXPECT_EQ(errorWith({{"precision", "bf16"}, {"keep", "fp32:conv1,fc"}}), "");
  EXPECT_EQ(errorWith({{"precision", "bf16"}, {"keep", "conv1"}}),
            "--keep is as fp32:LAYER,LAYER, by their paths");
  EXPECT_EQ(errorWith({{"keep", "fp32:conv1"}}),
            "--keep says what stays fp32 where the rest does not: give "
            "--precision or --weights-type, too");
}

TEST(CpuTargetTest, RefusesListsThatMeanNothing) {
  auto error = [](llvm::StringRef list) {
    return errorWith({{"cpu", list.str()}});
  };
  EXPECT_EQ(error("x86-64-v2,x86-64-v2"), "the CPU 'x86-64-v2' is given twice");
  EXPECT_EQ(error("haswell,x86-64-v2,x86-64-v3"),
            "the CPUs 'haswell' and 'x86-64-v3' are both of x86-64-v3, for "
            "which a package has code once: leave one out");
  EXPECT_EQ(error("x86-64-v2,native"),
            "'native' means this machine, and is not one of several: leave it "
            "out, or let it stand alone");
  EXPECT_EQ(error("portable,x86-64-v2"),
            "'portable' means all levels, and is not one of several: leave it "
            "out, or let it stand alone");
  EXPECT_EQ(error("x86-64-v2,pentium").find("unknown CPU 'pentium'; known"),
            0u);
  EXPECT_EQ(error("x86-64-v2,").find("unknown CPU ''"), 0u);
  EXPECT_EQ(error(",").find("unknown CPU ''"), 0u);
}

TEST(CpuTargetTest, KnowsMachines) {
  EXPECT_EQ(namesOf("portable", "aarch64-linux-gnu"), "armv8-a");
  EXPECT_EQ(namesOf("", "aarch64-unknown-linux-gnu"), "armv8-a");
  EXPECT_EQ(namesOf("neoverse-n1", "aarch64-linux-gnu"), "neoverse-n1");
  EXPECT_EQ(namesOf("neoverse-v2"), "neoverse-v2");
  EXPECT_EQ(namesOf("portable", "x86_64-linux-gnu"),
            "x86-64-v4 x86-64-v3 x86-64-v2");
  EXPECT_EQ(errorWith({{"cpu", "cortex-a72"}}), "");
  EXPECT_EQ(errorWith({{"target-triple", "aarch64-linux-gnu"}}), "");
  for (const char *name : {"armv8-a", "neoverse-n1", "neoverse-v1"}) {
    const CpuLevel level = llvm::cantFail(findCpuLevel(name));
    EXPECT_EQ(level.name, "armv8-a");
    EXPECT_EQ(level.processor, name);
    EXPECT_EQ(level.triple, aarch64Triple);
  }
  // Four pipes, not two.
  EXPECT_EQ(
      2 * llvm::cantFail(findCpuLevel("neoverse-n1"))
              .machine.vectorFmasPerCycle,
      llvm::cantFail(findCpuLevel("neoverse-v1")).machine.vectorFmasPerCycle);
}

TEST(CpuTargetTest, RefusesMachinesThatMeanNothing) {
  EXPECT_EQ(errorWith({{"target-triple", "riscv64-linux-gnu"}}),
            "unknown target triple 'riscv64-linux-gnu'; known are "
            "x86_64-linux-gnu, aarch64-linux-gnu");
  EXPECT_EQ(errorWith({{"target-triple", "aarch64-apple-darwin"}})
                .find("unknown target triple"),
            0u);
  EXPECT_EQ(
      errorWith({{"target-triple", "aarch64-linux-gnu"}, {"cpu", "haswell"}}),
      "the CPU 'haswell' is of x86_64-linux-gnu, not of "
      "aarch64-linux-gnu");
  EXPECT_EQ(errorWith({{"target-triple", "x86_64-linux-gnu"},
                       {"cpu", "neoverse-n1"}}),
            "the CPU 'neoverse-n1' is of aarch64-linux-gnu, not of "
            "x86_64-linux-gnu");
  EXPECT_EQ(errorWith({{"cpu", "x86-64-v3,neoverse-n1"}}),
            "the CPUs 'x86-64-v3' and 'neoverse-n1' run different code: a "
            "package is for one of these machines");
  EXPECT_EQ(errorWith({{"cpu", "armv8-a,neoverse-n1"}}),
            "the CPUs 'armv8-a' and 'neoverse-n1' are both of armv8-a, for "
            "which a package has code once: leave one out");
  EXPECT_EQ(errorWith({{"cpu", "armv8-a"}, {"cpu-kernels", "onednn"}}),
            "oneDNN's kernels are for x86-64: leave out --cpu-kernels=onednn");
}

TEST(CpuTargetTest, KnowsKernels) {
  EXPECT_EQ(errorWith({{"cpu-kernels", "generated"}, {"exact", ""}}), "");
  EXPECT_EQ(errorWith({{"cpu-kernels", "onednn"}}), "");
  EXPECT_EQ(errorWith({{"cpu-kernels", "none"}}),
            "unknown kernels 'none'; known are generated, onednn");
  // The level is looked at, too.
  EXPECT_NE(errorWith({{"cpu-kernels", "generated"}, {"cpu", "pentium"}}), "");
}

/// The shapes of which kernels are generated follow the machine, and a package
/// refuses to open where it has not its features.
TEST(CpuTargetTest, LevelsHaveTheMachineOfTheirFeatures) {
  for (const CpuLevel &level : cpuLevels(x86Triple)) {
    auto has = [&](llvm::StringRef feature) {
      return llvm::is_contained(level.features, feature);
    };
    SCOPED_TRACE(level.name.str());
    EXPECT_EQ(level.machine.hasFma, has("fma"));
    EXPECT_EQ(level.machine.lanes == 16, has("avx512f"));
    EXPECT_EQ(level.machine.registers == 32, has("avx512f"));
    // SSE's registers hold 4 floats.
    EXPECT_EQ(level.machine.registersOfVector == 1, has("avx2"));
  }
}

} // namespace
} // namespace gnet
