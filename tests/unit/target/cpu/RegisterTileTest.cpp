//===- RegisterTileTest.cpp - Tiles fit the registers and the shape -------===//
#include "target/cpu/kernels/RegisterTile.h"
#include "target/cpu/CpuLevel.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

class RegisterTileTest : public testing::TestWithParam<CpuLevel> {
protected:
  const Machine machine = GetParam().machine;

  double bestCycles(const Product &product) const {
    return cyclesOf(product, bestTile(product, machine), machine);
  }
};

/// The products of small and large layers, each group in two pieces, so that
/// all are even.
std::vector<Product> products() {
  std::vector<Product> all;
  for (int64_t inputs : {1, 27, 576, 4608})
    for (int64_t width : {1, 2, 7, 13, 28, 56, 224})
      for (int64_t blocks : {1, 2, 3, 4, 5, 8, 32})
        all.push_back({inputs, 7, width, blocks, false, 2});
  return all;
}

TEST_P(RegisterTileTest, BestOnesFitTheRegistersAndTheProduct) {
  for (const Product &product : products()) {
    RegisterTile tile = bestTile(product, machine);
    EXPECT_TRUE(tile.fits(machine));
    EXPECT_GE(tile.pixels, 1);
    EXPECT_GE(tile.blocks, 1);
    EXPECT_LE(tile.pixels, product.width);
    EXPECT_LE(tile.blocks, product.blocks);
    // Accumulators, a weight for each block, a pixel's value.
    int64_t registers =
        (tile.pixels + 1) * tile.blocks * machine.registersOfVector + 1;
    EXPECT_LE(registers, machine.registers);
  }
}

TEST_P(RegisterTileTest, NoOtherIsCheaper) {
  for (const Product &product : products()) {
    double least = bestCycles(product);
    for (int64_t blocks = 1; blocks <= std::min<int64_t>(product.blocks, 2);
         ++blocks)
      for (int64_t pixels = 1; pixels <= std::min<int64_t>(product.width, 8);
           ++pixels) {
        RegisterTile tile{pixels, blocks};
        if (tile.fits(machine))
          EXPECT_LE(least, cyclesOf(product, tile, machine))
              << pixels << "x" << blocks;
      }
  }
}

TEST_P(RegisterTileTest, MoreIsNeverCheaper) {
  for (int64_t inputs : {1, 4608})
    for (int64_t pixels = 1; pixels < 28; ++pixels)
      for (int64_t blocks = 1; blocks < 8; ++blocks) {
        double cycles = RegisterTile{pixels, blocks}.cycles(inputs, machine);
        EXPECT_GT(cycles, 0);
        EXPECT_LE(cycles,
                  (RegisterTile{pixels + 1, blocks}.cycles(inputs, machine)));
        EXPECT_LE(cycles,
                  (RegisterTile{pixels, blocks + 1}.cycles(inputs, machine)));
      }
  for (const Product &product : products()) {
    double cycles = bestCycles(product);
    auto expectMore = [&](int64_t Product::*extent) {
      Product more = product;
      ++(more.*extent);
      EXPECT_LE(cycles, bestCycles(more));
    };
    expectMore(&Product::inputs);
    expectMore(&Product::rows);
    expectMore(&Product::width);
    expectMore(&Product::blocks);
  }
}

TEST_P(RegisterTileTest, ThreadsShareEvenOnes) {
  auto uneven = [](int64_t blocks, int64_t pieces, int64_t blocksOfTile) {
    Product product = {576, 1, 49, blocks, false, pieces};
    return unevenness(product, {6, blocksOfTile});
  };
  EXPECT_EQ(uneven(12, 1, 3), 1);
  EXPECT_EQ(uneven(12, 2, 4), 1);
  EXPECT_NEAR(uneven(12, 1, 4), std::pow(4.0 / 3, 0.125), 1e-12);
  EXPECT_NEAR(uneven(5, 3, 3), std::pow(16.0 / 15, 0.125), 1e-12);
  EXPECT_NEAR(uneven(4, 1, 4), std::pow(2, 0.125), 1e-12);

  Product alone = {576, 16, 196, 12, false, 1};
  EXPECT_EQ(unevenness(alone, bestTile(alone, machine)), 1);
}

TEST_P(RegisterTileTest, WeightsBoundWhatIsFetched) {
  EXPECT_EQ(whileFetching(100, 1, machine), 100);
  EXPECT_EQ(whileFetching(1, 100 * machine.memoryBytesPerCycle, machine), 100);
}

std::string nameOf(const testing::TestParamInfo<CpuLevel> &info) {
  std::string name = info.param.name.str();
  llvm::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(X86, RegisterTileTest,
                         testing::ValuesIn(cpuLevels(x86Triple).begin(),
                                           cpuLevels(x86Triple).end()),
                         nameOf);
INSTANTIATE_TEST_SUITE_P(Aarch64, RegisterTileTest,
                         testing::ValuesIn(cpuLevels(aarch64Triple).begin(),
                                           cpuLevels(aarch64Triple).end()),
                         nameOf);

/// Of 32 registers 28 hold vectors, of 16 there are 14, or 7 of two registers.
TEST(Machine, HoldsSoManyVectors) {
  auto vectors = [](llvm::StringRef level) {
    Machine machine = llvm::cantFail(findCpuLevel(level)).machine;
    int64_t count = 0;
    while (machine.canHold(count + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(vectors("x86-64-v4"), 28);
  EXPECT_EQ(vectors("x86-64-v3"), 14);
  EXPECT_EQ(vectors("x86-64-v2"), 7);
}

} // namespace
} // namespace gnet
