//===- ModelTest.cpp - Models of generated kernels on threads -------------===//
#include "TwoSteps.h"

#include <gtest/gtest.h>
#include <thread>

using namespace gnet::test;

namespace {

constexpr int64_t inputs = TwoSteps::inputs, outputs = TwoSteps::outputs;
constexpr int64_t batch = TwoSteps::batch;

std::vector<float> run(gnet_context *context, unsigned seed,
                       int32_t images = batch) {
  std::vector<float> input = randomFloats(batch * inputs, seed);
  std::vector<float> output(batch * outputs, -1);
  EXPECT_EQ(
      gnet_run_batch(context, images, input.data(), output.data(), nullptr),
      GNET_OK);
  return output;
}

std::vector<float> runOnce(const Model &model, unsigned seed) {
  return run(createContext(model).get(), seed);
}

} // namespace

TEST(GeneratedModel, ComputesWhatItsCodeSays) {
  TwoSteps test;
  std::vector<float> input = randomFloats(batch * inputs, 7);
  std::vector<float> output = runOnce(test.open(), 7);
  std::vector<float> weight = test.weight(), bias = test.bias();
  for (int64_t n = 0; n < batch; ++n)
    for (int64_t o = 0; o < outputs; ++o) {
      double sum = bias[o];
      for (int64_t i = 0; i < inputs; ++i)
        sum += weight[o * inputs + i] * input[n * inputs + i];
      EXPECT_NEAR(output[n * outputs + o], 2 * sum, 1e-4);
    }
}

TEST(GeneratedModel, ResultsAreTheSameOnAnyThreads) {
  TwoSteps test;
  std::vector<float> one = runOnce(test.open(1), 1);
  for (int32_t threads = 2; threads < 9; ++threads) {
    Model model = test.open(threads);
    for (int repeat = 0; repeat < 20; ++repeat)
      EXPECT_EQ(runOnce(model, 1), one);
  }
  EXPECT_FALSE(TwoSteps::wasMisaligned());
}

TEST(GeneratedModel, RunsOnlyTheImagesAskedFor) {
  TwoSteps test;
  Model model = test.open(2);
  Context context = createContext(model);
  std::vector<float> whole = run(context.get(), 1);
  for (int32_t images = 1; images <= batch; ++images) {
    std::vector<float> expected = whole;
    std::fill(expected.begin() + images * outputs, expected.end(), -1);
    EXPECT_EQ(run(context.get(), 1, images), expected);
  }
}

TEST(GeneratedModel, ContextsDoNotInterfere) {
  TwoSteps test;
  Model model = test.open(2);
  constexpr unsigned count = 4;
  std::vector<std::vector<float>> alone, together(count);
  for (unsigned i = 0; i < count; ++i)
    alone.push_back(runOnce(model, i));
  EXPECT_NE(alone[0], alone[1]);
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      for (int repeat = 0; repeat < 100; ++repeat)
        together[i] = runOnce(model, i);
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(together, alone);
}

TEST(GeneratedModel, ModelsComeAndGoOnSeveralThreads) {
  TwoSteps test;
  std::vector<float> expected = runOnce(test.open(), 1);
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      for (int repeat = 0; repeat < 20; ++repeat)
        EXPECT_EQ(runOnce(test.open(2), 1), expected);
    });
  for (std::thread &thread : threads)
    thread.join();
}
