//===- FaultsTest.cpp - Each call of the driver fails once ----------------===//
//
// A session opens a model, makes a context, runs it in every way and closes
// both. Each of its calls fails in turn: there is a status, nothing is left
// behind, and where the context is still there it computes what is right.
//
//===----------------------------------------------------------------------===//
#include "ThreeSteps.h"

extern "C" {
#include "core/model.h"
}
#include "cuda/driver_api.h"

#include <gtest/gtest.h>
#include <set>

using namespace gnet::test;
namespace driver = gnet::gpu::driver;

namespace {

constexpr int64_t floats = ThreeSteps::floats, batch = ThreeSteps::batch;

/// Where one of these fails, what it was to free is left.
const std::set<std::string> frees = {"cuMemFree_v2",       "cuMemFreeHost",
                                     "cuStreamDestroy_v2", "cuEventDestroy_v2",
                                     "cuGraphDestroy",     "cuGraphExecDestroy",
                                     "cuModuleUnload"};

/// Everything from open to close. Stops where something fails.
class Session {
public:
  explicit Session(const ThreeSteps &test)
      : test(test), weights(test.file()), input(test.input(3)),
        right(test.outputOf(input)), output(batch * floats),
        memory(2 * batch * floats * sizeof(float)) {
    memory.write(input.data(), input.size() * sizeof(float));
  }

  gnet_status operator()() {
    gnet_status status = open();
    if (status == GNET_OK)
      status = createContext();
    if (status == GNET_OK)
      status = runAll();
    gnet_context_destroy(context);
    gnet_model_close(model);
    context = nullptr;
    model = nullptr;
    return status;
  }

  gnet_error error{};

private:
  gnet_status open() {
    gnet_options options;
    gnet_options_init(&options);
    options.weights_data = weights.data();
    options.weights_size = weights.size();
    error = {};
    return gnetrt_model_open(&test.program, &options, &model, &error);
  }

  gnet_status createContext() {
    return gnet_context_create(model, nullptr, 0, &context, &error);
  }

  gnet_status runAll() {
    double seconds[3];
    gnet_timing timing;
    std::fill(output.begin(), output.end(), -1);
    gnet_status status = gnet_run(context, input.data(), output.data(), &error);
    if (status == GNET_OK)
      status = gnet_run_batch(context, 2, input.data(), output.data(), &error);
    if (status == GNET_OK)
      status = gnet_run_profiled(context, input.data(), output.data(), seconds,
                                 &error);
    if (status == GNET_OK)
      status = gnet_run_timed(context, 1, input.data(), output.data(), &timing,
                              &error);
    if (status == GNET_OK)
      status = gnet_preprocess_async(context, nullptr, memory.at<uint8_t>(0),
                                     floats, 1, floats, 1,
                                     memory.at<float>(batch * floats), &error);
    if (status == GNET_OK)
      status = gnet_run_async(context, nullptr, memory.at<float>(0),
                              memory.at<float>(batch * floats), batch, &error);
    return runAgain(status);
  }

  /// A failure that CUDA does not hold on to is over with the call.
  gnet_status runAgain(gnet_status before) {
    gnet_error later{};
    std::fill(output.begin(), output.end(), -1);
    gnet_status status = gnet_run(context, input.data(), output.data(),
                                  before == GNET_OK ? &error : &later);
    if (before == GNET_OK && status != GNET_OK)
      return status;
    EXPECT_EQ(status, before == GNET_DEVICE_LOST ? before : GNET_OK);
    if (status == GNET_OK)
      EXPECT_EQ(output, right);
    return before;
  }

  const ThreeSteps &test;
  const std::string weights;
  const std::vector<float> input, right;
  std::vector<float> output;
  driver::GpuMemory memory;
  gnet_model *model = nullptr;
  gnet_context *context = nullptr;
};

/// What the driver holds once all is closed, after `failed` gave `result`.
void expectNothingLeft(const std::string &failed, cu_result result) {
  const driver::Live live = driver::live();
  EXPECT_EQ(live.resources, 0) << live.list;
  const bool keepsContext = failed == "cuCtxPopCurrent_v2" ||
                            failed == "cuDevicePrimaryCtxRelease_v2";
  EXPECT_EQ(live.contexts, keepsContext ? 1 : 0);
  // In a context that has failed, or cannot be entered, nothing can be freed.
  const bool isLost =
      result == CU_ILLEGAL_ADDRESS || failed == "cuCtxPushCurrent_v2";
  if (!isLost)
    EXPECT_EQ(live.abandoned, frees.count(failed) ? 1 : 0) << live.list;
}

/// Where a graph whose launches begin early cannot be made, there is another
/// one.
bool isReplaced(const std::string &failed, cu_result result) {
  const std::set<std::string> making = {"cuGraphCreate", "cuGraphAddKernelNode",
                                        "cuGraphAddDependencies_v2",
                                        "cuGraphInstantiateWithFlags"};
  return result == CU_INVALID_VALUE && making.count(failed);
}

/// Makes call `failing` give `result`. The function that it was; empty: there
/// are fewer calls.
std::string failOnce(long failing, cu_result result, bool beginsEarly) {
  ThreeSteps test;
  test.images[1].waits = beginsEarly;
  std::string failed;
  {
    Session session(test);
    driver::startCounting(failing, result);
    const gnet_status status = session();
    failed = driver::stopCounting().failed;
    SCOPED_TRACE("call " + std::to_string(failing) + ", " + failed);
    // What is called in closing, too, or tells nobody that it failed: then the
    // next call says what became of the context.
    const bool isSilent = failed.empty() || frees.count(failed) ||
                          failed == "cuDevicePrimaryCtxRelease_v2" ||
                          (beginsEarly && isReplaced(failed, result));
    const bool mayBeSilent =
        failed == "cuCtxPushCurrent_v2" || failed == "cuCtxPopCurrent_v2";
    if (!mayBeSilent)
      EXPECT_EQ(status == GNET_OK, isSilent) << session.error.message;
    EXPECT_EQ(session.error.status, status);
    EXPECT_EQ(session.error.message[0] == '\0', status == GNET_OK);
  }
  SCOPED_TRACE("call " + std::to_string(failing) + ", " + failed);
  expectNothingLeft(failed, result);
  EXPECT_EQ(driver::complaint(), "");
  return failed;
}

} // namespace

class CudaFaults : public testing::TestWithParam<std::tuple<int32_t, bool>> {};

TEST_P(CudaFaults, EachCallFailsOnce) {
  const auto [result, beginsEarly] = GetParam();
  std::set<std::string> functions;
  long calls = 0;
  for (std::string failed = "cuInit"; !failed.empty(); ++calls) {
    functions.insert(failed);
    failed = failOnce(calls + 1, result, beginsEarly);
  }
  // All that the runtime knows, but for what describes errors.
  EXPECT_EQ(functions.size(), beginsEarly ? 41u : 40u);
  EXPECT_GT(calls, 100);
}

INSTANTIATE_TEST_SUITE_P(
    Results, CudaFaults,
    testing::Combine(testing::Values(CU_INVALID_VALUE, CU_OUT_OF_MEMORY,
                                     CU_INVALID_IMAGE, CU_ILLEGAL_ADDRESS),
                     testing::Bool()));
