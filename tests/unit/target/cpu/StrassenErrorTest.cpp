//===- StrassenErrorTest.cpp - What products by Strassen lose -------------===//
#include "target/cpu/kernels/StrassenError.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// About that of a plain sum: sums are half as long, which makes up for the
/// additions around them.
TEST(StrassenError, IsThatOfASum) {
  for (int64_t inputs : {64, 256, 1024}) {
    EXPECT_GT(strassenError(inputs, /*hasFma=*/true), 5e-8);
    EXPECT_LT(strassenError(inputs, /*hasFma=*/true), 3e-6);
  }
  EXPECT_GT(strassenError(2048, true), strassenError(64, true));
}

TEST(StrassenError, IsTheSameEachTime) {
  EXPECT_EQ(strassenError(256, true), strassenError(256, true));
  EXPECT_NE(strassenError(256, true), strassenError(512, true));
}

TEST(StrassenError, DependsOnHowProductsAreAdded) {
  EXPECT_NE(strassenError(256, true), strassenError(256, false));
}

} // namespace
} // namespace gnet
