//===- MemoryPlanTest.cpp - Buffers that share one arena ------------------===//
#include "passes/planning/MemoryPlan.h"
#include <gtest/gtest.h>
#include <random>

namespace gnet {
namespace {

int64_t aligned(int64_t bytes) {
  return (bytes + MemoryPlan::alignment - 1) / MemoryPlan::alignment *
         MemoryPlan::alignment;
}

/// Fills memory step by step: no line of it may have two owners at a step.
void expectNoOverlap(const std::vector<LiveBuffer> &buffers,
                     const MemoryPlan &plan) {
  int64_t lastStep = 0;
  for (const LiveBuffer &buffer : buffers)
    lastStep = std::max(lastStep, buffer.last);
  for (int64_t step = 0; step <= lastStep; ++step) {
    std::vector<int> owners(plan.arenaBytes / MemoryPlan::alignment);
    for (size_t i = 0; i < buffers.size(); ++i) {
      if (step < buffers[i].first || step > buffers[i].last)
        continue;
      ASSERT_EQ(plan.offsets[i] % MemoryPlan::alignment, 0);
      int64_t line = plan.offsets[i] / MemoryPlan::alignment;
      int64_t lines = aligned(buffers[i].bytes) / MemoryPlan::alignment;
      for (int64_t end = line + lines; line < end; ++line)
        ASSERT_EQ(owners.at(line)++, 0) << "buffer " << i << ", step " << step;
    }
  }
}

int64_t liveAt(const std::vector<LiveBuffer> &buffers, int64_t step) {
  int64_t sum = 0;
  for (const LiveBuffer &buffer : buffers)
    if (buffer.first <= step && step <= buffer.last)
      sum += aligned(buffer.bytes);
  return sum;
}

TEST(MemoryPlan, OfNothingIsEmpty) {
  MemoryPlan plan = planMemory({});
  EXPECT_TRUE(plan.offsets.empty());
  EXPECT_EQ(plan.arenaBytes, 0);
  EXPECT_EQ(plan.liveBytes, 0);
}

TEST(MemoryPlan, AChainNeedsTwoBuffers) {
  MemoryPlan plan =
      planMemory({{64, 0, 1}, {64, 1, 2}, {64, 2, 3}, {64, 3, 4}});
  EXPECT_EQ(plan.arenaBytes, 128);
  EXPECT_EQ(plan.sumBytes, 256);
  EXPECT_EQ(plan.liveBytes, 128);
}

TEST(MemoryPlan, SizesAreRoundedUp) {
  MemoryPlan plan = planMemory({{1, 0, 0}, {65, 0, 0}});
  EXPECT_EQ(plan.arenaBytes, 192);
  EXPECT_EQ(plan.sumBytes, 192);
}

TEST(MemoryPlan, TakesTheOrderOfTimeWhereItIsBetter) {
  // Largest first, the buffers of 192 would lie at 0 and 192, where the one of
  // 128, live with the second and with that of 256, only fits above: 512 bytes.
  std::vector<LiveBuffer> buffers = {
      {192, 3, 5}, {256, 0, 1}, {192, 2, 4}, {128, 1, 2}};
  MemoryPlan plan = planMemory(buffers);
  expectNoOverlap(buffers, plan);
  EXPECT_EQ(plan.arenaBytes, 384);
}

TEST(MemoryPlan, RandomBuffersDoNotOverlap) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<LiveBuffer> buffers(1 + random() % 40);
    int64_t sum = 0, live = 0;
    for (LiveBuffer &buffer : buffers) {
      int64_t first = random() % 50;
      buffer = {static_cast<int64_t>(1 + random() % 5000), first,
                first + static_cast<int64_t>(random() % 12)};
      sum += aligned(buffer.bytes);
    }
    for (int64_t step = 0; step < 64; ++step)
      live = std::max(live, liveAt(buffers, step));
    MemoryPlan plan = planMemory(buffers);
    ASSERT_NO_FATAL_FAILURE(expectNoOverlap(buffers, plan));
    EXPECT_EQ(plan.sumBytes, sum);
    EXPECT_EQ(plan.liveBytes, live);
    EXPECT_LE(plan.liveBytes, plan.arenaBytes);
    EXPECT_LE(plan.arenaBytes, plan.sumBytes);
  }
}

} // namespace
} // namespace gnet
