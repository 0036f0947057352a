#include "gpu/sim/execution/SmallKernels.h"
#include "gmock/gmock.h"
#include <cmath>

using namespace gnet::gpu::sim;
using testing::HasSubstr;

namespace {

constexpr size_t pixels = 100;

struct BiasRelu : Device {
  explicit BiasRelu(uint32_t channels) : channels(channels) {}

  uint32_t channels;
  std::span<float> source = input<float>("source", channels *pixels, 1);
  std::span<float> bias = input<float>("bias", channels, 2);
  std::span<float> destination = buffer<float>("destination", channels *pixels);

  std::string run(const std::string &code, Launch launch = {},
                  Checks checks = Checks::All) {
    launch.kernel = "bias_relu";
    launch.grid = {2, channels, 1};
    launch.block = {64, 1, 1};
    const auto module = loaded(code, checks);
    return module ? this->launch(*module, launch) : "not loaded";
  }
};

TEST(PlainKernelsTest, AddsBias) {
  for (Checks checks : {Checks::None, Checks::All})
    for (uint32_t workers : {1, 3}) {
      BiasRelu device(5);
      Launch launch;
      launch.workers = workers;
      EXPECT_EQ(device.run(kernelText("bias_relu.ll"), launch, checks), "");
      for (size_t i = 0; i < device.destination.size(); ++i)
        EXPECT_EQ(device.destination[i],
                  std::fmax(device.source[i] + device.bias[i / pixels], 0.0f));
    }
}

std::string onePixelMore() {
  return replaced(kernelText("bias_relu.ll"), "icmp ult i32 %pixel, 100",
                  "icmp ule i32 %pixel, 100");
}

TEST(PlainKernelsTest, FindsIndexOffByOne) {
  EXPECT_THAT(BiasRelu(1).run(onePixelMore()),
              HasSubstr("kernel bias_relu, block (1, 0, 0), thread (36, 0, 0): "
                        "out of bounds: read of 4 bytes at byte 400 of source, "
                        "which has 400\n  at: %value = load float"));
}

TEST(PlainKernelsTest, FindsWhatTwoBlocksWrite) {
  EXPECT_THAT(BiasRelu(2).run(onePixelMore()),
              HasSubstr("block (0, 1, 0), thread (0, 0, 0): write of 4 bytes "
                        "at byte 400 of destination, which another block "
                        "writes\n  at: store float %result"));
}

constexpr size_t blockSize = 64;

struct Reverse : Device {
  std::span<float> source = input<float>("source", 3 * blockSize, 1);
  std::span<float> destination = buffer<float>("destination", 3 * blockSize);

  std::string run(const std::string &code, Launch launch = {}) {
    launch.kernel = "reverse";
    launch.grid = {3, 1, 1};
    launch.block = {blockSize, 1, 1};
    const auto module = loaded(code);
    return module ? this->launch(*module, launch) : "not loaded";
  }
};

constexpr ThreadOrder orders[] = {ThreadOrder::Forward, ThreadOrder::Backward,
                                  ThreadOrder::Random};

TEST(PlainKernelsTest, ReversesInSharedMemory) {
  for (ThreadOrder order : orders) {
    Reverse device;
    Launch launch;
    launch.order = order;
    EXPECT_EQ(device.run(kernelText("reverse.ll"), launch), "");
    for (size_t i = 0; i < device.destination.size(); ++i)
      EXPECT_EQ(device.destination[i],
                device.source[i - i % blockSize + 63 - i % blockSize] +
                    std::fabs(device.source[i ^ 1]));
  }
}

TEST(PlainKernelsTest, FindsMissingBarrier) {
  const std::string code =
      replaced(kernelText("reverse.ll"),
               "call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)", "");
  for (ThreadOrder order : orders) {
    Launch launch;
    launch.order = order;
    // Thread 0 reads where thread 63 has not written, or after it has.
    EXPECT_THAT(Reverse().run(code, launch),
                testing::AnyOf(HasSubstr("which was never written"),
                               HasSubstr("a race: no barrier lies between it "
                                         "and the write of thread")));
  }
}

} // namespace
