// Tiles that warpgroups multiply, and what goes wrong where something lacks.
#include "gpu/kernels/Checks.h"
#include "gpu/kernels/TiledKernel.h"
#include <gmock/gmock.h>

namespace gnet::gpu {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

/// The picture is converted on its way; a depth of two chunks and a half,
/// images that are no multiple of a tile, outputs that fill no group of
/// channels.
constexpr const char *text = R"(network net {
  input image: 3x9x11
  a: conv 3x3 40 { pad: 1 }
  b: conv 1x1 72 -> conv 1x1 40
  add a, b -> relu -> conv 3x3/2 20 { pad: 1, activation: hard_sigmoid }
})";

/// The tile number `number` of all, of two stages ahead and `splits`, with
/// warpgroups.
CompileOptions optionsOf(size_t number, const std::string &precision,
                         int64_t splits) {
  CompileOptions options{2, precision};
  options.warpgroups = true;
  options.replace = [=](gnk::KernelInterface step) -> gnk::KernelAttr {
    std::optional<cuda::GemmShape> shape = tiledShape(step);
    if (!shape)
      return {};
    cuda::GemmTile tile = tilesOf(precision)[number];
    tile.splits = splits;
    tile.hasWarpgroups = true;
    return kernelOfTile(step, tile, *shape);
  };
  return options;
}

std::vector<size_t> fittingTiles() {
  std::vector<size_t> fitting;
  for (auto [i, tile] : llvm::enumerate(cuda::gemmTiles(cuda::Precision::Bf16)))
    if (tile.fitsWarpgroups())
      fitting.push_back(i);
  return fitting;
}

class Warpgroups
    : public testing::TestWithParam<std::tuple<size_t, const char *, int64_t>> {
};

TEST_P(Warpgroups, GiveWhatTheReferenceGives) {
  auto [number, precision, splits] = GetParam();
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  expectReference(*network, optionsOf(number, precision, splits), number + 1,
                  toleranceOf(precision));
}

INSTANTIATE_TEST_SUITE_P(Tiles, Warpgroups,
                         testing::Combine(testing::ValuesIn(fittingTiles()),
                                          testing::Values("bf16", "tf32"),
                                          testing::Values(1, 2)));
INSTANTIATE_TEST_SUITE_P(OfFp16, Warpgroups,
                         testing::Values(std::tuple(fittingTiles().back(),
                                                    "fp16", int64_t{1})));

/// What is said where lines with `what` are left out of the LLVM IR.
std::string saidWithout(const std::string &what) {
  auto network = networkOfText(text);
  CompileOptions options = optionsOf(fittingTiles().back(), "bf16", 1);
  bool isThere = false;
  options.edit = [&](const std::string &ir) {
    std::string edited;
    for (llvm::StringRef line : llvm::split(ir, '\n')) {
      bool isCall = line.contains(what) && !line.starts_with("declare");
      isThere |= isCall;
      if (!isCall)
        edited += (line + "\n").str();
    }
    return edited;
  };
  auto steps = compiledSteps(*network, randomWeights(*network, 1), options);
  EXPECT_TRUE(isThere) << what;
  if (!steps)
    return "not compiled";
  auto output = steps->run(endtoend::randomInput(network->input.shape, 2, 1));
  return output ? "" : llvm::toString(output.takeError());
}

TEST(WarpgroupFaults, AreFound) {
  EXPECT_THAT(saidWithout("wgmma.fence.sync"),
              HasSubstr("wgmma with no wgmma.fence before it"));
  EXPECT_THAT(saidWithout("wgmma.commit_group"),
              HasSubstr("wgmma not waited for"));
  EXPECT_THAT(saidWithout("wgmma.wait_group"),
              HasSubstr("wgmma not waited for"));
  EXPECT_THAT(saidWithout("fence.proxy.async"), HasSubstr("fence.proxy.async"));
  EXPECT_THAT(saidWithout("cp.async.wait.group"),
              HasSubstr("is not waited for"));
  EXPECT_THAT(saidWithout("barrier"),
              AnyOf(HasSubstr("a race"), HasSubstr("never written"),
                    HasSubstr("is not waited")));
}

} // namespace
} // namespace gnet::gpu
