// What the model has for the banks of shared memory, against the accesses of
// kernels in the simulator, and that their lanes do not want different words of
// one bank.
#include "gpu/kernels/Checks.h"
#include "gpu/kernels/TiledKernel.h"
#include "target/cuda/kernels/GemmTraffic.h"

namespace gnet::gpu {
namespace {

struct Product {
  const char *precision;
  bool byWarpgroups;
};
using Case = std::tuple<Product, const char *, size_t>;

constexpr const char *pointwise = "conv 1x1 256 -> conv 1x1 128";
constexpr const char *padded = "conv 1x1 32 -> conv 3x3 128 { pad: 1 }";
constexpr const char *picture = "conv 7x7/2 64 { pad: 3 }";

/// Of a network whose last layer is the tile's.
class TileBanks : public testing::TestWithParam<Case> {
protected:
  cuda::GemmTile tile() const {
    auto [product, layers, number] = GetParam();
    cuda::GemmTile tile = tilesOf(product.precision)[number];
    tile.hasWarpgroups = product.byWarpgroups;
    return tile;
  }

  gnk::KernelAttr kernelFor(gnk::KernelInterface step) {
    std::optional<cuda::GemmShape> shape = tiledShape(step);
    if (!shape || !tile().canCopy(*shape))
      return {};
    const double chunks =
        static_cast<double>(tile().blocks(*shape) * tile().chunks(*shape));
    thought = chunks *
              cuda::sharedCyclesOfChunk(tile(), *shape, tile().hasWarpgroups);
    return kernelOfTile(step, tile(), *shape);
  }

  /// Of the last kernel.
  sim::Banks run(const Network &network) {
    CompileOptions options{1, std::get<0>(GetParam()).precision};
    options.warpgroups = tile().hasWarpgroups;
    options.replace = [&](gnk::KernelInterface step) {
      return kernelFor(step);
    };
    auto steps = compiledSteps(network, randomWeights(network, 1), options);
    std::map<std::string, sim::Banks> banks;
    if (steps)
      EXPECT_TRUE(
          bool(steps->run(endtoend::randomInput(network.input.shape, 1, 1),
                          sim::ThreadOrder::Forward, &banks)));
    return banks.empty() ? sim::Banks() : banks.rbegin()->second;
  }

  double thought = 0; ///< Cycles; 0: the tile cannot be the layer's.
};

TEST_P(TileBanks, AreBusyAsLongAsThought) {
  auto network =
      networkOfText(std::string("network net { input image: 3x16x16\n") +
                    std::get<1>(GetParam()) + "\n}");
  ASSERT_TRUE(network);
  const sim::Banks banks = run(*network);
  if (thought == 0)
    GTEST_SKIP() << "the tile is not for pictures";
  // A table's words are loaded one by one in LLVM IR, of which NVPTX makes
  // vectors.
  if (std::get<1>(GetParam()) != picture)
    EXPECT_NEAR(thought / static_cast<double>(banks.cycles()), 1, 0.1)
        << thought << " " << banks.cycles();
  EXPECT_EQ(banks.conflicts().size(), 0);
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  auto [product, layers, number] = info.param;
  const cuda::GemmTile &tile = tilesOf(product.precision)[number];
  const char *of = layers == pointwise ? "Pointwise"
                   : layers == padded  ? "Padded"
                                       : "Picture";
  return (llvm::Twine(product.precision) + "_" + llvm::Twine(tile.rows) + "x" +
          llvm::Twine(tile.columns) + "_" + llvm::Twine(tile.partRows) + "x" +
          llvm::Twine(tile.partColumns) +
          (product.byWarpgroups ? "_Warpgroups_" : "_") + of)
      .str();
}

/// All that `product` can be computed by.
std::vector<Case> casesOf(const Product &product,
                          const std::vector<const char *> &layers) {
  std::vector<Case> cases;
  for (auto [i, tile] : llvm::enumerate(tilesOf(product.precision)))
    if (!product.byWarpgroups || tile.fitsWarpgroups())
      for (const char *each : layers)
        cases.emplace_back(product, each, i);
  return cases;
}

// In fp32 a picture's pixels are written one by one, down the columns of what
// is read along rows, four to a bank.
INSTANTIATE_TEST_SUITE_P(
    Fp32, TileBanks,
    testing::ValuesIn(casesOf({"fp32", false}, {pointwise, padded, picture})),
    nameOf);
INSTANTIATE_TEST_SUITE_P(Tf32, TileBanks,
                         testing::ValuesIn(casesOf({"tf32", false}, {padded})),
                         nameOf);
INSTANTIATE_TEST_SUITE_P(
    Bf16, TileBanks,
    testing::ValuesIn(casesOf({"bf16", false}, {pointwise, padded, picture})),
    nameOf);
INSTANTIATE_TEST_SUITE_P(ByWarpgroups, TileBanks,
                         testing::ValuesIn(casesOf({"bf16", true},
                                                   {padded, picture})),
                         nameOf);

} // namespace
} // namespace gnet::gpu
