#include "gpu/sim/BulkCopy.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;
using testing::HasSubstr;

namespace {

constexpr uint32_t lanes = 32, bulkWords = 1024;

llvm::Expected<Words> copiedAsync(const Case &done) {
  Words source = bits(done.seed(), lanes * 4), target(lanes * 8, poison);
  const auto size = uint32_t(done.number("bytes"));
  for (uint32_t lane = 0; lane < lanes; ++lane) {
    const uint32_t taken = lane % 2 ? uint32_t(done.number("taken")) : size;
    if (llvm::Error error = copyAsync(
            memoryOf("shared memory", target), lane * 32,
            memoryOf("global memory", source), lane * 16, size, taken))
      return error;
  }
  return target;
}

llvm::Expected<Words> copied(const Case &done) {
  if (done.operation() == "cp.async")
    return copiedAsync(done);
  const bool adds = done.text("direction") == "add";
  Words source =
      elements(adds ? "integers" : "bits", f32, done.seed(), bulkWords);
  Words target(bulkWords, adds ? 0 : poison);
  for (int i = 0; i < 1 + adds; ++i)
    if (llvm::Error error = (adds ? addBulk : copyBulk)(
            memoryOf("target", target), uint64_t(done.number("to")),
            memoryOf("source", source), uint64_t(done.number("from")),
            uint32_t(done.number("bytes"))))
      return error;
  return target;
}

TEST(BulkCopyTest, AsRecorded) { holdAgainst("copies", copied); }

std::string errorOfAsync(uint64_t to, uint64_t from, uint32_t size,
                         uint32_t taken, bool cacheGlobal = false) {
  Words source(8), target(8);
  return said(copyAsync(memoryOf("shared memory", target), to,
                        memoryOf("global memory", source), from, size, taken,
                        cacheGlobal));
}

TEST(BulkCopyTest, RefusesOtherSizes) {
  EXPECT_EQ(errorOfAsync(0, 0, 12, 12),
            "cp.async.ca of 12 bytes; it copies 4, 8 or 16");
  EXPECT_EQ(errorOfAsync(0, 0, 8, 8, true),
            "cp.async.cg of 8 bytes; it copies 16");
  EXPECT_EQ(errorOfAsync(0, 0, 8, 9), "cp.async of 8 bytes that reads 9");
}

TEST(BulkCopyTest, RefusesMisalignedAddresses) {
  EXPECT_THAT(errorOfAsync(8, 0, 16, 16), HasSubstr("misaligned address: 0x8"));
  EXPECT_THAT(errorOfAsync(0, 4, 8, 8), HasSubstr("misaligned address: 0x4"));
}

TEST(BulkCopyTest, ReadsNoMoreThanItTakes) {
  EXPECT_EQ(errorOfAsync(0, 1000, 16, 0), "");
  EXPECT_THAT(errorOfAsync(0, 32, 16, 4), HasSubstr("out of bounds: 4 bytes"));
}

TEST(BulkCopyTest, RefusesBulksOfOtherSizesAndPlaces) {
  Words source(16), target(8);
  auto error = [&](uint64_t to, uint64_t from, uint32_t size) {
    return said(copyBulk(memoryOf("target", target), to,
                         memoryOf("source", source), from, size));
  };
  EXPECT_EQ(error(0, 0, 16), "");
  EXPECT_THAT(error(0, 0, 24), HasSubstr("24 bytes, which is no multiple"));
  EXPECT_THAT(error(8, 0, 16), HasSubstr("misaligned address: 0x8 of target"));
  EXPECT_THAT(error(0, 4, 16), HasSubstr("misaligned address: 0x4 of source"));
  EXPECT_THAT(error(0, 0, 48), HasSubstr("48 bytes at 0x0 of target"));
  EXPECT_THAT(error(0, 64, 16), HasSubstr("16 bytes at 0x40 of source"));
}

} // namespace
