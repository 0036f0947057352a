// Whole networks: LeNet-5 from specs/, and small ones from seeds.
#include "endtoend/RandomSpec.h"
#include "gpu/kernels/Checks.h"

namespace gnet::gpu {
namespace {

TEST(Networks, LeNet5GivesWhatTheReferenceGives) {
  for (const char *name : {"lenet5", "lenet5_1998"})
    for (const char *precision : {"fp32", "bf16", "fp16"}) {
      SCOPED_TRACE(std::string(name) + " " + precision);
      LoadResult loaded = loadNetwork(std::string(SPECS "/") + name + ".gn");
      ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
      expectReference(*loaded.network, {2, precision}, 1,
                      toleranceOf(precision));
    }
}

/// Two modules with their concatenations, a stem with normalisation, a residual
/// branch and a head.
constexpr const char *modules = R"(network net {
  input image: 3x31x33
  defaults conv { pad: same, bias: true, activation: relu }
  stem: conv 5x5/2 24 -> max_pool 3x3/2 -> lrn 5 { alpha: 0.1 }
  a: concat {
    conv 1x1 16
    conv 1x1 8 -> conv 3x3 24
    conv 1x1 8 -> conv 5x5 16
    max_pool 3x3 { pad: same } -> conv 1x1 16
  }
  b: concat {
    conv 1x1 32
    conv 1x1 20 -> conv 1x7 20 -> conv 7x1 40
    avg_pool 3x3 { pad: same, count_padding: false } -> conv 1x1 13
  }
  d: conv 1x1 85 { activation: none }
  add d, b -> relu
  global_avg_pool -> linear 10 -> softmax
})";

TEST(Networks, ModulesGiveWhatTheReferenceGives) {
  auto network = networkOfText(modules);
  ASSERT_TRUE(network);
  expectReference(*network, {2}, 3, 1e-5);
  expectReference(*network, {1, "tf32"}, 3, 5e-3);
  expectReference(*network, {1, "bf16"}, 3, toleranceOf("bf16"));
  expectReference(*network, {1, "fp16"}, 3, toleranceOf("fp16"));
}

class RandomNetworks : public testing::TestWithParam<uint64_t> {};

TEST_P(RandomNetworks, GiveWhatTheReferenceGives) {
  const std::string text = endtoend::randomSpec(GetParam());
  SCOPED_TRACE(text);
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  expectReference(*network, {1 + int64_t(GetParam() % 3)}, GetParam(), 1e-5);
  const std::string narrow = GetParam() % 2 == 0 ? "bf16" : "fp16";
  expectReference(*network, {1, narrow}, GetParam(), 4 * toleranceOf(narrow));
}

INSTANTIATE_TEST_SUITE_P(Seed, RandomNetworks, testing::Range<uint64_t>(0, 20));

} // namespace
} // namespace gnet::gpu
