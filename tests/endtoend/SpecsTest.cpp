// Every network of specs/ whole, with random weights, against the reference:
// the argument of the program names one.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

std::string specName;

/// A network with weights and an input, and what the reference makes of them.
struct Subject {
  Network network;
  Weights weights;
  reference::Tensor input;
  reference::Tensor expected;
};

/// The layer whose weights the scores of a softmax are proportional to.
LayerId scorer(const Network &network, LayerId softmax) {
  LayerId id = network.layers[softmax].inputs.front();
  while (parametersOf(network, id).empty())
    id = network.layers[id].inputs.front();
  return id;
}

double spread(const std::vector<double> &values) {
  double sum = 0;
  double squares = 0;
  for (double value : values) {
    sum += value;
    squares += value * value;
  }
  const auto count = static_cast<double>(values.size());
  return std::sqrt(squares / count - sum * sum / count / count);
}

void scaleLayer(Weights &weights, const std::string &path, double factor) {
  for (WeightTensor &tensor : weights)
    if (tensor.parameter.name == path + ".weight" ||
        tensor.parameter.name == path + ".bias")
      for (float &value : tensor.values)
        value = static_cast<float>(value * factor);
}

/// A saturated softmax would hide what went before it: any two programs agree
/// on one 1 and 999 zeros. So the last layer's weights are scaled, by a power
/// of two, until the scores are about 1.
void unsaturate(Subject &subject) {
  const Network &network = subject.network;
  if (!std::holds_alternative<Softmax>(network.layers[network.output].op))
    return;
  std::vector<reference::Tensor> results = reference::runLayers(
      network, reference::byName(subject.weights), subject.input);
  const Layer &softmax = network.layers[network.output];
  const LayerId last = scorer(network, network.output);
  if (std::holds_alternative<Rbf>(network.layers[last].op))
    return;
  reference::Tensor scores = results[softmax.inputs.front()];
  const double factor =
      std::exp2(-std::round(std::log2(spread(scores.values))));
  scaleLayer(subject.weights, network.layers[last].path, factor);
  for (double &score : scores.values)
    score *= factor;
  Network tail;
  tail.input.shape = scores.shape;
  tail.layers = {softmax};
  tail.layers[0].inputs = {networkInput};
  tail.headOf = {-1};
  tail.output = 0;
  subject.expected = reference::run(tail, {}, scores);
}

Subject makeSubject(int64_t batch) {
  LoadResult loaded = loadNetwork(SPECS "/" + specName + ".gn");
  EXPECT_TRUE(loaded.network) << loaded.diagnostics.render();
  Subject subject;
  if (!loaded.network)
    return subject;
  subject.network = std::move(*loaded.network);
  subject.weights = randomWeights(subject.network, 11);
  subject.input = randomPixels(subject.network.input, batch, 11);
  unsaturate(subject);
  if (subject.expected.values.empty())
    subject.expected = reference::run(
        subject.network, reference::byName(subject.weights), subject.input);
  return subject;
}

/// A way to compile, and how far its results may be from the reference.
struct Kernels {
  const char *name;
  std::vector<std::string> options;
  double tolerance;
};

void PrintTo(const Kernels &kernels, std::ostream *os) { *os << kernels.name; }

/// Once for all kernels: the reference takes most of the time, and the weights
/// are up to half a gigabyte.
class Spec : public testing::TestWithParam<Kernels> {
protected:
  static void SetUpTestSuite() {
    subject = makeSubject(1);
    shared.emplace();
    ASSERT_FALSE(writeWeights(subject.weights, weightsFile()));
  }
  static void TearDownTestSuite() { shared.reset(); }

  static std::string weightsFile() {
    return shared->file("weights.safetensors");
  }

  static inline Subject subject;
  static inline std::optional<TemporaryFolder> shared;
};

// And on kernels written for speed: oneDNN falls to reference loops, a thousand
// times as slow, without a word where a descriptor does not suit it.
TEST_P(Spec, GivesWhatTheReferenceGives) {
  ASSERT_FALSE(subject.expected.values.empty());
  ASSERT_LT(*std::max_element(subject.expected.values.begin(),
                              subject.expected.values.end()),
            0.9)
      << "the softmax hides what went before it";

  TemporaryFolder folder;
  const std::string out = folder.file(specName);
  std::vector<std::string> options = GetParam().options;
  options.push_back("--weights=" + weightsFile());
  // Two of three kernels are those of another package of these tests.
  options.push_back("--kernel-cache=" KERNEL_CACHE);
  llvm::Error compiled = compile(SPECS "/" + specName + ".gn", options, out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(out, specName, 1);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  auto actual = package->run(context->get(), floats(subject.input));
  ASSERT_TRUE(static_cast<bool>(actual)) << llvm::toString(actual.takeError());
  const double error = relativeError(*actual, subject.expected);
  fmt::print("{}: {} kernels, relative error {:.1e}\n", specName,
             GetParam().name, error);
  EXPECT_LT(error, GetParam().tolerance);
  auto slow = package->referenceKernels();
  ASSERT_TRUE(static_cast<bool>(slow)) << llvm::toString(slow.takeError());
  EXPECT_EQ(*slow, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(
    With, Spec,
    testing::Values(Kernels{"fast", {"--cpu-kernels=generated"}, 1e-4},
                    Kernels{
                        "exact", {"--cpu-kernels=generated", "--exact"}, 1e-5},
                    Kernels{"onednn", {"--cpu-kernels=onednn"}, 2e-5}),
    [](const testing::TestParamInfo<Kernels> &info) {
      return info.param.name;
    });

} // namespace
} // namespace gnet::endtoend

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2)
    return 2;
  gnet::endtoend::specName = argv[1];
  return RUN_ALL_TESTS();
}
