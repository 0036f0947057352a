//===- StatusTest.cpp - What is said where a GPU cannot compute -----------===//
#include "ThreeSteps.h"
#include "cuda/driver_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace gnet::test;
using testing::HasSubstr;
namespace driver = gnet::gpu::driver;

namespace {

constexpr int64_t floats = ThreeSteps::floats, batch = ThreeSteps::batch;

class CudaStatus : public testing::Test {
protected:
  CudaStatus() {
    gnet_options_init(&options);
    options.weights_data = weights.data();
    options.weights_size = weights.size();
  }
  /// Whatever went wrong, nothing stays.
  ~CudaStatus() override {
    model.reset();
    EXPECT_EQ(driver::live().resources, 0) << driver::live().list;
    EXPECT_EQ(driver::live().contexts, 0);
    EXPECT_EQ(driver::live().abandoned, 0);
  }

  gnet_status open() { return test.open(&options, model, &error); }
  std::string message() const { return error.message; }

  ThreeSteps test;
  const std::string weights = test.file();
  gnet_options options;
  gnet_error error{};
  Model model;
};

} // namespace

TEST_F(CudaStatus, DriverIsTooOld) {
  driver::settings().version = 11030;
  EXPECT_EQ(open(), GNET_OLD_DRIVER);
  EXPECT_EQ(message(), "the NVIDIA driver is for CUDA 11.3, and CUDA 11.4 is "
                       "needed: install a driver of version 470 or later");
}

TEST_F(CudaStatus, ThereIsNoGpu) {
  driver::settings().cards.clear();
  EXPECT_EQ(open(), GNET_NO_DEVICE);
  EXPECT_THAT(message(), HasSubstr("there is no NVIDIA GPU: use a package for "
                                   "the CPU"));
}

TEST_F(CudaStatus, LibraryIsTheToolkitsStub) {
  driver::settings().initResult = CU_STUB_LIBRARY;
  EXPECT_EQ(open(), GNET_NO_DRIVER);
  EXPECT_THAT(message(), HasSubstr("stub"));
}

TEST_F(CudaStatus, DriverAndLibraryDiffer) {
  driver::settings().initResult = CU_SYSTEM_DRIVER_MISMATCH;
  EXPECT_EQ(open(), GNET_OLD_DRIVER);
  EXPECT_THAT(message(), HasSubstr("restart the machine"));
}

TEST_F(CudaStatus, DriverCannotBegin) {
  driver::settings().initResult = CU_UNKNOWN;
  EXPECT_EQ(open(), GNET_BACKEND_ERROR);
  EXPECT_THAT(message(), HasSubstr("cannot be initialised"));
}

TEST_F(CudaStatus, ThereIsNoSuchGpu) {
  for (int32_t device : {-1, 1, 7}) {
    options.device = device;
    EXPECT_EQ(open(), GNET_NO_DEVICE);
    EXPECT_EQ(message(), "options.device is " + std::to_string(device) +
                             ", but there is 1 GPU, counted from 0");
  }
  driver::settings().cards.resize(3);
  EXPECT_EQ(open(), GNET_NO_DEVICE);
  EXPECT_THAT(message(), HasSubstr("there are 3 GPUs"));
}

TEST_F(CudaStatus, PackageHasNoCodeForTheGpu) {
  driver::settings().cards = {{.name = "Old GPU", .major = 7, .minor = 5}};
  EXPECT_EQ(open(), GNET_UNSUPPORTED_DEVICE);
  EXPECT_EQ(message(), "Old GPU is an sm_75, and kernels need sm_80 or later: "
                       "choose another GPU by options.device, or use a package "
                       "for the CPU");
}

TEST_F(CudaStatus, DriverTakesNoneOfTheCode) {
  driver::settings().ptxResult = CU_UNSUPPORTED_PTX_VERSION;
  EXPECT_EQ(open(), GNET_UNSUPPORTED_DEVICE);
  EXPECT_THAT(message(), HasSubstr("the driver, for CUDA 13.0, does not take "
                                   "the package's code for compute_80: "
                                   "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"));
  EXPECT_THAT(message(), HasSubstr("ptxas says no; install a newer driver"));
}

TEST_F(CudaStatus, KernelNeedsTooMuchSharedMemory) {
  driver::settings().cards[0].sharedBytes = 49152;
  EXPECT_EQ(open(), GNET_UNSUPPORTED_DEVICE);
  EXPECT_THAT(message(), HasSubstr("the kernel double needs 50000 bytes of "
                                   "shared memory, more than Simulated GPU"));
}

