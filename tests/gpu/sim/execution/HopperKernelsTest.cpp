#include "gpu/sim/TensorMap.h"
#include "gpu/sim/execution/Gemm.h"
#include "gpu/sim/execution/LoweredKernels.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;

namespace {

struct HopperGemm : Gemm<_Float16> {
  HopperGemm() : Gemm(64, 128, 128) {
    arguments = {addMap("map of A", a, depth, rows),
                 addMap("map of B", b, columns, depth), arguments[2]};
  }

  std::string run(const std::string &mlir, ThreadOrder order = {}) {
    auto code = lowerKernels(mlir, "sm_90a");
    if (!code)
      return toString(code.takeError());
    const auto module = loaded(*code);
    return module ? launch(*module,
                           {"gemm", {2, 1, 1}, {128, 1, 1}, 0, nullptr, order})
                  : "not loaded";
  }

private:
  void *addMap(const std::string &name, std::span<_Float16> tensor,
               size_t inner, size_t outer) {
    const TensorMap map{
        ElementType::F16, reinterpret_cast<uint64_t>(tensor.data()),
        {inner, outer},   {inner * 2},
        {64, 64},         {1, 1},
        Swizzle::B128};
    cantFail(map.check());
    const EncodedTensorMap encoded = encode(map);
    const auto bytes = buffer<uint8_t>(name, encoded.size(), Rights::ReadOnly);
    std::copy(encoded.begin(), encoded.end(), bytes.begin());
    cantFail(memory.hostWrites(bytes.data(), bytes.size()));
    return arguments.back();
  }
};

std::vector<std::string> faults(const std::string &from,
                                const std::string &to) {
  std::vector<std::string> said;
  for (ThreadOrder order : threadOrders)
    said.push_back(HopperGemm().run(
        replaced(kernelText("gemm_sm90.mlir"), from, to), order));
  return said;
}

TEST(HopperKernelsTest, MultipliesHalves) {
  for (ThreadOrder order : threadOrders) {
    HopperGemm gemm;
    EXPECT_EQ(gemm.run(kernelText("gemm_sm90.mlir"), order), "");
    EXPECT_LT(gemm.worst(), 1e-5);
  }
}

TEST(HopperKernelsTest, FindsMissingBarriers) {
  EXPECT_THAT(faults("gpu.barrier // made", ""),
              Each(AnyOf(HasSubstr("no mbarrier at"),
                         HasSubstr("which was never written"),
                         HasSubstr("a race: no barrier lies between"))));
  // Each warp reads for itself; the first knows of its own alone.
  EXPECT_THAT(faults("gpu.barrier // used", ""),
              Each(HasSubstr("a race: no barrier lies between it and the read "
                             "of thread 32")));
}

TEST(HopperKernelsTest, FindsWrongWaits) {
  const auto isPending = HasSubstr("copy is not waited for, of thread 0");
  EXPECT_THAT(
      faults("nvgpu.mbarrier.try_wait.parity %b[%c0], %parity, %ticks", "//"),
      Each(isPending));
  EXPECT_THAT(faults("arith.cmpi ne, %isOdd", "arith.cmpi eq, %isOdd"),
              Each(isPending));
  EXPECT_THAT(faults("constant 16384", "constant 8192"), Each(isPending));
  EXPECT_THAT(faults("constant 16384", "constant 16400"),
              Each(HasSubstr("deadlock: the phase of the mbarrier at byte 0 of "
                             "__mbarrier, which has 8 does not end")));
}

TEST(HopperKernelsTest, FindsTilesOverwrittenWhileTheyAreRead) {
  EXPECT_THAT(faults("waitGroup = 0", "waitGroup = 1"),
              Each(HasSubstr("which an asynchronous operation reads that is "
                             "not waited for")));
}

TEST(HopperKernelsTest, FindsCoordinatesThatADeviceRefuses) {
  EXPECT_THAT(faults("%mA[%k0, %c0]", "%mA[%c1, %c0]"),
              Each(HasSubstr("illegal instruction: an innermost coordinate")));
}

TEST(HopperKernelsTest, FindsWrongLayouts) {
  const std::pair<const char *, const char *> wrong[] = {
      {"{transposeB, ", "{"}, {"swizzle_128b", "swizzle_64b"}};
  for (const auto &[from, to] : wrong) {
    HopperGemm gemm;
    const std::string said =
        gemm.run(replaced(kernelText("gemm_sm90.mlir"), from, to));
    EXPECT_TRUE(!said.empty() || gemm.worst() > 1e-3) << from;
  }
}

TEST(EncodedTensorMapTest, IsDecodedAsItWas) {
  TensorMap map{ElementType::BF16, 0x1000, {64, 7, 9, 2},
                {128, 896, 8064},  {},     {1, 2, 2, 1}};
  map.im2col = Im2col{{-3, 2}, {-1, -4}, 32, 128};
  map.swizzle = Swizzle::B64;
  map.nanOutside = true;
  auto decoded = decode(encode(map));
  ASSERT_TRUE(static_cast<bool>(decoded));
  EXPECT_EQ(encode(*decoded), encode(map));
  EXPECT_EQ(decoded->dims, map.dims);
  EXPECT_EQ(decoded->strides, map.strides);
  EXPECT_EQ(decoded->steps, map.steps);
  EXPECT_EQ(decoded->im2col->lower, map.im2col->lower);
  EXPECT_EQ(decoded->im2col->upper, map.im2col->upper);
  EXPECT_EQ(decoded->im2col->pixels, 128u);
  EXPECT_EQ(toString(decode(EncodedTensorMap{}).takeError()), "no tensor map");
}

} // namespace
