#include "gpu/sim/execution/SmallKernels.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

struct FourNumbers : Device {
  std::span<uint32_t> from = buffer<uint32_t>("from", 4);
  std::span<uint32_t> to = buffer<uint32_t>("to", 4);

  std::string run(const std::string &code, const std::string &kernel,
                  bool isEarly = true) {
    for (uint32_t i = 0; i < 4; ++i)
      from[i] = 10 * i;
    cantFail(memory.hostWrites(from.data(), from.size_bytes()));
    Launch what{kernel, {}, {4, 1, 1}};
    what.isEarly = isEarly;
    const auto module = loaded(code);
    return module ? launch(*module, what) : "not loaded";
  }
};

const std::string early = kernelText("early.ll");

TEST(EarlyLaunchesTest, WaitForThoseBefore) {
  FourNumbers device;
  EXPECT_EQ(device.run(early, "waits"), "");
  EXPECT_THAT(device.to, ElementsAre(0, 11, 22, 33));
}

TEST(EarlyLaunchesTest, TouchNothingBefore) {
  const std::string without =
      replaced(early,
               "call void asm sideeffect \"griddepcontrol.wait;\", "
               "\"~{memory}\"()",
               "");
  EXPECT_THAT(FourNumbers().run(without, "waits"),
              HasSubstr("it touches global memory and has not waited for the "
                        "launches before it"));
  EXPECT_EQ(FourNumbers().run(without, "waits", /*isEarly=*/false), "");
}

/// What comes behind would take the launches before for ended.
TEST(EarlyLaunchesTest, WaitWithAllThreads) {
  EXPECT_THAT(FourNumbers().run(early, "forgets"),
              HasSubstr("thread (2, 0, 0): it ends and has not waited for the "
                        "launches before it"));
  EXPECT_EQ(FourNumbers().run(early, "forgets", /*isEarly=*/false), "");
}

} // namespace
