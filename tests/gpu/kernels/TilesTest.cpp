// Every tile of a product, with every number of stages, splits and slices that
// matters: few chunks, many, and a last one of its own.
#include "gpu/kernels/Checks.h"
#include "gpu/kernels/TiledKernel.h"

namespace gnet::gpu {
namespace {

struct Depth {
  int64_t stages, splits, slices;
};
using Case = std::tuple<size_t, const char *, Depth>;

cuda::GemmTile formOf(llvm::StringRef precision, size_t number, Depth depth) {
  cuda::GemmTile tile = tilesOf(precision)[number];
  tile.stages = depth.stages;
  tile.splits = depth.splits;
  tile.slices = depth.slices;
  return tile;
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
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  CompileOptions options{2, precision};
  options.replace = [&](gnk::KernelInterface step) -> gnk::KernelAttr {
    std::optional<cuda::GemmShape> shape = tiledShape(step);
    cuda::GemmTile tile = formOf(precision, number, depth);
    if (!shape || !tile.canCopy(*shape))
      return {};
    if (!tile.canSlice(*shape))
      tile.slices = 1;
    return kernelOfTile(step, tile, *shape);
  };
  expectReference(*network, options, number + 1, toleranceOf(precision));
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  auto [number, precision, depth] = info.param;
  cuda::GemmTile tile = tilesOf(precision)[number];
  return (llvm::Twine(precision) + "_" + llvm::Twine(tile.rows) + "x" +
          llvm::Twine(tile.columns) + "_" + llvm::Twine(tile.partRows) + "x" +
          llvm::Twine(tile.partColumns) + "_stages" +
          llvm::Twine(depth.stages) + "_splits" + llvm::Twine(depth.splits) +
          "_slices" + llvm::Twine(depth.slices))
      .str();
}

auto numbersOf(cuda::Precision precision) {
  return testing::Range<size_t>(0, cuda::gemmTiles(precision).size());
}

INSTANTIATE_TEST_SUITE_P(
    Fp32, Tiles,
    testing::Combine(numbersOf(cuda::Precision::Fp32), testing::Values("fp32"),
                     testing::Values(Depth{3, 1, 1}, Depth{4, 3, 1},
                                     Depth{3, 1, 2}, Depth{3, 2, 4})),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Bf16, Tiles,
    testing::Combine(numbersOf(cuda::Precision::Bf16), testing::Values("bf16"),
                     testing::Values(Depth{3, 1, 1}, Depth{4, 3, 1},
                                     Depth{6, 1, 2}, Depth{3, 2, 4})),
    nameOf);

// As bf16, but for the type.
INSTANTIATE_TEST_SUITE_P(
    Tf32, Tiles,
    testing::Combine(numbersOf(cuda::Precision::Tf32), testing::Values("tf32"),
                     testing::Values(Depth{4, 3, 1}, Depth{3, 1, 2})),
    nameOf);
INSTANTIATE_TEST_SUITE_P(Fp16, Tiles,
                         testing::Combine(numbersOf(cuda::Precision::Fp16),
                                          testing::Values("fp16"),
                                          testing::Values(Depth{4, 3, 1})),
                         nameOf);

} // namespace
} // namespace gnet::gpu
