#include "gpu/sim/execution/Clocks.h"
#include "gtest/gtest.h"

using namespace gnet::gpu::sim;

namespace {

constexpr uint32_t threads = 4, agents = 2, agent = threads;

struct ClocksTest : testing::Test {
  ClocksTest() { clocks.reset(threads, agents); }

  Clocks clocks;
};

TEST_F(ClocksTest, OnlyOneselfIsKnownAtFirst) {
  const uint32_t time = clocks.now(1);
  EXPECT_TRUE(clocks.isBefore(time, 1, 1));
  EXPECT_FALSE(clocks.isBefore(time, 1, 0));
}

TEST_F(ClocksTest, AllKnowWhatWasBeforeABarrierOfAll) {
  const uint32_t time = clocks.now(1);
  clocks.meetAll();
  EXPECT_TRUE(clocks.isBefore(time, 1, 0));
  EXPECT_FALSE(clocks.isBefore(clocks.now(1), 1, 0));
}

TEST_F(ClocksTest, ThoseWhoMeetKnowOfEachOther) {
  const uint32_t time = clocks.now(1);
  const uint32_t some[] = {0, 1};
  clocks.meet(some);
  EXPECT_TRUE(clocks.isBefore(time, 1, 0));
  EXPECT_FALSE(clocks.isBefore(time, 1, 2));
  EXPECT_FALSE(clocks.isBefore(clocks.now(1), 1, 0));
}

TEST_F(ClocksTest, KnowledgeIsPassedOn) {
  const uint32_t time = clocks.now(0);
  Clocks::Vector first, second;
  clocks.release(0, first);
  const uint32_t later = clocks.now(0);
  clocks.acquire(1, first);
  clocks.release(1, second);
  clocks.acquire(2, second);
  EXPECT_TRUE(clocks.isBefore(time, 0, 2));
  EXPECT_FALSE(clocks.isBefore(later, 0, 2));
  EXPECT_FALSE(clocks.isBefore(time, 0, 3));
}

TEST_F(ClocksTest, ABarrierKnowsOfAnAgentWhatOneThreadKnew) {
  const uint32_t time = clocks.now(agent), other = clocks.now(agent + 1);
  Clocks::Vector done;
  clocks.release(agent, done);
  clocks.meetAll();
  EXPECT_FALSE(clocks.isBefore(time, agent, 0));
  clocks.acquire(3, done);
  EXPECT_TRUE(clocks.isBefore(time, agent, 3));
  EXPECT_FALSE(clocks.isBefore(time, agent, 0));
  clocks.meetAll();
  EXPECT_TRUE(clocks.isBefore(time, agent, 0));
  EXPECT_FALSE(clocks.isBefore(other, agent + 1, 0));
}

TEST_F(ClocksTest, TheNextBlockBeginsAfterAll) {
  const uint32_t time = clocks.now(agent);
  clocks.reset(2 * threads, agents);
  EXPECT_LT(time, clocks.beginning());
  EXPECT_TRUE(clocks.isBefore(time, agent, 2 * threads - 1));
  EXPECT_EQ(clocks.now(2 * threads - 1), clocks.beginning());
}

} // namespace
