// Small networks from seeds, compiled as a user would with either kind of
// kernels, against the reference.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "endtoend/Random.h"
#include "endtoend/RandomSpec.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

constexpr double tolerance = 1e-5;

/// Whether float32 can follow numbers that a channel of no variance blows up:
/// a softmax or a response normalisation turns their error into the output's.
bool bearsLargeNumbers(const Network &network) {
  return std::none_of(network.layers.begin(), network.layers.end(),
                      [](const Layer &layer) {
                        return std::holds_alternative<Softmax>(layer.op) ||
                               std::holds_alternative<Lrn>(layer.op);
                      });
}

/// What training may leave behind and random weights do not: channels that
/// never varied, scales that are zero or turn the sign.
void makeHard(Weights &weights, const Network &network, Random &random) {
  const int unvaried = bearsLargeNumbers(network) ? 20 : 0;
  for (WeightTensor &tensor : weights)
    for (float &value : tensor.values) {
      if (tensor.parameter.role == ParameterRole::Variance)
        value = random.chance(unvaried) ? 0.0f : value;
      if (tensor.parameter.role == ParameterRole::Scale)
        value *= static_cast<float>(random.oneOf({1, 1, 1, -1, 0}));
    }
}

using Case = std::tuple<uint64_t, const char *>;

class RandomNetworks : public testing::TestWithParam<Case> {};

TEST_P(RandomNetworks, GiveWhatTheReferenceGives) {
  const auto &[seed, kernels] = GetParam();
  Random random(seed + 1000);
  const std::string text = randomSpec(seed);
  const int64_t batch = random.oneOf({1, 1, 2, 3, 5});
  const int threads = static_cast<int>(random.from(1, 2));
  SCOPED_TRACE("batch " + std::to_string(batch) + ", threads " +
               std::to_string(threads) + "\n" + text);

  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn");
  ASSERT_TRUE(writeFile(spec, text));
  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const Network &network = *loaded.network;

  Weights weights = randomWeights(network, seed);
  std::string option = "random:" + std::to_string(seed);
  if (random.chance(75)) {
    makeHard(weights, network, random);
    option = folder.file("weights.safetensors");
    ASSERT_FALSE(writeWeights(weights, option));
  }

  const std::string out = folder.file("out");
  llvm::Error compiled =
      compile(spec,
              {"--weights=" + option, "--batch=" + std::to_string(batch),
               std::string("--cpu-kernels=") + kernels},
              out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(out, "net", threads);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());

  const reference::Tensor input = randomInput(network.input.shape, batch, seed);
  const reference::Tensor expected =
      reference::run(network, reference::byName(weights), input);
  ASSERT_EQ(expected.shape, network.shapeOf(network.output));
  // The second run meets what the first left in the arena.
  for (int time = 0; time < 2; ++time) {
    auto actual = package->run(context->get(), floats(input));
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    EXPECT_LT(relativeError(*actual, expected), tolerance);
  }
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  const auto &[seed, kernels] = info.param;
  return std::to_string(seed) + "_" + kernels;
}

INSTANTIATE_TEST_SUITE_P(Seed, RandomNetworks,
                         testing::Combine(testing::Range<uint64_t>(0, 60),
                                          testing::Values("onednn",
                                                          "generated")),
                         nameOf);

} // namespace
} // namespace gnet::endtoend
