#include "gpu/sim/Banks.h"
#include "gpu/sim/Warp.h"
#include <gtest/gtest.h>

namespace gnet::gpu::sim {
namespace {

/// A warp's lanes, `distance` bytes apart, of `bytes` each.
Banks ofLanes(uint64_t distance, uint32_t bytes, bool areCopies = false) {
  Banks banks;
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    banks.add(/*block=*/0, lane, /*site=*/7,
              {lane * distance, bytes, areCopies});
  return banks;
}

TEST(Banks, GiveNeighboursAtOnce) {
  EXPECT_EQ(ofLanes(4, 4).cycles(), 1u);
  EXPECT_EQ(ofLanes(8, 8).cycles(), 2u);
  EXPECT_EQ(ofLanes(16, 16).cycles(), 4u);
  EXPECT_TRUE(ofLanes(4, 4).conflicts().empty());
  EXPECT_TRUE(ofLanes(16, 16).conflicts().empty());
}

TEST(Banks, GiveOneWordToAllLanes) {
  EXPECT_EQ(ofLanes(0, 4).cycles(), 1u);
  EXPECT_TRUE(ofLanes(0, 16).conflicts().empty());
}

TEST(Banks, GiveOneWordAtATime) {
  EXPECT_EQ(ofLanes(8, 4).cycles(), 2u);
  EXPECT_EQ(ofLanes(128, 4).cycles(), 32u);
  EXPECT_EQ(ofLanes(128, 4).conflicts(), std::set<uint32_t>{7});
  // Lines of 64 bytes, as tiles have them where no pieces are exchanged.
  EXPECT_EQ(ofLanes(64, 16).conflicts(), std::set<uint32_t>{7});
}

TEST(Banks, KnowNoOrderOfCopies) {
  EXPECT_EQ(ofLanes(64, 16, /*areCopies=*/true).cycles(), 16u);
  EXPECT_TRUE(ofLanes(64, 16, /*areCopies=*/true).conflicts().empty());
}

TEST(Banks, TellTimesApart) {
  Banks banks;
  for (uint64_t time : {0, 1, 2})
    banks.add(/*block=*/0, /*thread=*/0, /*site=*/7, {time * 128, 4});
  EXPECT_EQ(banks.cycles(), 3u);
  EXPECT_TRUE(banks.conflicts().empty());
}

} // namespace
} // namespace gnet::gpu::sim
