#include "gpu/sim/MmaSync.h"
#include "gpu/sim/Recordings.h"
#include "gtest/gtest.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;

namespace {

llvm::Expected<Words> multiplied(const Case &done) {
  const std::string values = done.text("values");
  const Format format = formatOf(done.text("type"));
  const OperandType type = operandType(done);
  const size_t countB = size_t(done.number("k")) * bytesOf(type) / 16;
  const auto a = registersOf<Lanes>(
      elements(values, format, seedA + done.seed(), warpSize * 2 * countB),
      2 * countB);
  const auto b = registersOf<Lanes>(
      elements(values, format, seedB + done.seed(), warpSize * countB), countB);
  const auto c = registersOf<Lanes>(
      accumulators(values, seedC + done.seed(), warpSize * 4), 4);
  std::array<Lanes, 4> d{c[0], c[1], c[2], c[3]};
  if (llvm::Error error = multiplyWarp(type, a, b, d))
    return error;
  return wordsOf(d);
}

TEST(MmaSyncTest, AsRecordedBitForBit) { holdAgainst("mma_sync", multiplied); }

TEST(MmaSyncTest, RefusesOtherCountsOfRegisters) {
  const std::vector<Lanes> three(3), one(1);
  std::array<Lanes, 4> d{};
  EXPECT_EQ(said(multiplyWarp(OperandType::F16, three, one, d)),
            "mma.sync of 3 registers of A and 1 of B; 4 and 2 or 2 and 1 can "
            "be multiplied");
}

} // namespace
