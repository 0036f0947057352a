//===- AllocationTest.cpp - What CUDA packages ask of the host ------------===//
#include "Interposed.h"
#include "ThreeSteps.h"

extern "C" {
#include "core/model.h"
}

#include <gtest/gtest.h>

using namespace gnet::test;
namespace driver = gnet::gpu::driver;

namespace {

constexpr size_t floats = ThreeSteps::batch * ThreeSteps::floats;

/// Everything from open to close, without C++.
struct Session {
  const gnetrt_program *program;
  std::string weights;
  gnet_options options;
  std::vector<float> input, output;
  gnet_error error;

  explicit Session(const ThreeSteps &test)
      : program(&test.program), weights(test.file()), options(),
        input(test.input(1)), output(floats), error() {
    gnet_options_init(&options);
    options.weights_data = weights.data();
    options.weights_size = weights.size();
  }

  gnet_status operator()() {
    gnet_model *model = nullptr;
    gnet_context *context = nullptr;
    error = {};
    gnet_status status = gnetrt_model_open(program, &options, &model, &error);
    if (status == GNET_OK)
      status = gnet_context_create(model, nullptr, 0, &context, &error);
    if (status == GNET_OK)
      status = gnet_run(context, input.data(), output.data(), &error);
    gnet_context_destroy(context);
    gnet_model_close(model);
    return status;
  }
};

} // namespace

TEST(CudaAllocation, NoneInARun) {
  ThreeSteps test;
  Model model = test.open();
  Context context = createContext(model);
  std::vector<float> input = test.input(1), output(floats);
  std::vector<double> seconds(3);
  gnet_timing timing;
  startCounting();
  driver::startCounting();
  for (int32_t run = 0; run < 20; ++run) {
    gnet_run_batch(context.get(), 1 + run % 3, input.data(), output.data(),
                   nullptr);
    gnet_run_profiled(context.get(), input.data(), output.data(),
                      seconds.data(), nullptr);
    gnet_run_timed(context.get(), 1, input.data(), output.data(), &timing,
                   nullptr);
  }
  Calls calls = stopCounting();
  EXPECT_EQ(calls.allocations, 0);
  EXPECT_EQ(calls.locks, 0);
  EXPECT_EQ(driver::callsOf("cuMemAlloc_v2"), 2);
  EXPECT_EQ(driver::callsOf("cuEventCreate"), 5);
  EXPECT_EQ(driver::callsOf("cuGraphInstantiateWithFlags"), 1);
}

/// Each call for memory or a mapping fails in turn.
TEST(CudaAllocation, FailuresOfTheHost) {
  ThreeSteps test;
  Session session(test);
  for (long failing = 1;; ++failing) {
    startCounting(failing);
    gnet_status status = session();
    Calls calls = stopCounting();
    EXPECT_EQ(calls.live, 0) << "call " << failing;
    EXPECT_EQ(driver::live().resources, 0) << driver::live().list;
    EXPECT_EQ(driver::live().contexts, 0);
    EXPECT_EQ(driver::live().abandoned, 0);
    if (!calls.hasFailed) {
      EXPECT_EQ(status, GNET_OK) << session.error.message;
      EXPECT_GE(failing, 12);
      return;
    }
    EXPECT_EQ(status, GNET_OUT_OF_MEMORY) << "call " << failing;
    EXPECT_STRNE(session.error.message, "");
  }
}
