//===- PackTest.cpp - Packed weights against their definition -------------===//
#include "Images.h"
#include "PackCase.h"

#include <cmath>
#include <limits>
#include <rapidcheck/gtest.h>

using gnet::test::Pack;
using gnet::test::PackCase;
using gnet::test::randomFloats;

namespace {

int64_t number(int64_t least, int64_t most) {
  return *rc::gen::inRange<int64_t>(least, most + 1);
}

std::vector<double> randomMatrix(int64_t rows, int64_t columns) {
  std::vector<float> values = randomFloats(rows * columns, number(0, 1000));
  return {values.begin(), values.end()};
}

/// Often, and into more phases than there are taps at times.
void cut(PackCase &c) {
  if (number(0, 1) == 0)
    return;
  for (int64_t &phases : c.packing.phases)
    phases = number(1, 4);
}

void transform(PackCase &c) {
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
void halve(PackCase &c) {
  c.packing.halves = 1;
  c.dims = {2 * number(1, 20), 2 * number(1, 20), 1, 1};
  c.packing.transformed[0] = 1;
  c.packing.transformed[1] = number(1, 9);
  c.horizontal = randomMatrix(c.packing.transformed[1], c.tapsOfPhase(1));
  c.packing.horizontal = c.horizontal.data();
}

/// Groups of up to three blocks that cover the outputs.
void group(PackCase &c) {
  int64_t blocks = (c.outputs() + c.packing.block - 1) / c.packing.block;
  while (blocks > 0) {
    c.groups.push_back(number(1, 3));
    blocks -= c.groups.back();
  }
  c.packing.groups = c.groups.data();
  c.packing.group_count = static_cast<int64_t>(c.groups.size());
}

void fill(PackCase &c) {
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
std::vector<float> packed(const PackCase &c, int64_t offset, int64_t floats,
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

} // namespace

RC_GTEST_PROP(PackProperty, IsAsDefined, ()) {
  PackCase c;
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
