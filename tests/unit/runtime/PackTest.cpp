//===- PackTest.cpp - Packed weights against their definition -------------===//
#include "Images.h"

extern "C" {
#include "core/builder.h"
}

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

using gnet::test::randomFloats;

namespace {

/// A tensor and how it is packed.
struct Case {
  std::vector<int64_t> dims;
  std::vector<float> weight;
  std::vector<int64_t> groups;
  std::vector<double> vertical, horizontal; ///< Empty: that side is as it is.
  gnetrt_packing packing{};

  gnetrt_tensor tensor() const {
    gnetrt_tensor result{};
    result.data = weight.data();
    result.rank = static_cast<int64_t>(dims.size());
    std::copy(dims.begin(), dims.end(), result.dims);
    return result;
  }
  int64_t dim(size_t index) const {
    return index < dims.size() ? dims[index] : 1;
  }
  bool isTransformed() const {
    return !vertical.empty() || !horizontal.empty();
  }
  /// Into which outputs and inputs are cut.
  int64_t parts() const { return packing.halves != 0 ? 2 : 1; }
  int64_t outputs() const { return dim(0) / parts(); }
  int64_t inputs() const { return dim(1) / parts(); }
  /// Into which a filter is cut along one side.
  int64_t phases(int side) const {
    return std::max<int64_t>(packing.phases[side], 1);
  }
  int64_t tapsOfPhase(int side) const {
    if (side == 1 && parts() > 1)
      return parts() * parts();
    return (dim(2 + side) + phases(side) - 1) / phases(side);
  }
  int64_t taps(int side) const {
    return isTransformed() ? packing.transformed[side] : tapsOfPhase(side);
  }
  int64_t wholeBlocks(int64_t inputs) const {
    return (inputs + packing.input_block - 1) / packing.input_block *
           packing.input_block;
  }
  int64_t inputsOfPhase() const {
    return inputs() < packing.input_block ? inputs() : wholeBlocks(inputs());
  }

  /// A phase of the filter of an output and an input.
  struct Phase {
    int64_t output, input, top, left;
  };

  /// A tap of a phase as it is; zero past the filter.
  float tapOf(const Phase &phase, int64_t y, int64_t x) const {
    if (parts() > 1)
      return weight[(x / parts() * outputs() + phase.output) * dim(1) +
                    x % parts() * inputs() + phase.input];
    y = y * phases(0) + phase.top;
    x = x * phases(1) + phase.left;
    if (y >= dim(2) || x >= dim(3))
      return 0;
    int64_t filter = phase.output * dim(1) + phase.input;
    return weight[(filter * dim(2) + y) * dim(3) + x];
  }

  /// V w, of one phase.
  double column(const Phase &phase, int64_t y, int64_t x) const {
    if (vertical.empty())
      return tapOf(phase, y, x);
    double sum = 0;
    for (int64_t k = 0; k < tapsOfPhase(0); ++k)
      sum += vertical[y * tapsOfPhase(0) + k] * tapOf(phase, k, x);
    return sum;
  }

  /// A tap of V w H^T; zero past the tensor. `input` is one of a phase.
  float at(int64_t output, int64_t input, int64_t y, int64_t x) const {
    int64_t number = input / inputsOfPhase();
    const Phase phase = {output, input % inputsOfPhase(), number / phases(1),
                         number % phases(1)};
    if (output >= outputs() || phase.input >= inputs() ||
        phase.top >= phases(0))
      return 0;
    if (horizontal.empty())
      return static_cast<float>(column(phase, y, x));
    double sum = 0;
    for (int64_t k = 0; k < tapsOfPhase(1); ++k)
      sum += horizontal[x * tapsOfPhase(1) + k] * column(phase, y, k);
    return static_cast<float>(sum);
  }

