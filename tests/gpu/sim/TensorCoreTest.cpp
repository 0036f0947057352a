#include "gpu/sim/TensorCore.h"
#include "gtest/gtest.h"
#include <array>
#include <bit>

using namespace gnet::gpu::sim;

namespace {

/// c + x 1 + y 1 of bf16 operands.
float sum(float c, float x, float y) {
  auto element = [](float value) {
    return elementOf(OperandType::BF16, std::bit_cast<uint32_t>(value) >> 16);
  };
  const std::array a{element(x), element(y)}, b{element(1), element(1)};
  return std::bit_cast<float>(
      multiplyAdd(OperandType::BF16, a, b, std::bit_cast<uint32_t>(c)));
}

TEST(TensorCoreTest, CutsTheSumTowardsZero) {
  EXPECT_EQ(sum(1, 0x1p-24f, 0), 1);
  EXPECT_EQ(sum(1, 0x1p-24f, 0x1p-24f), 1 + 0x1p-23f);
  EXPECT_EQ(sum(-1, -0x1p-24f, 0), -1);
  EXPECT_EQ(sum(-1, 0x1p-24f, 0), -1 + 0x1p-24f);
}

TEST(TensorCoreTest, KeepsBitsBelowTheGreatestTerm) {
  EXPECT_EQ(sum(1, -1, 0x1p-25f), 0x1p-25f);
  EXPECT_EQ(sum(1, -1, 0x1p-26f), 0);
  EXPECT_EQ(sum(1, -1, 0x1.8p-25f), 0x1p-25f);
}

TEST(TensorCoreTest, ZeroIsPositive) {
  EXPECT_EQ(std::bit_cast<uint32_t>(sum(-0.0f, -0.0f, 0)), 0u);
}

TEST(TensorCoreTest, PastTheRangeIsAnInfinity) {
  EXPECT_EQ(std::bit_cast<uint32_t>(sum(0x1p127f, 0x1p127f, 0)), 0x7F800000u);
  EXPECT_EQ(std::bit_cast<uint32_t>(sum(-0x1p127f, -0x1p127f, 0)), 0xFF800000u);
}

} // namespace
