//===- ThreadsTest.cpp - Contexts of one model on several threads ---------===//
#include "RunStep.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <thread>

using namespace gnet::test;

namespace {

constexpr int64_t channels = 16, size = 9, floats = channels * size * size;

/// A convolution, and a pool that is computed without oneDNN.
class TwoSteps : public TestProgram {
public:
  TwoSteps()
      : TestProgram({{"weight",
                      {channels, channels, 3, 3},
                      randomFloats(channels * channels * 9, 1)}},
                    2, prepare, execute) {
    program.arena_bytes = floats * sizeof(float);
    program.input[0] = program.output[0] = channels;
    program.input[1] = program.input[2] = size;
    program.output[1] = program.output[2] = 5;
  }

private:
  static int32_t prepare(gnetrt_builder *builder) {
    gnetrt_buffer whole{channels, size, size, GNETRT_NCHW, floats};
    gnetrt_buffer blocked{channels, size, size, GNETRT_NCHW16C, floats};
    gnetrt_buffer half{channels, 5, 5, GNETRT_NCHW, channels * 25};
    gnetrt_conv conv{1,      whole,  blocked,      {}, {3, 3},
                     {1, 1}, {1, 1}, {1, 1, 1, 1}, 1,  GNETRT_NO_ADDITION,
                     relu};
    gnetrt_pool pool{1,
                     blocked,
                     half,
                     {3, 3},
                     {2, 2},
                     {1, 1, 0, 0},
                     GNETRT_AVG_COUNT_PADDING};
    int32_t status = gnetrt_onednn_conv(
        builder, 0, &conv, gnetrt_parameter_value(builder, 0), nullptr);
    return status ? status : gnetrt_onednn_pool(builder, 1, &pool);
  }

  static int32_t execute(gnetrt_execution *execution, char *arena,
                         const float *input, float *output) {
    int32_t status = gnetrt_onednn_execute(execution, 0, input, nullptr, arena);
    return status ? status
                  : gnetrt_onednn_execute(execution, 1, arena, nullptr, output);
  }
};

std::vector<float> runOnce(const Model &model, unsigned seed) {
  Context context = createContext(model);
  std::vector<float> input = randomFloats(floats, seed);
  std::vector<float> output(channels * 25);
  EXPECT_EQ(gnet_run(context.get(), input.data(), output.data(), nullptr),
            GNET_OK);
  return output;
}

} // namespace

TEST(Threads, ContextsDoNotInterfere) {
  TwoSteps test;
  Model model = test.open();
  ASSERT_NE(model, nullptr);
  constexpr unsigned count = 4;
  std::vector<std::vector<float>> alone, together(count);
  for (unsigned i = 0; i < count; ++i)
    alone.push_back(runOnce(model, i));
  EXPECT_NE(alone[0], alone[1]);
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      for (int repeat = 0; repeat < 20; ++repeat)
        together[i] = runOnce(model, i);
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(together, alone);
}

TEST(Threads, ContextsHoldTheirModel) {
  TwoSteps test;
  const std::vector<float> input = randomFloats(floats, 1);
  const std::vector<float> expected = runOnce(test.open(), 1);
  Model model = test.open();
  constexpr unsigned count = 4;
  std::vector<Context> contexts;
  for (unsigned i = 0; i < count; ++i)
    contexts.push_back(createContext(model));
  model.reset();
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (Context &context : contexts)
    threads.emplace_back([&, context = std::move(context)] {
      std::vector<float> output(channels * 25);
      EXPECT_EQ(gnet_run(context.get(), input.data(), output.data(), nullptr),
                GNET_OK);
      EXPECT_EQ(output, expected);
    });
  for (std::thread &thread : threads)
    thread.join();
}

TEST(Threads, TheApplicationsOpenMpStays) {
  auto set = reinterpret_cast<void (*)(int)>(
      dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
  auto get =
      reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "omp_get_max_threads"));
  ASSERT_TRUE(set && get);
  TwoSteps test;
  for (int own : {1, 2, 7})
    for (int32_t threads : {1, 2}) {
      set(own);
      Model model = test.open(threads);
      EXPECT_EQ(get(), own);
      runOnce(model, 1);
      EXPECT_EQ(get(), own);
    }
}

TEST(Threads, TheirNumberChangesLittle) {
  TwoSteps test;
  std::vector<float> one = runOnce(test.open(1), 1);
  std::vector<float> two = runOnce(test.open(2), 1);
  for (size_t i = 0; i < one.size(); ++i)
    EXPECT_NEAR(one[i], two[i], 1e-4);
}
