//===- RunTest.cpp - Runs of CUDA packages, on the stand-in's GPU ---------===//
#include "ThreeSteps.h"
#include "cuda/driver_api.h"

#include <gtest/gtest.h>
#include <thread>

using namespace gnet::test;
namespace driver = gnet::gpu::driver;

namespace {

constexpr int64_t floats = ThreeSteps::floats, batch = ThreeSteps::batch;

class CudaRun : public testing::Test {
protected:
  ThreeSteps test;
  gnet_error error{};

  ~CudaRun() override { EXPECT_EQ(driver::complaint(), ""); }

  std::vector<float> run(const Context &context,
                         const std::vector<float> &input,
                         int32_t images = batch) {
    std::vector<float> output(batch * floats, -1);
    EXPECT_EQ(gnet_run_batch(context.get(), images, input.data(), output.data(),
                             &error),
              GNET_OK)
        << error.message;
    return output;
  }

  /// Only the first images' outputs, what is after them as it was.
  std::vector<float> expected(const std::vector<float> &input,
                              int32_t images = batch) {
    std::vector<float> output = test.outputOf(input);
    std::fill(output.begin() + images * floats, output.end(), -1);
    return output;
  }
};

} // namespace

TEST_F(CudaRun, ComputesInEveryOrderOfItsGraph) {
  Model model = test.open();
  Context context = createContext(model);
  const std::vector<float> input = test.input(7);
  for (auto order : {driver::NodeOrder::First, driver::NodeOrder::Last,
                     driver::NodeOrder::Random})
    for (uint32_t seed = 0; seed < 8; ++seed) {
      driver::settings().order = order;
      driver::settings().seed = seed;
      EXPECT_EQ(run(context, input), expected(input));
    }
}

/// Those that wait for others, of code whose kernels do so themselves.
TEST_F(CudaRun, BeginsLaunchesEarly) {
  const std::vector<float> input = test.input(7);
  auto earlyLaunches = [&] {
    Model model = test.open();
    Context context = createContext(model);
    const long before = driver::earlyLaunches();
    for (auto order : {driver::NodeOrder::First, driver::NodeOrder::Last}) {
      driver::settings().order = order;
      EXPECT_EQ(run(context, input), expected(input));
    }
    return driver::earlyLaunches() - before;
  };
  EXPECT_EQ(earlyLaunches(), 0);
  test.images[1].waits = 1;
  EXPECT_EQ(earlyLaunches(), 2 * 2);
  // They wait for what they waited for before, if the driver does not do so.
  for (cu_result result : {CU_NOT_SUPPORTED, CU_INVALID_VALUE}) {
    driver::settings().edgeResult = result;
    EXPECT_EQ(earlyLaunches(), 0);
  }
}

TEST_F(CudaRun, OfAnyNumberOfImages) {
  Model model = test.open();
  Context context = createContext(model);
  for (int32_t images : {3, 1, 2, 2, 3, 1}) {
    const std::vector<float> input = test.input(10 + images);
    EXPECT_EQ(run(context, input, images), expected(input, images));
  }
}

/// Nodes are only set where a run is of another number of images.
TEST_F(CudaRun, SetsNodesWhereTheirNumberChanges) {
  Model model = test.open();
  Context context = createContext(model);
  const std::vector<float> input = test.input(1);
  auto sets = [&](int32_t images) {
    const long before = driver::callsOf("cuGraphExecKernelNodeSetParams");
    run(context, input, images);
    return driver::callsOf("cuGraphExecKernelNodeSetParams") - before;
  };
  EXPECT_EQ(sets(batch), 0);
  EXPECT_EQ(sets(2), 4);
  EXPECT_EQ(sets(2), 0);
  EXPECT_EQ(sets(batch), 4);
}

