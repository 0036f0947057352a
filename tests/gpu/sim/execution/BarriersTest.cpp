#include "gpu/sim/execution/SmallKernels.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using testing::HasSubstr;

namespace {

constexpr uint32_t threads = 128;

struct Barriers : Device {
  std::span<uint32_t> destination = buffer<uint32_t>("destination", threads);

  std::string run(const std::string &code, const std::string &kernel,
                  ThreadOrder order = {}) {
    const auto module = loaded(code);
    return module ? launch(*module,
                           {kernel, {}, {threads, 1, 1}, 0, nullptr, order})
                  : "not loaded";
  }
  std::string run(const std::string &kernel, ThreadOrder order = {}) {
    return run(kernelText("barriers.ll"), kernel, order);
  }
};

TEST(BarriersTest, CountsPredicates) {
  Barriers device;
  EXPECT_EQ(device.run("count"), "");
  EXPECT_THAT(device.destination, testing::Each(threads / 2));
}

TEST(BarriersTest, SomeArriveWhereOthersWait) {
  for (ThreadOrder order :
       {ThreadOrder::Forward, ThreadOrder::Backward, ThreadOrder::Random}) {
    Barriers device;
    EXPECT_EQ(device.run("pass", order), "");
    for (uint32_t i = threads / 2; i < threads; ++i)
      EXPECT_EQ(device.destination[i], threads - 1 - i);
  }
}

TEST(BarriersTest, FindsThatThoseWhoArriveDidNotWait) {
  // Now the others arrive, and those that fill wait.
  std::string code = replaced(kernelText("barriers.ll"),
                              "arrive.aligned.count(i32 1", "SYNC(i32 1");
  code =
      replaced(code, "sync.aligned.count(i32 1", "arrive.aligned.count(i32 1");
  code = replaced(code, "SYNC(i32 1", "sync.aligned.count(i32 1");
  EXPECT_THAT(Barriers().run(code, "pass"),
              HasSubstr("a race: no barrier lies between it and the write of "
                        "thread 63\n  at: %value = load i32"));
}

TEST(BarriersTest, FindsBarrierThatNotAllReach) {
  EXPECT_THAT(
      Barriers().run("miss"),
      HasSubstr("kernel miss, block (0, 0, 0), thread (0, 0, 0): deadlock or "
                "divergence: barrier 0 is for 128 threads, 63 arrived; "
                "thread 63 has ended\n  at: call void @llvm.nvvm.barrier.cta"));
}

TEST(BarriersTest, FindsBarrierOfPartOfAWarp) {
  const std::string code =
      replaced(kernelText("barriers.ll"),
               "call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)",
               "call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 0, "
               "i32 32)");
  EXPECT_THAT(Barriers().run(
                  replaced(code, "i32 %thread, 63", "i32 %thread, 16"), "miss"),
              HasSubstr("barrier 0 is for 32 threads, 16 arrived"));
  EXPECT_THAT(Barriers().run(replaced(code, "count(i32 0, i32 32)",
                                      "count(i32 0, i32 33)"),
                             "miss"),
              HasSubstr("a barrier of 33 threads, which is no multiple of 32"));
  EXPECT_THAT(Barriers().run(replaced(code, "count(i32 0, i32 32)",
                                      "count(i32 16, i32 32)"),
                             "miss"),
              HasSubstr("barrier 16; there are 16"));
}

TEST(BarriersTest, FindsLanesAtDifferentShuffles) {
  EXPECT_THAT(Barriers().run("part"),
              HasSubstr("thread (0, 0, 0): deadlock or divergence: thread 1 "
                        "does not come, of 32 that do this together; thread 1 "
                        "is at: %a = call i32 @llvm.nvvm.shfl.sync.bfly.i32"));
}

} // namespace
