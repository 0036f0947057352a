#include "gpu/sim/Wgmma.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;
using testing::HasSubstr;

namespace {

constexpr size_t filledBytes = 96 * 1024, threads = 128;

/// The recorder's numbers: address, leading and stride offset, swizzle, base
/// offset, what a step adds to the address, whether it is transposed.
uint64_t descriptor(const std::vector<int64_t> &operand, size_t step) {
  const auto swizzle = uint64_t(operand[3]);
  const uint64_t mode =
      swizzle ? 4 - uint64_t(std::bit_width(swizzle / 32)) : 0;
  const auto address = uint64_t(operand[0] + int64_t(step) * operand[5]);
  return (address & 0x3FFFF) >> 4 | (uint64_t(operand[1]) >> 4 & 0x3FFF) << 16 |
         (uint64_t(operand[2]) >> 4 & 0x3FFF) << 32 |
         uint64_t(operand[4]) << 49 | mode << 62;
}

Wgmma operationOf(const Case &done) {
  Wgmma operation{operandType(done), size_t(done.number("n"))};
  const auto a = done.numbers("a"), b = done.numbers("b");
  operation.transposedA = !a.empty() && a[6];
  operation.transposedB = b[6];
  operation.negatedA = done.number("scale_a", 1) < 0;
  operation.negatedB = done.number("scale_b", 1) < 0;
  operation.adds = done.number("scale_d", 1);
  return operation;
}

llvm::Expected<Words> multiplied(const Case &done) {
  Wgmma operation = operationOf(done);
  const std::string values = done.text("values");
  const Format format = formatOf(done.text("type"));
  const auto steps = size_t(done.number("steps"));
  Words memory = elements(values, format, seedB + done.seed(), filledBytes / 4);
  const Memory shared = memoryOf("shared memory", memory);
  const Words registers =
      elements(values, format, seedA + done.seed(), steps * threads * 4);
  auto d = registersOf<GroupLanes>(
      accumulators(values, seedC + done.seed(), threads * (operation.n / 2)),
      operation.n / 2);
  const auto a = done.numbers("a"), b = done.numbers("b");
  for (size_t step = 0; step < steps; ++step, operation.adds = true) {
    const auto left = registersOf<GroupLanes>(
        std::span(registers).subspan(step * threads * 4, threads * 4), 4);
    if (llvm::Error error =
            a.empty() ? multiplyGroup(operation, shared,
                                      std::span<const GroupLanes, 4>(left),
                                      descriptor(b, step), d)
                      : multiplyGroup(operation, shared, descriptor(a, step),
                                      descriptor(b, step), d))
      return error;
  }
  return wordsOf(d);
}

TEST(WgmmaTest, LayoutsAsRecorded) { holdAgainst("wgmma_layouts", multiplied); }

TEST(WgmmaTest, OffsetsAsRecorded) { holdAgainst("wgmma_offsets", multiplied); }

TEST(WgmmaTest, NumbersAsRecordedBitForBit) {
  holdAgainst("wgmma_numbers", multiplied);
}

std::string errorOf(const Wgmma &operation, size_t registers,
                    const std::vector<int64_t> &b) {
  Words memory(16);
  std::vector<GroupLanes> d(registers);
  return said(multiplyGroup(operation, memoryOf("shared memory", memory), 0,
                            descriptor(b, 0), d));
}

TEST(WgmmaTest, RefusesOtherShapes) {
  EXPECT_EQ(errorOf({OperandType::F16, 12}, 6, {0, 0, 0, 0, 0, 0}),
            "wgmma of n = 12, which is no multiple of 8 up to 256");
  EXPECT_EQ(errorOf({OperandType::F16, 16}, 6, {0, 0, 0, 0, 0, 0}),
            "wgmma of n = 16 with 6 accumulators; it has 8");
  EXPECT_THAT(errorOf({OperandType::TF32, 8, true}, 4, {0, 0, 0, 0, 0, 0}),
              HasSubstr("wgmma of tf32 with a transposed operand"));
}

TEST(WgmmaTest, RefusesWhatLeavesSharedMemory) {
  EXPECT_THAT(errorOf({OperandType::F16, 8}, 4, {4096, 128, 256, 0, 0, 0}),
              HasSubstr("out of bounds: 2 bytes at"));
}

} // namespace
