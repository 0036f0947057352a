// What networks for telephones are made of: depthwise convolutions of channels
// that fill no group, activations that are cheap, and gates. All of it on
// kernels that were written for speed.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

constexpr uint64_t seed = 7;

/// A residual block of an expansion, a depthwise convolution of it and a
/// projection, as in MobileNet v2; gates, as in MobileNet v3 and EfficientNet.
constexpr const char *text = R"(network net {
  input image: 3x33x35 { order: rgb }
  defaults conv { norm: batch_norm }
  stem: conv 3x3/2 16 { pad: 1, activation: hard_swish }
  a: conv 1x1 40 { activation: relu6 }
    -> conv 3x3 40 { pad: 1, groups: 40, activation: relu6 } -> conv 1x1 16
  b: add stem, a
  c: conv 1x1 72 { activation: silu }
    -> conv 5x5/2 72 { pad: 2, groups: 72, activation: silu }
    -> multiply {
      image: from input
      gate: global_avg_pool -> conv 1x1 24 { activation: relu }
        -> conv 1x1 72 { activation: hard_sigmoid }
    }
    -> conv 1x1 24 { activation: gelu }
  d: multiply {
    image: conv 3x3 24 { pad: 1, groups: 24 }
    gate: conv 1x1 24 { activation: sigmoid }
  } -> hard_swish
  global_avg_pool -> linear 10 { activation: hard_swish }
})";

class MobileBlocks : public testing::TestWithParam<int> {};

TEST_P(MobileBlocks, GiveWhatTheReferenceGives) {
  const int64_t batch = GetParam();
  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn"), out = folder.file("out");
  ASSERT_TRUE(writeFile(spec, text));
  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  llvm::Error compiled = compile(spec,
                                 {"--weights=random:" + std::to_string(seed),
                                  "--batch=" + std::to_string(batch)},
                                 out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(out, "net", 1);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  auto slow = package->referenceKernels();
  ASSERT_TRUE(static_cast<bool>(slow)) << llvm::toString(slow.takeError());
  EXPECT_EQ(*slow, std::vector<std::string>());

  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  const Network &network = *loaded.network;
  const reference::Tensor input = randomInput(network.input.shape, batch, seed);
  const reference::Tensor expected = reference::run(
      network, reference::byName(randomWeights(network, seed)), input);
  auto actual = package->run(context->get(), floats(input));
  ASSERT_TRUE(static_cast<bool>(actual)) << llvm::toString(actual.takeError());
  EXPECT_LT(relativeError(*actual, expected), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Batch, MobileBlocks, testing::Values(1, 3));

} // namespace
} // namespace gnet::endtoend
