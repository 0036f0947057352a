//===- ApiTest.cpp - What the public functions do with generated kernels --===//
#include "Images.h"
#include "gnet.h"
#include "gnet.hpp"

#include <gtest/gtest.h>
#include <thread>

using gnet::test::randomFloats;

namespace {

/// Runs the first `images` of a batch and expects only their outputs.
void expectRun(gnet::context &context, int32_t images) {
  std::vector<float> input = randomFloats(gnet::input_size(), 1);
  std::vector<float> output(gnet::output_size(), -7);
  context.run_batch(images, input.data(), output.data());
  for (size_t i = 0; i < output.size(); ++i)
    EXPECT_EQ(output[i],
              i < 6 * static_cast<size_t>(images) ? input[i] - 7 : -7);
}

/// Of `parallel_for`.
struct Application {
  std::vector<int32_t> counts;
};

void backwards(void *state, int32_t count,
               void (*body)(void *argument, int32_t index), void *argument) {
  static_cast<Application *>(state)->counts.push_back(count);
  for (int32_t i = count; i-- > 0;)
    body(argument, i);
}

void onThreads(void *, int32_t count,
               void (*body)(void *argument, int32_t index), void *argument) {
  std::vector<std::thread> threads;
  for (int32_t i = 0; i < count; ++i)
    threads.emplace_back(body, argument, i);
  for (std::thread &thread : threads)
    thread.join();
}

} // namespace

TEST(Api, RunsPartsOfABatch) {
  for (int32_t threads : {1, 3}) {
    gnet::options options;
    options.threads = threads;
    gnet::model model(options);
    gnet::context context(model);
    for (int32_t images : {4, 1, 3, 2})
      expectRun(context, images);
    float in[6] = {}, out[6] = {};
    gnet_error error{};
    for (int32_t images : {0, -1, 5}) {
      EXPECT_EQ(gnet_run_batch(context.get(), images, in, out, &error),
                GNET_INVALID_ARGUMENT);
      EXPECT_NE(std::string(error.message).find("1 to 4"), std::string::npos)
          << error.message;
    }
    EXPECT_EQ(gnet_run_batch(nullptr, 1, in, out, &error),
              GNET_INVALID_ARGUMENT);
    EXPECT_EQ(gnet_run_batch(context.get(), 1, in, out, &error), GNET_OK)
        << "they overlap only where more images are run";
    float both[13] = {};
    EXPECT_EQ(gnet_run_batch(context.get(), 1, both, both + 6, &error),
              GNET_OK);
    EXPECT_EQ(gnet_run_batch(context.get(), 2, both, both + 6, &error),
              GNET_INVALID_ARGUMENT);
  }
}

TEST(Api, RunsOnTheApplicationsThreads) {
  Application application;
  gnet::options options;
  options.threads = 3;
  options.parallel_for = backwards;
  options.parallel_state = &application;
  gnet::model model(options);
  gnet::context context(model);
  expectRun(context, 4);
  EXPECT_EQ(application.counts, std::vector<int32_t>{3});
  options.threads = 20;
  gnet::context wide{gnet::model(options)};
  expectRun(wide, 1);
  EXPECT_EQ(application.counts, (std::vector<int32_t>{3, 6}))
      << "there are no more pieces than items";
  options.threads = 4;
  options.parallel_for = onThreads;
  gnet::context parallel{gnet::model(options)};
  expectRun(parallel, 4);
}

TEST(Api, ModelsShareAPoolThatOutlivesItsOwner) {
  gnet::options options;
  std::vector<gnet::context> contexts;
  {
    gnet::threads threads(3);
    options.threads_pool = threads.get();
    for (int i = 0; i < 2; ++i) {
      gnet::model model(options);
      contexts.emplace_back(model);
    }
  }
  std::vector<std::thread> callers;
  for (gnet::context &context : contexts)
    callers.emplace_back([&] {
      for (int i = 0; i < 200; ++i)
        expectRun(context, 1 + i % 4);
    });
  for (std::thread &caller : callers)
    caller.join();
}

TEST(Api, ThreadsThatCannotBe) {
  gnet_error error{};
  gnet_threads *threads = nullptr;
  for (int32_t count : {0, -1, 1025}) {
    EXPECT_EQ(gnet_threads_create(count, &threads, &error),
              GNET_INVALID_ARGUMENT);
    EXPECT_EQ(threads, nullptr);
  }
  EXPECT_EQ(gnet_threads_create(1, nullptr, &error), GNET_INVALID_ARGUMENT);
  gnet_threads_destroy(nullptr);
  gnet::threads two(2);
  gnet::options options;
  options.threads_pool = two.get();
  options.parallel_for = backwards;
  EXPECT_THROW(gnet::model{options}, gnet::error);
}

TEST(Api, KernelsAreNamedByTheProgram) {
  EXPECT_STREQ(gnet::model().layer_info(0).kernel, "generated");
}

TEST(Api, ProfilesAllSteps) {
  gnet::model model;
  gnet::context context(model);
  std::vector<float> input(gnet::input_size()), output(gnet::output_size());
  std::vector<double> seconds =
      context.run_profiled(input.data(), output.data());
  ASSERT_EQ(seconds.size(), 1u);
  EXPECT_GT(seconds[0], 0);
  EXPECT_LT(seconds[0], 10);
}
