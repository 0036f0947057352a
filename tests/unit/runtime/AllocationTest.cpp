//===- AllocationTest.cpp - A run neither allocates nor locks -------------===//
#include "Interposed.h"
#include "RunStep.h"

#include <gtest/gtest.h>
#include <pthread.h>

using namespace gnet::test;

namespace {

constexpr int64_t batch = 2, channels = 16, size = 9;

gnetrt_buffer images(int64_t height, int64_t layout, int64_t gap = 0) {
  return {channels, height, height, layout, channels * height * height + gap};
}

/// A step of each sort: dense, by image, with and without weights, with an
/// addend, and the direct average.
int32_t prepare(gnetrt_builder *builder) {
  gnetrt_buffer plain = images(size, GNETRT_NCHW);
  gnetrt_buffer blocked = images(size, GNETRT_NCHW16C);
  gnetrt_buffer slice = images(size, GNETRT_NCHW16C, 64);
  gnetrt_buffer half = images(5, GNETRT_NCHW16C);
  gnetrt_unary reorder{batch, plain, blocked};
  gnetrt_conv conv{batch,  blocked,      slice, blocked,         {3, 3}, {1, 1},
                   {1, 1}, {1, 1, 1, 1}, 1,     GNETRT_ADDITION, relu};
  gnetrt_lrn lrn{batch, slice, blocked, 5, 1e-4, 0.75, 1};
  gnetrt_pool pool{batch,
                   blocked,
                   half,
                   {3, 3},
                   {2, 2},
                   {1, 1, 0, 0},
                   GNETRT_AVG_COUNT_PADDING};
  gnetrt_linear linear{
      batch, half, {channels, 1, 1, GNETRT_NCHW, channels}, noActivation};
  gnetrt_unary softmax{batch, linear.destination, linear.destination};
  int32_t statuses[] = {
      gnetrt_onednn_reorder(builder, 0, &reorder),
      gnetrt_onednn_conv(builder, 1, &conv, gnetrt_parameter_value(builder, 0),
                         gnetrt_parameter_value(builder, 1)),
      gnetrt_onednn_lrn(builder, 2, &lrn),
      gnetrt_onednn_pool(builder, 3, &pool),
      gnetrt_onednn_linear(builder, 4, &linear,
                           gnetrt_parameter_value(builder, 2), nullptr),
      gnetrt_onednn_softmax(builder, 5, &softmax)};
  for (int32_t status : statuses)
    if (status != GNET_OK)
      return status;
  return GNET_OK;
}

int32_t execute(gnetrt_execution *execution, char *arena, const float *input,
                float *output) {
  auto *a = reinterpret_cast<float *>(arena);
  float *b = a + 4096;
  const void *addends[] = {nullptr, a, nullptr, nullptr, nullptr, nullptr};
  const void *sources[] = {input, a, b, a, b, output};
  void *destinations[] = {a, b, a, b, output, output};
  for (int step = 0; step < 6; ++step)
    if (int32_t status = gnetrt_onednn_execute(
            execution, step, sources[step], addends[step], destinations[step]))
      return status;
  return GNET_OK;
}

void countRun(int32_t threads) {
  TestProgram test({{"conv", {16, 16, 3, 3}, randomFloats(2304, 1)},
                    {"bias", {16}, randomFloats(16, 2)},
                    {"linear", {16, 400}, randomFloats(6400, 3)}},
                   6, prepare, execute);
  test.program.arena_bytes = 8192 * sizeof(float);
  startCounting();
  Model model = test.open(threads);
  EXPECT_GT(stopCounting().allocations, 0) << "opening does allocate";
  ASSERT_NE(model, nullptr);
  Context context = createContext(model);
  std::vector<float> input = randomFloats(batch * channels * size * size, 4);
  std::vector<float> output(batch * channels);
  std::vector<double> seconds(6);
  for (int run = 0; run < 3; ++run) {
    startCounting();
    gnet_status status =
        gnet_run(context.get(), input.data(), output.data(), nullptr);
    gnet_status profiled = gnet_run_profiled(
        context.get(), input.data(), output.data(), seconds.data(), nullptr);
    Calls calls = stopCounting();
    EXPECT_EQ(status, GNET_OK);
    EXPECT_EQ(profiled, GNET_OK);
    EXPECT_EQ(calls.allocations, 0) << "in run " << run;
    EXPECT_EQ(calls.locks, 0) << "in run " << run;
  }
  float sum = 0;
  for (int64_t i = 0; i < channels; ++i)
    sum += output[i];
  EXPECT_NEAR(sum, 1, 1e-5) << "the run did nothing";
}

} // namespace

TEST(Allocation, NoneInARunOfOneThread) { countRun(1); }
TEST(Allocation, NoneInARunOfTwoThreads) { countRun(2); }

TEST(Allocation, LocksAreCounted) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  startCounting();
  pthread_mutex_lock(&mutex);
  EXPECT_EQ(stopCounting().locks, 1);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_destroy(&mutex);
}