TEST_F(CudaRun, IsOneLaunchOfOneGraph) {
  Model model = test.open();
  Context context = createContext(model);
  const std::vector<float> input = test.input(1);
  driver::startCounting();
  run(context, input);
  // Enter, copy in, launch, copy out, wait, leave.
  EXPECT_EQ(driver::stopCounting().count, 6);
  EXPECT_EQ(driver::callsOf("cuGraphInstantiateWithFlags"), 1);
  EXPECT_EQ(driver::callsOf("cuMemAlloc_v2"), 2);
  EXPECT_EQ(driver::callsOf("cuMemcpyHtoD_v2"), 1) << "of the weights";
}

TEST_F(CudaRun, TakesBuffersOfTheGpu) {
  Model model = test.open();
  Context context = createContext(model);
  size_t bytes = 0, alignment = 0;
  ASSERT_EQ(gnet_scratch_size(model.get(), &bytes, &alignment, &error),
            GNET_OK);
  driver::GpuMemory memory(2 * batch * floats * sizeof(float));
  driver::Stream stream;
  const std::vector<float> input = test.input(3);
  memory.write(input.data(), input.size() * sizeof(float));
  auto *in = memory.at<float>(0);
  auto *out = memory.at<float>(batch * floats);
  ASSERT_EQ(gnet_run_async(context.get(), stream.get(), in, out, 2, &error),
            GNET_OK)
      << error.message;
  stream.wait();
  std::vector<float> output(2 * floats);
  memory.read(batch * floats * sizeof(float), output.data(),
              output.size() * sizeof(float));
  const std::vector<float> right = test.outputOf(input);
  EXPECT_EQ(output, std::vector<float>(right.begin(), right.begin() + 64));
  // The context's own buffers are used again afterwards.
  EXPECT_EQ(run(context, input), expected(input));
}

/// Launches under way keep the buffers and images that they had.
TEST_F(CudaRun, AsyncRunsFollowEachOther) {
  Model model = test.open();
  Context context = createContext(model);
  driver::GpuMemory memory(4 * batch * floats * sizeof(float));
  driver::Stream stream;
  std::vector<std::vector<float>> inputs = {test.input(1), test.input(2)};
  for (int i = 0; i < 2; ++i) {
    memory.write(inputs[i].data(), batch * floats * sizeof(float),
                 i * batch * floats * sizeof(float));
    auto *in = memory.at<float>(i * batch * floats);
    auto *out = memory.at<float>((2 + i) * batch * floats);
    ASSERT_EQ(
        gnet_run_async(context.get(), stream.get(), in, out, 3 - i, &error),
        GNET_OK);
  }
  stream.wait();
  for (int i = 0; i < 2; ++i) {
    std::vector<float> output((3 - i) * floats),
        right = test.outputOf(inputs[i]);
    memory.read((2 + i) * batch * floats * sizeof(float), output.data(),
                output.size() * sizeof(float));
    EXPECT_TRUE(std::equal(output.begin(), output.end(), right.begin()));
  }
}

