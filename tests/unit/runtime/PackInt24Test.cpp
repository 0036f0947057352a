//===- PackInt24Test.cpp - Matrices as numbers of 24 bits and scales
//-------===//
extern "C" {
#include "core/builder.h"
}

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

namespace {

/// Of a matrix, with lanes of four outputs each.
struct Int24Packing {
  int64_t outputs, inputs;
  std::vector<float> weights;
  std::vector<uint8_t> memory = {};

  int64_t lanes() const { return (outputs + 3) / 4 * 4; }
  int64_t scaleBegin() const { return 3 * lanes() * inputs; }

  int32_t pack(int64_t missing = 0) {
    const int64_t bytes = scaleBegin() + 4 * lanes() - missing;
    constexpr size_t guard = 8;
    memory.assign(static_cast<size_t>(bytes) + guard, 0x55);
    gnetrt_program program{};
    program.name = "testnet";
    program.packed_bytes = bytes;
    gnetrt_builder builder{};
    builder.program = &program;
    builder.packed = reinterpret_cast<char *>(memory.data());
    gnetrt_tensor tensor{};
    tensor.data = weights.data();
    tensor.rank = 2;
    tensor.dims[0] = outputs;
    tensor.dims[1] = inputs;
    int64_t groups[] = {lanes() / 4};
    gnetrt_packing packing{4,       1,       0, 1,      groups, {0, 0},
                           nullptr, nullptr, 1, {0, 0}, 0};
    const int32_t status =
        gnetrt_pack_as(&builder, &tensor, &packing, GNETRT_I24, 0);
    for (size_t i = static_cast<size_t>(bytes); i < memory.size(); ++i)
      EXPECT_EQ(memory[i], 0x55) << "byte " << i << " of " << bytes;
    return status;
  }

  float scaleOf(int64_t output) const {
    float scale = 0;
    std::memcpy(&scale, &memory[static_cast<size_t>(scaleBegin() + 4 * output)],
                sizeof(scale));
    return scale;
  }

  /// As a kernel has it, from -1 to 1.
  double numberOf(int64_t output, int64_t input) const {
    return wordOf(output, input) * 0x1p-31;
  }

  /// As a kernel makes a word of three bytes, the lowest of four 0.
  int32_t wordOf(int64_t output, int64_t input) const {
    const size_t at = static_cast<size_t>(3 * (input * lanes() + output));
    return static_cast<int32_t>(uint32_t{memory[at]} << 8 |
                                uint32_t{memory[at + 1]} << 16 |
                                uint32_t{memory[at + 2]} << 24);
  }
};

TEST(PackInt24, LargestWeightIsTheLargestNumber) {
  Int24Packing p{2, 3, {0.5F, -1, 0.25F, 3, 1.5F, 0}};
  ASSERT_EQ(p.pack(), GNET_OK);
  constexpr int32_t largest = (1 << 23) - 1;
  EXPECT_EQ(p.wordOf(0, 1), -largest * 256);
  EXPECT_EQ(p.wordOf(1, 0), largest * 256);
  EXPECT_EQ(p.wordOf(1, 2), 0);
  EXPECT_EQ(p.scaleOf(0), static_cast<float>(1.0 / largest * (largest + 1)));
  EXPECT_EQ(p.scaleOf(1), static_cast<float>(3.0 / largest * (largest + 1)));
  for (int64_t lane : {2, 3})
    for (int64_t input : {0, 1, 2})
      EXPECT_EQ(p.wordOf(lane, input), 0) << "of no output";
}

/// Half a step of each output, whatever the size of its weights.
TEST(PackInt24, NumbersAreTheNearest) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  constexpr int64_t outputs = 21, inputs = 333;
  Int24Packing p{outputs, inputs, {}};
  for (int64_t output = 0; output < outputs; ++output)
    for (int64_t input = 0; input < inputs; ++input)
      p.weights.push_back(std::ldexp(normal(random), 5 * int(output) - 60));
  ASSERT_EQ(p.pack(), GNET_OK);
  for (int64_t output = 0; output < outputs; ++output) {
    const double step = 0x1p-23 * p.scaleOf(output);
    for (int64_t input = 0; input < inputs; ++input) {
      const double weight =
          p.weights[static_cast<size_t>(output * inputs + input)];
      const double packed =
          p.numberOf(output, input) * double(p.scaleOf(output));
      EXPECT_LE(std::fabs(packed - weight), step * 0.5001)
          << output << ", " << input;
    }
  }
}

/// Zeros are zeros, and weights that are hardly normal numbers do not become
/// infinite ones.
TEST(PackInt24, SmallestWeights) {
  constexpr float least = std::numeric_limits<float>::min();
  Int24Packing p{3, 2, {0, -0.0F, least / 1024, -least / 1024, 4 * least, 0}};
  ASSERT_EQ(p.pack(), GNET_OK);
  EXPECT_EQ(p.scaleOf(0), least);
  EXPECT_EQ(p.scaleOf(1), least);
  EXPECT_EQ(p.numberOf(0, 0), 0);
  EXPECT_EQ(p.numberOf(1, 1), -1.0 / 1024);
  EXPECT_NEAR(p.numberOf(2, 0) * p.scaleOf(2) / least, 4, 1e-6);
}

/// As with float32, what such a weight makes of an output is no number; the
/// others' are as they are.
TEST(PackInt24, WeightsThatAreNotFiniteMakeNoNumber) {
  const float infinity = std::numeric_limits<float>::infinity();
  Int24Packing p{3, 2, {NAN, 1, 2, -infinity, 4, 2}};
  ASSERT_EQ(p.pack(), GNET_OK);
  EXPECT_TRUE(std::isnan(p.scaleOf(0)));
  EXPECT_TRUE(std::isnan(p.scaleOf(1)));
  EXPECT_NEAR(p.numberOf(2, 1) * double(p.scaleOf(2)), 2, 1e-6);
}

TEST(PackInt24, WritesNothingWhereScalesHaveNoRoom) {
  Int24Packing p{2, 3, {1, 1, 1, 1, 1, 1}};
  EXPECT_EQ(p.pack(/*missing=*/1), GNET_BACKEND_ERROR);
  for (uint8_t byte : p.memory)
    EXPECT_EQ(byte, 0x55);
}

} // namespace
