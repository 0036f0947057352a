// GoogLeNet whole, with random weights, against the reference.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

/// Random, with scores small enough not to saturate the softmax: any two
/// programs agree on one 1 and 999 zeros.
Weights weightsOf(const Network &network) {
  Weights weights = randomWeights(network, 11);
  for (WeightTensor &tensor : weights)
    if (tensor.parameter.name == "classifier.weight")
      for (float &value : tensor.values)
        value /= 64;
  return weights;
}

void expectAsReference(int64_t batch, int threads) {
  const std::string spec = SPECS "/googlenet.gn";
  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const Network &network = *loaded.network;
  const Weights weights = weightsOf(network);
  const reference::Tensor input = randomPixels(network.input, batch, 11);

  TemporaryFolder folder;
  const std::string file = folder.file("weights.safetensors");
  ASSERT_FALSE(writeWeights(weights, file));
  const std::string out = folder.file("googlenet");
  llvm::Error compiled = compile(
      spec, {"--weights=" + file, "--batch=" + std::to_string(batch)}, out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(out, "googlenet", threads);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  auto actual = package->run(context->get(), floats(input));
  ASSERT_TRUE(static_cast<bool>(actual)) << llvm::toString(actual.takeError());

  const reference::Tensor expected =
      reference::run(network, reference::byName(weights), input);
  const double largest =
      *std::max_element(expected.values.begin(), expected.values.end());
  ASSERT_LT(largest, 0.9) << "the softmax hides what went before it";
  EXPECT_LT(relativeError(*actual, expected), 1e-5);
}

TEST(GoogLeNet, GivesWhatTheReferenceGives) { expectAsReference(1, 1); }

TEST(GoogLeNet, GivesWhatTheReferenceGivesForABatchOnTwoThreads) {
  expectAsReference(2, 2);
}

} // namespace
} // namespace gnet::endtoend
