//===- PoolTest.cpp - The threads that share a step's items ---------------===//
extern "C" {
#include "cpu/generated/threads.h"
}

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;

struct Destroyer {
  void operator()(gnet_threads *threads) const {
    gnet_threads_destroy(threads);
  }
};
using Pool = std::unique_ptr<gnet_threads, Destroyer>;

Pool createPool(int32_t count) {
  gnet_threads *threads = nullptr;
  gnet_error error{};
  EXPECT_EQ(gnet_threads_create(count, &threads, &error), GNET_OK)
      << error.message;
  return Pool(threads);
}

/// What a job counts. Items are written without atomics: two threads at one
/// item are a race.
struct Count {
  explicit Count(int64_t items, int32_t threads)
      : times(items), inside(threads) {}
  mutable std::vector<int> times;
  mutable std::vector<std::atomic<int>> inside;
  mutable std::atomic<bool> isNumberTwice{false};
};

void count(const void *argument, int32_t thread, int64_t begin, int64_t end) {
  const auto *c = static_cast<const Count *>(argument);
  if (c->inside.at(thread)++ != 0)
    c->isNumberTwice = true;
  for (int64_t i = begin; i < end; ++i)
    c->times.at(i)++;
  c->inside[thread]--;
}

bool isEachOnce(gnet_threads *threads, int64_t items,
                gnetrt_body *body = count) {
  Count c(items, gnetrt_threads_count(threads));
  gnetrt_threads_run(threads, items, body, &c);
  return !c.isNumberTwice && c.times == std::vector<int>(items, 1);
}

/// Until two threads are inside at once, or for too long.
struct Meeting {
  mutable std::atomic<int> inside{0};
  mutable std::atomic<bool> isLate{false};
};

void meet(const void *argument, int32_t, int64_t begin, int64_t end) {
  const auto *meeting = static_cast<const Meeting *>(argument);
  EXPECT_EQ(end - begin, 1);
  meeting->inside++;
  auto limit = std::chrono::steady_clock::now() + 20s;
  while (meeting->inside < 2)
    if (std::chrono::steady_clock::now() > limit) {
      meeting->isLate = true;
      return;
    }
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define GNET_TEST_TSAN
#endif
#endif

} // namespace

RC_GTEST_PROP(Pool, DoesEveryItemOnce, ()) {
  Pool pool = createPool(*rc::gen::inRange(1, 9));
  for (int64_t items : *rc::gen::container<std::vector<int64_t>>(
           20, rc::gen::inRange<int64_t>(0, 300)))
    RC_ASSERT(isEachOnce(pool.get(), items));
}

TEST(Pool, DoesJobAfterJob) {
  Pool pool = createPool(2);
  for (int i = 0; i < 20000; ++i)
    ASSERT_TRUE(isEachOnce(pool.get(), 8));
}

TEST(Pool, SeveralCallersAtOnce) {
  Pool pool = createPool(3);
  auto slowly = [](const void *argument, int32_t thread, int64_t begin,
                   int64_t end) {
    std::this_thread::yield();
    count(argument, thread, begin, end);
  };
  std::vector<std::thread> callers;
  std::atomic<int> right{0};
  for (int t = 0; t < 4; ++t)
    callers.emplace_back([&] {
      for (int i = 0; i < 1000; ++i)
        right += isEachOnce(pool.get(), 1 + i % 50, slowly);
    });
  for (std::thread &caller : callers)
    caller.join();
  EXPECT_EQ(right, 4000);
}

/// Workers are called while they spin, about to sleep, and asleep.
TEST(Pool, WorkersAlwaysCome) {
  Pool pool = createPool(2);
  for (int i = 0; i < 400; ++i) {
    Meeting meeting;
    gnetrt_threads_run(pool.get(), 2, meet, &meeting);
    ASSERT_FALSE(meeting.isLate) << "call " << i;
    std::this_thread::sleep_for(std::chrono::microseconds(i));
  }
}

/// The caller sleeps until the worker has done its item.
TEST(Pool, WaitsForASlowWorker) {
  Pool pool = createPool(2);
  for (int i = 0; i < 10; ++i) {
    Count c(2, 2);
    auto slowly = [](const void *argument, int32_t thread, int64_t begin,
                     int64_t end) {
      if (thread == 1)
        std::this_thread::sleep_for(5ms);
      else
        std::this_thread::sleep_for(1ms);
      count(argument, thread, begin, end);
    };
    gnetrt_threads_run(pool.get(), 2, slowly, &c);
    EXPECT_EQ(c.times, std::vector<int>(2, 1));
  }
}

#ifndef GNET_TEST_TSAN
/// In a forked process the workers do not run at all.
TEST(Pool, DoesWithoutItsWorkers) {
  Pool pool = createPool(3);
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(20);
    bool isRight = true;
    for (int64_t items = 0; items < 100; ++items)
      isRight &= isEachOnce(pool.get(), items);
    _exit(isRight ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}
#endif

TEST(Pool, ComesAndGoesWithoutAJob) {
  for (int i = 0; i < 200; ++i)
    createPool(1 + i % 4);
}