  std::vector<float> expected() const;
};

std::vector<float> Case::expected() const {
  std::vector<float> result;
  const int64_t taps = this->taps(0) * this->taps(1), pair = packing.together;
  const int64_t blocks = wholeBlocks(phases(0) * phases(1) * inputsOfPhase()) /
                         packing.input_block;
  const int64_t depth = taps * blocks * packing.input_block;
  auto value = [&](int64_t output, int64_t n) {
    const int64_t input = n % packing.input_block;
    n /= packing.input_block;
    const int64_t tap = packing.taps_first ? n / blocks : n % taps;
    const int64_t block = packing.taps_first ? n % blocks : n / taps;
    return at(output, block * packing.input_block + input, tap / this->taps(1),
              tap % this->taps(1));
  };
  int64_t first = 0;
  for (int64_t group : groups) {
    const int64_t lanes = group * packing.block;
    for (int64_t n = 0; n < depth; n += pair)
      for (int64_t lane = 0; lane < lanes; ++lane)
        for (int64_t i = n; i < n + pair; ++i)
          result.push_back(i < depth ? value(first + lane, i) : 0);
    first += lanes;
  }
  return result;
}

int64_t number(int64_t least, int64_t most) {
  return *rc::gen::inRange<int64_t>(least, most + 1);
}

std::vector<double> randomMatrix(int64_t rows, int64_t columns) {
  std::vector<float> values = randomFloats(rows * columns, number(0, 1000));
  return {values.begin(), values.end()};
}

/// Often, and into more phases than there are taps at times.
void cut(Case &c) {
  if (number(0, 1) == 0)
    return;
  for (int64_t &phases : c.packing.phases)
    phases = number(1, 4);
}

void transform(Case &c) {
  bool isVertical = number(0, 1) != 0, isHorizontal = number(0, 1) != 0;
  for (int side = 0; side < 2; ++side)
    c.packing.transformed[side] = c.tapsOfPhase(side);
  if (isVertical) {
    c.packing.transformed[0] = number(1, 8);
    c.vertical = randomMatrix(c.packing.transformed[0], c.tapsOfPhase(0));
    c.packing.vertical = c.vertical.data();
  }
  if (isHorizontal) {
    c.packing.transformed[1] = number(1, 8);
    c.horizontal = randomMatrix(c.packing.transformed[1], c.tapsOfPhase(1));
    c.packing.horizontal = c.horizontal.data();
  }
  if (!c.isTransformed())
    c.packing.transformed[0] = c.packing.transformed[1] = 0;
}

/// A matrix, as filters of 1 x 1, in halves.
void halve(Case &c) {
  c.packing.halves = 1;
  c.dims = {2 * number(1, 20), 2 * number(1, 20), 1, 1};
  c.packing.transformed[0] = 1;
  c.packing.transformed[1] = number(1, 9);
  c.horizontal = randomMatrix(c.packing.transformed[1], c.tapsOfPhase(1));
  c.packing.horizontal = c.horizontal.data();
}

/// Groups of up to three blocks that cover the outputs.
void group(Case &c) {
  int64_t blocks = (c.outputs() + c.packing.block - 1) / c.packing.block;
  while (blocks > 0) {
    c.groups.push_back(number(1, 3));
    blocks -= c.groups.back();
  }
  c.packing.groups = c.groups.data();
  c.packing.group_count = static_cast<int64_t>(c.groups.size());
}

void fill(Case &c) {
  const int64_t rank = *rc::gen::element(1, 2, 4);
  const bool isHalved = rank == 4 && number(0, 3) == 0;
  for (int64_t i = 0; i < rank; ++i)
    c.dims.push_back(number(1, i < 2 ? 50 : 5));
  if (isHalved)
    halve(c);
  int64_t elements = 1;
  for (int64_t dim : c.dims)
    elements *= dim;
  c.weight = randomFloats(elements, number(0, 1000));
  c.packing.block = *rc::gen::element(1, 3, 4, 8, 16);
  c.packing.input_block = *rc::gen::element(1, 2, 5, 8, 16);
  c.packing.taps_first = number(0, 1);
  c.packing.together = *rc::gen::element(1, 2, 4, 16, 32);
  if (rank == 4 && !isHalved) {
    cut(c);
    transform(c);
  }
  group(c);
}

/// Packs to `offset` floats into a memory of `floats`, which is NaN before.
std::vector<float> packed(const Case &c, int64_t offset, int64_t floats,
                          int32_t &status) {
  std::vector<float> memory(floats, std::numeric_limits<float>::quiet_NaN());
  gnetrt_program program{};
  program.name = "testnet";
  program.packed_bytes = floats * static_cast<int64_t>(sizeof(float));
  gnetrt_builder builder{};
  builder.program = &program;
  builder.packed = reinterpret_cast<char *>(memory.data());
  gnetrt_tensor tensor = c.tensor();
  status = gnetrt_pack(&builder, &tensor, &c.packing,
                       offset * static_cast<int64_t>(sizeof(float)));
  EXPECT_EQ(builder.error.status, status);
  return memory;
}

/// A vector of 5 in blocks of 4.
class Pack : public testing::Test {
protected:
  Case c;
  Pack() {
    c.dims = {5};
    c.weight = {1, 2, 3, 4, 5};
    c.groups = {2};
    c.packing.block = 4;
    c.packing.input_block = 1;
    c.packing.together = 1;
    c.packing.groups = c.groups.data();
    c.packing.group_count = 1;
  }
};

} // namespace

