#include "gpu/sim/Swizzle.h"
#include "gtest/gtest.h"
#include <set>

using namespace gnet::gpu::sim;

namespace {

TEST(SwizzleTest, MovesPiecesByTheirRow) {
  EXPECT_EQ(swizzled(0x3F7, Swizzle::None), 0x3F7u);
  EXPECT_EQ(swizzled(0x0F4, Swizzle::B32), 0x0E4u);
  EXPECT_EQ(swizzled(0x184, Swizzle::B64), 0x1B4u);
  EXPECT_EQ(swizzled(0x388, Swizzle::B128), 0x3F8u);
  EXPECT_EQ(swizzled(0x388, Swizzle::B128, 7), 0x388u);
}

TEST(SwizzleTest, MovesEachPieceToAnotherPlace) {
  for (Swizzle swizzle : {Swizzle::B32, Swizzle::B64, Swizzle::B128}) {
    std::set<uint64_t> places;
    for (uint64_t piece = 0; piece < 64; ++piece)
      places.insert(swizzled(piece * 16, swizzle));
    EXPECT_EQ(places.size(), 64u);
    EXPECT_EQ(*places.rbegin(), 1008u);
  }
}

} // namespace
