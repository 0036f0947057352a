#include "gpu/sim/execution/Gemm.h"
#include "gpu/sim/execution/LoweredKernels.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;

namespace {

/// Runs the kernel of the gpu dialect.
std::string runLowered(Device &device, const std::string &mlir, Launch launch,
                       Checks checks = Checks::All) {
  auto code = lowerKernels(mlir, "sm_80");
  if (!code)
    return toString(code.takeError());
  const auto module = loaded(*code, checks);
  launch.kernel = "gemm";
  return module ? device.launch(*module, launch) : "not loaded";
}

struct FloatGemm : Gemm<float> {
  FloatGemm() : Gemm(32, 48, 64) {}

  std::string run(const std::string &mlir, ThreadOrder order = {}) {
    return runLowered(*this, mlir,
                      {"", {3, 2, 1}, {16, 4, 1}, 0, nullptr, order});
  }
};

struct HalfGemm : Gemm<_Float16> {
  HalfGemm() : Gemm(64, 48, 64) {}

  std::string run(const std::string &mlir, ThreadOrder order = {},
                  Checks checks = Checks::All) {
    return runLowered(*this, mlir,
                      {"", {3, 2, 1}, {64, 1, 1}, 0, nullptr, order}, checks);
  }
};

TEST(GemmKernelsTest, MultipliesFloats) {
  for (ThreadOrder order : threadOrders) {
    FloatGemm gemm;
    EXPECT_EQ(gemm.run(kernelText("gemm.mlir"), order), "");
    EXPECT_LT(gemm.worst(), 1e-5);
  }
}

TEST(GemmKernelsTest, MultipliesHalves) {
  for (ThreadOrder order : threadOrders) {
    HalfGemm gemm;
    EXPECT_EQ(gemm.run(kernelText("gemm_f16.mlir"), order), "");
    EXPECT_LT(gemm.worst(), 1e-5);
  }
}

/// What the simulator says of the kernel with `from` replaced by `to`, in each
/// order of its threads.
template <typename Kernel>
std::vector<std::string> faults(const std::string &file,
                                const std::string &from,
                                const std::string &to) {
  std::vector<std::string> said;
  for (ThreadOrder order : threadOrders)
    said.push_back(Kernel().run(replaced(kernelText(file), from, to), order));
  return said;
}

std::vector<std::string> floatFaults(const std::string &from,
                                     const std::string &to) {
  return faults<FloatGemm>("gemm.mlir", from, to);
}

std::vector<std::string> halfFaults(const std::string &from,
                                    const std::string &to) {
  return faults<HalfGemm>("gemm_f16.mlir", from, to);
}

const auto isRace = AnyOf(HasSubstr("which was never written"),
                          HasSubstr("a race: no barrier lies between it"));

TEST(GemmKernelsTest, FindsMissingBarriers) {
  EXPECT_THAT(floatFaults("gpu.barrier // filled", ""), Each(isRace));
  EXPECT_THAT(floatFaults("gpu.barrier // used", ""), Each(isRace));
  EXPECT_THAT(halfFaults("gpu.barrier // used", ""), Each(isRace));
  // Here another thread's copies may also still be on their way.
  EXPECT_THAT(halfFaults("gpu.barrier // arrived", ""),
              Each(AnyOf(isRace, HasSubstr("copy is not waited for"))));
}

TEST(GemmKernelsTest, FindsTileTooMany) {
  EXPECT_THAT(
      floatFaults("%c64 = arith.constant 64", "%c64 = arith.constant 80"),
      Each(HasSubstr("out of bounds: read of 4 bytes at byte")));
}

TEST(GemmKernelsTest, FindsMisalignedVectors) {
  EXPECT_THAT(floatFaults("%quadColumn = arith.muli %quad, %c4",
                          "%quadColumn = arith.muli %quad, %c1"),
              Each(HasSubstr("misaligned address")));
  EXPECT_THAT(halfFaults("%laneRow, %c8]", "%laneRow, %c4]"),
              Each(HasSubstr("misaligned address")));
  EXPECT_THAT(
      halfFaults("%tileB: memref<2x16x24xf16, #shared> {llvm.align = 16 : i64}",
                 "%tileB: memref<2x16x24xf16, #shared>"),
      Each(HasSubstr("misaligned address: write of 16 bytes")));
}

TEST(GemmKernelsTest, FindsReadOfWhatWasNotWritten) {
  EXPECT_THAT(floatFaults("%i = %c0 to %c4", "%i = %c1 to %c4"),
              Each(HasSubstr("which was never written")));
  EXPECT_THAT(
      halfFaults("arith.cmpi ult, %t, %c32", "arith.cmpi ult, %t, %c16"),
      Each(HasSubstr("which was never written")));
}

TEST(GemmKernelsTest, FindsWhatTwoBlocksWrite) {
  EXPECT_THAT(floatFaults("%r0 = arith.addi %row0", "%r0 = arith.addi %c0"),
              Each(HasSubstr("which another block writes")));
}

TEST(GemmKernelsTest, FindsWaitsTooShort) {
  EXPECT_THAT(halfFaults("wait.group 1", "wait.group 2"),
              Each(HasSubstr("copy is not waited for, of thread")));
  EXPECT_THAT(halfFaults("nvvm.cp.async.wait.group 1", ""),
              Each(HasSubstr("copy is not waited for, of thread")));
}

/// No access is wrong then, only the numbers are.
TEST(GemmKernelsTest, FindsWrongLanes) {
  const std::pair<const char *, const char *> wrong[] = {
      {"arith.remui %lane, %c16", "arith.remui %lane, %c8"},
      {"transpose = true", "transpose = false"},
      {"(%x, %y0, %a0)", "(%x, %y1, %a0)"},
      {"%group = arith.divui %lane, %c4", "%group = arith.divui %lane, %c8"}};
  for (const auto &[from, to] : wrong) {
    HalfGemm gemm;
    const std::string said =
        gemm.run(replaced(kernelText("gemm_f16.mlir"), from, to));
    EXPECT_TRUE(!said.empty() || gemm.worst() > 1e-3) << from;
  }
}

TEST(GemmKernelsTest, RunsWithoutChecks) {
  HalfGemm gemm;
  EXPECT_EQ(gemm.run(kernelText("gemm_f16.mlir"), {}, Checks::None), "");
  EXPECT_LT(gemm.worst(), 1e-5);
}

} // namespace