TEST_F(CudaRun, ChecksBuffersOfTheGpu) {
  Model model = test.open();
  Context context = createContext(model);
  auto *at = reinterpret_cast<float *>(4096);
  auto status = [&](float *input, float *output, int32_t images) {
    return gnet_run_async(context.get(), nullptr, input, output, images,
                          &error);
  };
  EXPECT_EQ(status(at + 1, at + 1024, 1), GNET_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message, "device_input is not aligned to 16 bytes");
  EXPECT_EQ(status(at, at + 1025, 1), GNET_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message, "device_output is not aligned to 16 bytes");
  EXPECT_EQ(status(nullptr, at, 1), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(status(at, at, 1), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(status(at, at + 1024, 4), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_run_async(nullptr, nullptr, at, at + 1024, 1, &error),
            GNET_INVALID_ARGUMENT);
}

/// An input made of a picture by one kernel, and the run that finds it.
TEST_F(CudaRun, AsyncRunsOfPictures) {
  Model model = test.open();
  Context context = createContext(model);
  constexpr size_t rowBytes = floats + 3, room = 256;
  std::vector<uint8_t> pixels(2 * rowBytes);
  std::vector<float> input(batch * floats), output(floats);
  for (size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<uint8_t>(7 * i);
  for (size_t i = 0; i < floats; ++i)
    input[i] = static_cast<float>(pixels[i] + pixels[rowBytes + i]);
  driver::GpuMemory memory(room + 2 * floats * sizeof(float));
  driver::Stream stream;
  memory.write(pixels.data(), pixels.size());
  auto *in = memory.at<float>(room / sizeof(float)), *out = in + floats;
  ASSERT_EQ(gnet_preprocess_async(context.get(), stream.get(),
                                  memory.at<uint8_t>(0), floats, 2, rowBytes, 1,
                                  in, &error),
            GNET_OK)
      << error.message;
  ASSERT_EQ(gnet_run_async(context.get(), stream.get(), in, out, 1, &error),
            GNET_OK)
      << error.message;
  stream.wait();
  memory.read(room + floats * sizeof(float), output.data(),
              output.size() * sizeof(float));
  input = test.outputOf(input);
  EXPECT_TRUE(std::equal(output.begin(), output.end(), input.begin()));
}

TEST_F(CudaRun, ChecksPictures) {
  Model model = test.open();
  Context context = createContext(model);
  auto *to = reinterpret_cast<float *>(4096);
  auto *from = reinterpret_cast<uint8_t *>(8192);
  auto refused = [&](const uint8_t *pixels, int32_t width, size_t rowBytes,
                     float *input) {
    error = {};
    return gnet_preprocess_async(context.get(), nullptr, pixels, width, 2,
                                 rowBytes, 1, input,
                                 &error) == GNET_INVALID_ARGUMENT;
  };
  EXPECT_TRUE(refused(nullptr, 32, 32, to));
  EXPECT_TRUE(refused(from, 32, 32, nullptr));
  EXPECT_TRUE(refused(from, 0, 32, to));
  EXPECT_TRUE(refused(from, 32, 31, to));
  EXPECT_TRUE(
      refused(from, 32, 32,
              reinterpret_cast<float *>(reinterpret_cast<char *>(to) + 2)));
  EXPECT_STREQ(error.message, "device_input is not aligned to 4 bytes");
  EXPECT_TRUE(refused(from, 1 << 27, size_t{1} << 27, to));
  EXPECT_STREQ(error.message, "a picture of 134217728 x 2 is too large to be "
                              "preprocessed on the GPU");
  EXPECT_EQ(
      gnet_preprocess_async(nullptr, nullptr, from, 32, 2, 32, 1, to, &error),
      GNET_INVALID_ARGUMENT);
}

TEST_F(CudaRun, ProfilesEveryStep) {
  Model model = test.open();
  Context context = createContext(model);
  const std::vector<float> input = test.input(5);
  std::vector<float> output(batch * floats);
  std::vector<double> seconds(3, -1);
  ASSERT_EQ(gnet_run_profiled(context.get(), input.data(), output.data(),
                              seconds.data(), &error),
            GNET_OK)
      << error.message;
  EXPECT_EQ(output, expected(input));
  for (double each : seconds)
    EXPECT_GT(each, 0);
}

TEST_F(CudaRun, TellsItsParts) {
  Model model = test.open();
  Context context = createContext(model);
  const std::vector<float> input = test.input(5);
  std::vector<float> output(batch * floats, -1);
  gnet_timing timing{-1, -1, -1};
  ASSERT_EQ(gnet_run_timed(context.get(), 2, input.data(), output.data(),
                           &timing, &error),
            GNET_OK)
      << error.message;
  EXPECT_EQ(output, expected(input, 2));
  EXPECT_GT(timing.copy_in, 0);
  EXPECT_GT(timing.compute, 0);
  EXPECT_GT(timing.copy_out, 0);
  EXPECT_EQ(gnet_run_timed(context.get(), 2, input.data(), output.data(),
                           nullptr, &error),
            GNET_INVALID_ARGUMENT);
}

TEST_F(CudaRun, ContextsOfOneModelDoNotInterfere) {
  Model model = test.open();
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < 3; ++i)
    threads.emplace_back([&, i] {
      Context context = createContext(model);
      for (int repeat = 0; repeat < 5; ++repeat) {
        const std::vector<float> input = test.input(10 * i + repeat);
        EXPECT_EQ(run(context, input), expected(input));
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(driver::callsOf("cuMemcpyHtoD_v2"), 1) << "weights are the model's";
}

TEST_F(CudaRun, ComputesInTheCallersMemory) {
  Model model = test.open();
  size_t bytes = 0, alignment = 0;
  ASSERT_EQ(gnet_scratch_size(model.get(), &bytes, &alignment, &error),
            GNET_OK);
  EXPECT_EQ(alignment, 256u);
  driver::GpuMemory memory(bytes);
  const std::vector<float> input = test.input(8);
  {
    const long before = driver::callsOf("cuMemAlloc_v2");
    Context context = createContext(model, memory.get(), bytes);
    EXPECT_EQ(run(context, input), expected(input));
    EXPECT_EQ(driver::callsOf("cuMemAlloc_v2"), before);
    // Another context has computed there since.
    memory.discard();
    EXPECT_EQ(run(context, input), expected(input));
  }
  gnet_context *context = nullptr;
  std::vector<char> host(bytes + 256);
  void *aligned = host.data();
  size_t room = host.size();
  std::align(256, bytes, aligned, room);
  EXPECT_EQ(gnet_context_create(model.get(), aligned, bytes, &context, &error),
            GNET_INVALID_ARGUMENT);
  EXPECT_NE(std::string(error.message).find("is not the GPU's"),
            std::string::npos)
      << error.message;
  EXPECT_EQ(gnet_context_create(model.get(), memory.at<char>(64), bytes,
                                &context, &error),
            GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_context_create(model.get(), memory.get(), bytes - 1, &context,
                                &error),
            GNET_INVALID_ARGUMENT);
}

TEST_F(CudaRun, ContextsOutliveTheirModel) {
  Model model = test.open();
  Context context = createContext(model);
  model.reset();
  const std::vector<float> input = test.input(2);
  EXPECT_EQ(run(context, input), expected(input));
  context.reset();
  EXPECT_EQ(driver::live().resources, 0) << driver::live().list;
  EXPECT_EQ(driver::live().contexts, 0);
  EXPECT_EQ(driver::live().abandoned, 0);
}

TEST_F(CudaRun, SaysWhatItRunsOn) {
  driver::settings().cards = {{},
                              {.name = "Other GPU", .major = 9, .minor = 0}};
  gnet_options options;
  gnet_options_init(&options);
  options.device = 1;
  const std::string weights = test.file();
  options.weights_data = weights.data();
  options.weights_size = weights.size();
  driver::settings().cubinResult = 209;
  Model model;
  ASSERT_EQ(test.open(&options, model, &error), GNET_OK) << error.message;
  gnet_device device{};
  ASSERT_EQ(gnet_device_info(model.get(), &device, &error), GNET_OK);
  EXPECT_STREQ(device.name, "Other GPU");
  EXPECT_STREQ(device.pci_bus_id, "0000:02:00.0");
  EXPECT_EQ(device.compute_major, 9);
  EXPECT_EQ(device.driver_version, 13000);
  EXPECT_EQ(device.memory_bytes, int64_t{4} << 30);
  EXPECT_STREQ(device.code, "compute_80") << "the driver refused the cubin";
  EXPECT_STREQ(error.message, "");
  Context context = createContext(model);
  const std::vector<float> input = test.input(2);
  EXPECT_EQ(run(context, input), expected(input));
  EXPECT_EQ(gnet_device_info(nullptr, &device, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_device_info(model.get(), nullptr, &error),
            GNET_INVALID_ARGUMENT);
}
