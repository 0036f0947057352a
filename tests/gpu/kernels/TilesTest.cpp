// Every tile of a product, with every number of stages and of splits that
// matters: few chunks, many, and a last one of its own.
#include "gpu/kernels/Checks.h"
#include "target/cuda/Precision.h"
#include "target/cuda/kernels/GemmTile.h"

namespace gnet::gpu {
namespace {

/// Stages and splits.
using Depth = std::pair<int64_t, int64_t>;
using Case = std::tuple<size_t, const char *, Depth>;

llvm::ArrayRef<cuda::GemmTile> tilesOf(llvm::StringRef precision) {
  return cuda::gemmTiles(llvm::cantFail(cuda::findPrecision(precision)));
}

class Tiles : public testing::TestWithParam<Case> {};

/// A bias, an activation, an addend, an image that is no multiple of a tile and
/// outputs that fill no group of channels.
constexpr const char *text = R"(network net {
  input image: 3x9x11
  a: conv 1x1 40
  b: conv 3x3 40 { pad: 1 } -> conv 1x1 40
  add a, b -> relu -> conv 5x5/2 20 { pad: 2, activation: hard_sigmoid }
})";

TEST_P(Tiles, GiveWhatTheReferenceGives) {
  auto [number, precision, depth] = GetParam();
  auto [stages, splits] = depth;
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  cuda::GemmTile tile = tilesOf(precision)[number];
  tile.stages = stages;
  tile.splits = splits;
  CompileOptions options{2, precision};
  options.replace = [&](gnk::KernelInterface step) -> gnk::KernelAttr {
    gnk::KernelAttr kernel = gnk::chosenKernel(step);
    auto conv = llvm::dyn_cast<gnk::ConvOp>(*step);
    bool isBlocked = kernel.getSource() == gnk::Layout::Nchw16c;
    if (kernel.getName() != "tiled" || !conv ||
        (!isBlocked && tile.threads() % tile.rows != 0))
      return {};
    cuda::GemmShape shape(conv, isBlocked);
    return tile.addTo(
        gnk::KernelAttr::get(kernel.getContext(), "tiled", kernel.getSource(),
                             kernel.getDestination(), {}, tile.scratch(shape)));
  };
  expectReference(*network, options, number + 1, toleranceOf(precision));
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  auto [number, precision, depth] = info.param;
  auto [stages, splits] = depth;
  cuda::GemmTile tile = tilesOf(precision)[number];
  return (llvm::Twine(precision) + "_" + llvm::Twine(tile.rows) + "x" +
          llvm::Twine(tile.columns) + "_" + llvm::Twine(tile.partRows) + "x" +
          llvm::Twine(tile.partColumns) + "_stages" + llvm::Twine(stages) +
          "_splits" + llvm::Twine(splits))
      .str();
}

INSTANTIATE_TEST_SUITE_P(
    Fp32, Tiles,
    testing::Combine(testing::Range<size_t>(
                         0, cuda::gemmTiles(cuda::Precision::Fp32).size()),
                     testing::Values("fp32"),
                     testing::Values(Depth{3, 1}, Depth{4, 3})),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    TensorCores, Tiles,
    testing::Combine(testing::Range<size_t>(
                         0, cuda::gemmTiles(cuda::Precision::Tf32).size()),
                     testing::Values("tf32", "bf16"),
                     testing::Values(Depth{3, 1}, Depth{4, 3})),
    nameOf);

// As bf16, but for the type.
INSTANTIATE_TEST_SUITE_P(
    Fp16, Tiles,
    testing::Combine(testing::Range<size_t>(
                         0, cuda::gemmTiles(cuda::Precision::Fp16).size()),
                     testing::Values("fp16"), testing::Values(Depth{4, 3})),
    nameOf);

} // namespace
} // namespace gnet::gpu
