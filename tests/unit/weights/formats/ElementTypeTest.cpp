#include "weights/formats/ElementType.h"
#include <cmath>
#include <gtest/gtest.h>

namespace gnet {
namespace {

using Floats = std::vector<float>;

TEST(ElementType, CountsElements) {
  EXPECT_EQ(elementCount({}), 1);
  EXPECT_EQ(elementCount({3, 4, 5}), 60);
  EXPECT_EQ(elementCount({3, 0, 5}), 0);
  EXPECT_EQ(elementCount({int64_t{1} << 59}), int64_t{1} << 59);
}

TEST(ElementType, CountsNoMoreThanMemoryHolds) {
  EXPECT_EQ(elementCount({int64_t{1} << 60}), std::nullopt);
  EXPECT_EQ(elementCount({int64_t{1} << 32, int64_t{1} << 32}), std::nullopt);
  EXPECT_EQ(elementCount({0, int64_t{1} << 32, int64_t{1} << 32}),
            std::nullopt);
  EXPECT_EQ(elementCount({2, -1}), std::nullopt);
  EXPECT_EQ(elementCount({0, -1}), std::nullopt);
}

TEST(ElementType, ReadsLittleEndianNumbers) {
  EXPECT_EQ(
      toFloats(ElementType::Int16, llvm::StringRef("\x02\x01\xff\xff", 4)),
      (Floats{258, -1}));
  EXPECT_EQ(
      toFloats(ElementType::UInt16, llvm::StringRef("\x02\x01\xff\xff", 4)),
      (Floats{258, 65535}));
  EXPECT_EQ(toFloats(ElementType::Int8, "\x80\x7f"), (Floats{-128, 127}));
  EXPECT_EQ(toFloats(ElementType::UInt8, "\x80\x7f"), (Floats{128, 127}));
  EXPECT_EQ(toFloats(ElementType::Bool, llvm::StringRef("\0\1\xff", 3)),
            (Floats{0, 1, 1}));
}

TEST(ElementType, ReadsSmallFloats) {
  // One, the smallest subnormal, the largest, minus infinity.
  EXPECT_EQ(toFloats(ElementType::Float16,
                     llvm::StringRef("\x00\x3c\x01\x00\xff\x7b\x00\xfc", 8)),
            (Floats{1, 0x1p-24f, 65504, -INFINITY}));
  EXPECT_EQ(
      toFloats(ElementType::BFloat16, llvm::StringRef("\x80\x3f\x20\xc1", 4)),
      (Floats{1, -10}));
}

TEST(ElementType, LeavesAnIncompleteElementOut) {
  EXPECT_EQ(
      toFloats(ElementType::Float32, llvm::StringRef("\0\0\x80\x3f\1", 5)),
      (Floats{1}));
  EXPECT_TRUE(toFloats(ElementType::Float64, "seven..").empty());
}

} // namespace
} // namespace gnet