TEST_F(CudaStatus, WeightsDoNotFitIntoTheGpu) {
  driver::settings().cards[0].memory = 100;
  EXPECT_EQ(open(), GNET_OUT_OF_MEMORY);
  EXPECT_THAT(message(), HasSubstr("placing 256 bytes of weights: too little "
                                   "memory is free on Simulated GPU"));
}

TEST_F(CudaStatus, ContextDoesNotFitIntoTheGpu) {
  driver::settings().cards[0].memory = 2000;
  ASSERT_EQ(open(), GNET_OK) << message();
  gnet_context *context = nullptr;
  EXPECT_EQ(gnet_context_create(model.get(), nullptr, 0, &context, &error),
            GNET_OUT_OF_MEMORY);
  EXPECT_EQ(context, nullptr);
  EXPECT_THAT(message(), HasSubstr("smaller batch"));
}

TEST_F(CudaStatus, WeightsAreWrong) {
  options.weights_data = "no weights";
  options.weights_size = 10;
  EXPECT_EQ(open(), GNET_BAD_WEIGHTS);
}

TEST_F(CudaStatus, ThreadsAreTheGpusOwn) {
  options.parallel_for = [](void *, int32_t, void (*)(void *, int32_t),
                            void *) {};
  EXPECT_EQ(open(), GNET_INVALID_ARGUMENT);
  EXPECT_THAT(message(), HasSubstr("options.parallel_for"));
  gnet_threads *threads = nullptr;
  EXPECT_EQ(gnet_threads_create(2, &threads, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(threads, nullptr);
  gnet_threads_destroy(nullptr);
}

/// Once CUDA has given up a context, the model and all that is of it say so.
TEST_F(CudaStatus, GpuFails) {
  ASSERT_EQ(open(), GNET_OK) << message();
  Context context = createContext(model), other = createContext(model);
  const std::vector<float> input = test.input(1);
  std::vector<float> output(batch * floats, -1);
  std::vector<double> seconds(3);
  auto run = [&](const Context &on) {
    return gnet_run(on.get(), input.data(), output.data(), &error);
  };
  driver::startCounting(3, CU_ILLEGAL_ADDRESS);
  EXPECT_EQ(run(context), GNET_DEVICE_LOST);
  EXPECT_EQ(driver::stopCounting().failed, "cuGraphLaunch");
  EXPECT_THAT(message(),
              HasSubstr("launching the graph of a run: "
                        "CUDA_ERROR_ILLEGAL_ADDRESS (an illegal memory access "
                        "was encountered) on Simulated GPU"));
  EXPECT_THAT(message(), HasSubstr("start the program again"));
  for (const Context *each : {&context, &other}) {
    EXPECT_EQ(run(*each), GNET_DEVICE_LOST);
    EXPECT_THAT(message(), HasSubstr("the GPU failed before"));
  }
  EXPECT_EQ(gnet_run_profiled(context.get(), input.data(), output.data(),
                              seconds.data(), &error),
            GNET_DEVICE_LOST);
  auto *at = reinterpret_cast<float *>(4096);
  EXPECT_EQ(gnet_run_async(context.get(), nullptr, at, at + 1024, 1, &error),
            GNET_DEVICE_LOST);
  gnet_context *more = nullptr;
  EXPECT_EQ(gnet_context_create(model.get(), nullptr, 0, &more, &error),
            GNET_DEVICE_LOST);
  EXPECT_EQ(output, std::vector<float>(output.size(), -1));
  context.reset();
  other.reset();
  model.reset();
  // Nothing can be freed in such a context: the driver does with its last
  // holder.
  EXPECT_GT(driver::live().abandoned, 0);
  driver::reset();
}

/// A kernel that writes where it may not: the simulator finds it, CUDA's error
/// comes when the run is waited for.
TEST_F(CudaStatus, KernelGoesWrong) {
  test.launches[0].destination.offset = 1 << 20;
  ASSERT_EQ(open(), GNET_OK) << message();
  Context context = createContext(model);
  const std::vector<float> input = test.input(1);
  std::vector<float> output(batch * floats, -1);
  EXPECT_EQ(gnet_run(context.get(), input.data(), output.data(), &error),
            GNET_DEVICE_LOST);
  EXPECT_THAT(message(), HasSubstr("waiting for a run: "
                                   "CUDA_ERROR_ILLEGAL_ADDRESS"));
  EXPECT_THAT(driver::complaint(), HasSubstr("kernel multiply"));
  context.reset();
  model.reset();
  driver::reset();
}
