//===- PackedTypesTest.cpp - Weights packed as other types than float32 ---===//
#include "PackCase.h"

#include <cstring>
#include <limits>

using gnet::test::Pack;
using gnet::test::PackCase;

namespace {

/// To 16 bits each, after one float, into a memory of ten.
int32_t packNarrow(const PackCase &c, int64_t type,
                   std::vector<uint16_t> &memory, gnet_error &error) {
  memory.assign(20, 0xAAAA);
  gnetrt_program program{};
  program.name = "testnet";
  program.packed_bytes = 40;
  gnetrt_builder builder{};
  builder.program = &program;
  builder.packed = reinterpret_cast<char *>(memory.data());
  gnetrt_tensor tensor = c.tensor();
  tensor.name = "conv1.weight";
  int32_t status = gnetrt_pack_as(&builder, &tensor, &c.packing, type, 4);
  error = builder.error;
  return status;
}

TEST_F(Pack, RoundsToTypesOf16Bits) {
  const float infinity = std::numeric_limits<float>::infinity();
  c.weight = {1.00390625F, -1.01171875F, 65519, -infinity, 0x1p-24F};
  std::vector<uint16_t> memory;
  gnet_error error;
  ASSERT_EQ(packNarrow(c, GNETRT_BF16, memory, error), GNET_OK);
  EXPECT_EQ(memory, (std::vector<uint16_t>{
                        0xAAAA, 0xAAAA, 0x3F80, 0xBF82, 0x4780, 0xFF80, 0x3380,
                        0,      0,      0,      0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA,
                        0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA}));
  ASSERT_EQ(packNarrow(c, GNETRT_F16, memory, error), GNET_OK);
  EXPECT_EQ(memory, (std::vector<uint16_t>{
                        0xAAAA, 0xAAAA, 0x3C04, 0xBC0C, 0x7BFF, 0xFC00, 0x0001,
                        0,      0,      0,      0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA,
                        0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA, 0xAAAA}));
}

TEST_F(Pack, RoundsToTf32) {
  const float infinity = std::numeric_limits<float>::infinity();
  c.weight = {1 + 0x1p-11F, -1 - 3 * 0x1p-11F, 65519, -infinity, 0x1p-149F};
  std::vector<float> memory(10, 7);
  gnetrt_program program{};
  program.packed_bytes = 40;
  gnetrt_builder builder{};
  builder.program = &program;
  builder.packed = reinterpret_cast<char *>(memory.data());
  gnetrt_tensor tensor = c.tensor();
  ASSERT_EQ(gnetrt_pack_as(&builder, &tensor, &c.packing, GNETRT_TF32, 4),
            GNET_OK);
  EXPECT_EQ(memory, (std::vector<float>{7, 1, -1 - 0x1p-9F, 65504, -infinity, 0,
                                        0, 0, 0, 7}));
}

TEST_F(Pack, SaysWhichWeightIsBeyondF16) {
  c.weight[3] = -65520;
  std::vector<uint16_t> memory;
  gnet_error error;
  EXPECT_EQ(packNarrow(c, GNETRT_BF16, memory, error), GNET_OK);
  ASSERT_EQ(packNarrow(c, GNETRT_F16, memory, error), GNET_BAD_WEIGHTS);
  EXPECT_STREQ(error.message,
               "conv1.weight has a weight of -65520, as the kernels take it; "
               "fp16 holds none beyond 65504: compile the network with "
               "bf16 in its place");
}

/// Bytes of a matrix of three outputs and two inputs, after one float.
class PackBytes : public testing::Test {
protected:
  std::vector<float> weight = {0.5F, -127, 0, 0, 1e-40F, -2e-39F};
  int64_t groups[1] = {2};
  std::vector<int8_t> memory;
  gnet_error error{};

  int32_t pack() {
    constexpr int64_t lanes = 4, header = 4 * (sizeof(float) + sizeof(int32_t));
    memory.assign(4 + header + 4 * lanes + 4, 0x55);
    gnetrt_program program{};
    program.name = "testnet";
    program.packed_bytes = static_cast<int64_t>(memory.size());
    gnetrt_builder builder{};
    builder.program = &program;
    builder.packed = reinterpret_cast<char *>(memory.data());
    gnetrt_tensor tensor{};
    tensor.name = "fc.weight";
    tensor.data = weight.data();
    tensor.rank = 2;
    tensor.dims[0] = 3;
    tensor.dims[1] = 2;
    gnetrt_packing packing{2,       4,       0, 1,      groups, {0, 0},
                           nullptr, nullptr, 4, {0, 0}, 0};
    int32_t status = gnetrt_pack_as(&builder, &tensor, &packing, GNETRT_I8, 4);
    error = builder.error;
    return status;
  }

  template <typename Value> std::vector<Value> at(size_t byte, size_t count) {
    std::vector<Value> values(count);
    std::memcpy(values.data(), memory.data() + byte, count * sizeof(Value));
    return values;
  }
};

/// Each output has a scale of its own; one without a weight that can be told
/// from 0, or none at all, has 1. Half of one is even, 0. Weights that are
/// whole numbers of a scale stay such.
TEST_F(PackBytes, HaveScalesAndSums) {
  ASSERT_EQ(pack(), GNET_OK);
  EXPECT_EQ(at<float>(4, 4), (std::vector<float>{1, 1, 1, 1}));
  EXPECT_EQ(at<int32_t>(20, 4), (std::vector<int32_t>{-127, 0, 0, 0}));
  EXPECT_EQ(at<int8_t>(36, 20),
            (std::vector<int8_t>{0, -127, 0, 0, 0, 0, 0,    0,    0,    0,
                                 0, 0,    0, 0, 0, 0, 0x55, 0x55, 0x55, 0x55}));
  weight = {0.25F, -0.25F, 1.5F * 127, 2.5F, 3, 6};
  ASSERT_EQ(pack(), GNET_OK);
  EXPECT_EQ(at<float>(4, 4),
            (std::vector<float>{0.25F / 127, 1.5F, 6.0F / 126, 1}));
  EXPECT_EQ(at<int32_t>(20, 4), (std::vector<int32_t>{0, 129, 189, 0}));
  EXPECT_EQ(at<int8_t>(36, 16),
            (std::vector<int8_t>{127, -127, 0, 0, 127, 2, 0, 0, 63, 126, 0, 0,
                                 0, 0, 0, 0}));
}

TEST_F(PackBytes, SayWhichWeightIsNoNumber) {
  weight[3] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(pack(), GNET_BAD_WEIGHTS);
  EXPECT_STREQ(error.message,
               "fc.weight has a weight that is not finite, which int8 has no "
               "number for");
}

} // namespace
