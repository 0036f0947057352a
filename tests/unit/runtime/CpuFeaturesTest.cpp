// What is asked of a CPU and its system, of one that need not be there.
#if defined(__x86_64__)
extern "C" {
#include "core/cpu_features.h"
#include "core/program_choice.h"
}

#include <gtest/gtest.h>
#include <string>

namespace {

/// A Xeon with AMX, as Linux has it.
unsigned state;
bool isPermitted;
int requests;
bool hasTileInstructions;

unsigned cpuid(unsigned leaf, unsigned subleaf, int word) {
  if (leaf == 7 && subleaf == 0 && word == GNETRT_EDX && !hasTileInstructions)
    return 0;
  return ~0u;
}
unsigned enabledState() { return state; }
bool requestTiles() {
  ++requests;
  return isPermitted;
}

const gnetrt_x86 machine = {cpuid, enabledState, requestTiles};

bool has(const char *name, size_t length) {
  return gnetrt_x86_has(&machine, name, length);
}

class CpuFeatures : public testing::Test {
protected:
  CpuFeatures() {
    state = 0x600E7;
    isPermitted = hasTileInstructions = true;
    requests = 0;
    tiles.cpu = "sapphirerapids";
    tiles.cpu_features = "amx-tile,amx-int8,avx512vnni,avx512f";
    tiles.next = &vectors;
    vectors.cpu = "cascadelake";
    vectors.cpu_features = "avx512vnni,avx512f";
  }

  std::string choose(const char *cpu = nullptr) const {
    const gnetrt_program *chosen = nullptr;
    gnet_error error{};
    gnetrt_choose_program(&tiles, cpu, has, &chosen, &error);
    return chosen ? chosen->cpu : error.message;
  }

  gnetrt_program tiles{}, vectors{};
};

TEST_F(CpuFeatures, AsksForTiles) {
  EXPECT_EQ(choose(), "sapphirerapids");
  EXPECT_GT(requests, 0);
}

TEST_F(CpuFeatures, TakesTheNextProgramWhereTilesAreRefused) {
  isPermitted = false;
  EXPECT_EQ(choose(), "cascadelake");
  EXPECT_EQ(choose("sapphirerapids"),
            "this CPU, or the operating system, lacks amx-tile, amx-int8 for "
            "sapphirerapids, which the package was compiled for: compile it "
            "for this CPU");
}

/// The configuration and the data of tiles are two bits of XCR0.
TEST_F(CpuFeatures, DoesNotAskWhereTheSystemHasNoTiles) {
  for (unsigned bits : {0xE7u, 0x200E7u, 0x400E7u}) {
    state = bits;
    EXPECT_EQ(choose(), "cascadelake");
  }
  EXPECT_EQ(requests, 0);
}

TEST_F(CpuFeatures, DoesNotAskWhereTheCpuHasNoTiles) {
  hasTileInstructions = false;
  EXPECT_EQ(choose(), "cascadelake");
  EXPECT_EQ(requests, 0);
}

TEST_F(CpuFeatures, DoesNotAskForAProgramWithoutTiles) {
  EXPECT_EQ(choose("cascadelake"), "cascadelake");
  EXPECT_EQ(requests, 0);
}

} // namespace
#endif
