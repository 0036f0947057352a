//===- MemoryRangeTest.cpp - Ranges of memory with gaps -------------------===//
#include "target/cuda/program/MemoryRange.h"
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace gnet {
namespace {

std::set<int64_t> bytesOf(const MemoryRange &range) {
  std::set<int64_t> bytes;
  for (int64_t i = 0; i < range.count; ++i)
    for (int64_t byte = 0; byte < range.bytes; ++byte)
      bytes.insert(range.offset + i * range.stride + byte);
  return bytes;
}

bool shareAByte(const MemoryRange &a, const MemoryRange &b) {
  const std::set<int64_t> one = bytesOf(a), two = bytesOf(b);
  for (int64_t byte : one)
    if (two.count(byte))
      return true;
  return false;
}

TEST(MemoryRange, SlicesOfOneBufferDoNotOverlap) {
  const MemoryRange first{0, 16, 48, 4}, second{16, 32, 48, 4};
  EXPECT_FALSE(first.overlaps(second));
  EXPECT_FALSE(second.overlaps(first));
  EXPECT_TRUE(first.overlaps({12, 8, 48, 4}));
}

TEST(MemoryRange, OverlapsWhereAByteIsShared) {
  std::mt19937 random;
  auto range = [&] {
    auto upTo = [&](int64_t most) {
      return std::uniform_int_distribution<int64_t>(0, most)(random);
    };
    const int64_t bytes = 1 + upTo(5);
    return MemoryRange{upTo(40), bytes, bytes + upTo(9), 1 + upTo(4)};
  };
  int overlapping = 0;
  for (int i = 0; i < 20000; ++i) {
    const MemoryRange a = range(), b = range();
    ASSERT_EQ(a.overlaps(b), shareAByte(a, b))
        << a.offset << " " << a.bytes << " " << a.stride << " " << a.count
        << ", " << b.offset << " " << b.bytes << " " << b.stride << " "
        << b.count;
    overlapping += a.overlaps(b);
  }
  EXPECT_GT(overlapping, 1000);
  EXPECT_LT(overlapping, 19000);
}

} // namespace
} // namespace gnet
