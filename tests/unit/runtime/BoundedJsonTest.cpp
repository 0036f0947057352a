#include "json/BoundedJson.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

constexpr JsonBounds bounds = {.bytes = 16, .depth = 2};

TEST(BoundedJson, IsNoLargerAndNoDeeper) {
  EXPECT_TRUE(isWithin("", bounds));
  EXPECT_TRUE(isWithin("[{}, [1, 2, 34]]", bounds));
  EXPECT_FALSE(isWithin("[{}, [1, 2, 345]]", bounds));
  EXPECT_FALSE(isWithin("[{\"a\": []}]", bounds));
  EXPECT_TRUE(isWithin("[[]][[]]", bounds));
}

TEST(BoundedJson, CountsNoBracketsInStrings) {
  EXPECT_TRUE(isWithin(R"(["[[[[["])", bounds));
  EXPECT_TRUE(isWithin(R"(["\"[[[["])", bounds));
  EXPECT_FALSE(isWithin(R"(["\\",[[]]])", bounds));
}

} // namespace
} // namespace gnet