RC_GTEST_PROP(PackProperty, IsAsDefined, ()) {
  Case c;
  fill(c);
  std::vector<float> expected = c.expected();
  gnetrt_tensor tensor = c.tensor();
  auto floats = static_cast<int64_t>(expected.size());
  RC_ASSERT(gnetrt_packed_elements(&tensor, &c.packing) == floats);
  int32_t status = -1;
  std::vector<float> memory = packed(c, 2, floats + 4, status);
  RC_ASSERT(status == GNET_OK);
  RC_ASSERT(std::equal(expected.begin(), expected.end(), memory.begin() + 2));
  for (int64_t i : {int64_t{0}, int64_t{1}, floats + 2, floats + 3})
    RC_ASSERT(std::isnan(memory[i]));
}

TEST_F(Pack, FillsBlocksUpWithZeros) {
  int32_t status = -1;
  EXPECT_EQ(packed(c, 0, 8, status),
            (std::vector<float>{1, 2, 3, 4, 5, 0, 0, 0}));
  EXPECT_EQ(status, GNET_OK);
}

TEST_F(Pack, WritesNothingOutside) {
  int32_t status = -1;
  for (auto [offset, floats] : {std::pair<int64_t, int64_t>{1, 8},
                                {0, 7},
                                {-1, 16},
                                {8, 8},
                                {INT64_MIN / 8, 16}}) {
    for (float value : packed(c, offset, floats, status))
      EXPECT_TRUE(std::isnan(value));
    EXPECT_EQ(status, GNET_BACKEND_ERROR) << offset << " of " << floats;
  }
  c.groups = {1};
  packed(c, 0, 8, status);
  EXPECT_EQ(status, GNET_BACKEND_ERROR) << "an output would be left out";
}

/// To 16 bits each, after one float, into a memory of ten.
int32_t packNarrow(const Case &c, int64_t type, std::vector<uint16_t> &memory,
                   gnet_error &error) {
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

TEST_F(Pack, KeepsTheFirstError) {
  gnetrt_builder builder{};
  builder.error.status = GNET_BAD_WEIGHTS;
  EXPECT_EQ(gnetrt_pack(&builder, nullptr, &c.packing, 0), GNET_BAD_WEIGHTS);
  gnetrt_program program{};
  gnetrt_tensor tensor = c.tensor();
  builder = {};
  builder.program = &program;
  program.name = "testnet";
  program.packed_bytes = 1000;
  EXPECT_EQ(gnetrt_pack(&builder, &tensor, &c.packing, 0), GNET_BACKEND_ERROR)
      << "there is no memory";
}
