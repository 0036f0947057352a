// Kernels that multiply bytes, on random shapes and on every level of processor
// that this machine has, bit for bit against sums of integers.
//
//   max_pool 1x1   rounds the input to bytes, if the layer does not itself,
//   layer          a convolution or a matrix, of int8,
//   max_pool 1x1   keeps its result as bytes; without it the result is float32.
//
// The reference's sums of whole numbers in double are exact; what is made of
// them is written down here once more, in float32.
#include "endtoend/Comparison.h"
#include "endtoend/Emulated.h"
#include "endtoend/Package.h"
#include "endtoend/Random.h"
#include "language/Frontend.h"
#include "quantization/Digests.h"
#include "quantization/Quantization.h"
#include "reference/NamedWeights.h"
#include "llvm/TargetParser/Host.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

/// `cpu` is what packages are made for; `feature` tells whether they run here,
/// null: in QEMU.
struct Level {
  const char *cpu, *feature;
};

constexpr Level levels[] = {{"native", "sse4.2"},     {"x86-64-v4", "avx512vl"},
                            {"alderlake", "avxvnni"}, {"x86-64-v3", "avx2"},
                            {"x86-64-v2", "sse4.2"},  {"neoverse-n2", nullptr},
                            {"neoverse-n1", nullptr}, {"armv8-a", nullptr}};

std::string missingFor(const Level &level) {
  if (!level.feature)
    return missingForAarch64();
  return llvm::sys::getHostCPUFeatures().lookup(level.feature) ? ""
                                                               : level.feature;
}

/// What the package of `net` in `folder` gives for `input`.
llvm::Expected<std::vector<float>> run(const Level &level,
                                       const std::string &folder, int threads,
                                       const reference::Tensor &input) {
  if (!level.feature)
    return runOnAarch64({folder, "net", threads}, floats(input));
  auto package = Package::open(folder, "net", threads);
  if (!package)
    return package.takeError();
  auto context = package->createContext();
  if (!context)
    return context.takeError();
  return threads == 1
             ? package->run(context->get(), floats(input))
             : package->runBeforeNoMemory(context->get(), floats(input));
}

/// How bytes stand for numbers.
struct Bytes {
  float scale;
  int zero;

  /// The nearest number to `value`, from the byte of zero.
  float steps(float value) const {
    const auto perStep = static_cast<float>(1.0 / static_cast<double>(scale));
    const float exact = value * perStep;
    const auto low = static_cast<float>(-zero);
    return std::nearbyint(std::clamp(exact, low, low + 255));
  }
  float value(float steps) const { return steps * scale; }
  /// A range that gives these.
  Calibration::Range range() const {
    return {-static_cast<double>(scale) * zero,
            static_cast<double>(scale) * (255 - zero)};
  }
};

Bytes randomBytes(Random &random, double largest) {
  const auto scale = static_cast<float>(
      largest * static_cast<double>(random.from(2, 12)) / 1000);
  return {scale, static_cast<int>(
                     random.oneOf<int64_t>({0, 0, 255, random.from(1, 254)}))};
}

struct Case {
  std::string layer; ///< As a spec has it, without what ends it.
  Shape input;
  bool readsInput, hasActivation, staysBytes;
  bool isExtreme = false; ///< Sums are as large as can be.

  /// Among the network's.
  LayerId layerId() const { return readsInput ? 0 : 1; }

  std::string text() const {
    return fmt::format("network net {{\n  input image: {}x{}x{}{}\n"
                       "  {}{}, activation: {} }}\n{}}}\n",
                       input.channels, input.height, input.width,
                       input.channels == 3 ? " { order: rgb }" : "",
                       readsInput ? "" : "max_pool 1x1\n  ", layer,
                       hasActivation ? "relu" : "none",
                       staysBytes ? "  max_pool 1x1\n" : "");
  }
};

using Kind = const char *;

std::string convolution(Kind kind, Shape &input, Random &random) {
  const int64_t height = random.from(1, 5), width = random.from(1, 5);
  int64_t groups = 1, outputs = random.from(1, 90);
  if (kind == std::string("grouped")) {
    const int64_t channels = random.oneOf({1, 1, 2, 4, 8});
    groups = random.from(2, 20);
    input.channels = outputs = groups * channels;
  } else if (kind == std::string("blocks")) {
    groups = random.from(2, 3);
    input.channels = groups * 16 * random.from(1, 2);
    outputs = groups * 16 * random.from(1, 3);
  }
  input.height = std::max(input.height, height);
  input.width = std::max(input.width, width);
  return fmt::format(
      "conv {}x{}/{}x{} {} {{ pad: [{}, {}, {}, {}], groups: {}, bias: {}",
      height, width, random.from(1, 2), random.from(1, 2), outputs,
      random.from(0, height - 1), random.from(0, width - 1),
      random.from(0, height - 1), random.from(0, width - 1), groups,
      random.chance(50));
}

/// What has few products, as far as sums are exact.
Case transformedCase(Random &random) {
  Case c;
  c.input = {random.oneOf<int64_t>({16, 229, 240, random.from(17, 230)}),
             random.from(8, 20), random.from(8, 20)};
  c.layer =
      fmt::format("conv 3x3 {} {{ pad: [{}, {}, {}, {}], bias: {}",
                  random.from(30, 90), random.from(0, 2), random.from(0, 2),
                  random.from(0, 2), random.from(0, 2), random.chance(50));
  c.readsInput = false;
  c.hasActivation = random.chance(50);
  c.staysBytes = random.chance(70);
  c.isExtreme = random.chance(50);
  return c;
}

/// Few channels, of which the taps of a filter's row are read as one run.
Case runsCase(Random &random) {
  Case c;
  c.input = {random.from(1, 3), random.from(7, 30), random.from(16, 50)};
  const int64_t height = random.from(1, 7), width = random.from(2, 7);
  c.layer = fmt::format(
      "conv {}x{}/{}x{} {} {{ pad: [{}, {}, {}, {}], bias: {}", height, width,
      random.from(1, 3), random.from(1, 3), random.from(1, 90),
      random.from(0, height - 1), random.from(0, width - 1),
      random.from(0, height - 1), random.from(0, width - 1), random.chance(50));
  c.readsInput = random.chance(70);
  c.hasActivation = random.chance(50);
  c.staysBytes = random.chance(70);
  return c;
}

Case randomCase(Kind kind, Random &random) {
  if (kind == std::string("transformed"))
    return transformedCase(random);
  if (kind == std::string("runs"))
    return runsCase(random);
  Case c;
  c.readsInput = kind == std::string("picture");
  c.input = {c.readsInput ? random.from(1, 4) : random.from(1, 70),
             random.from(1, 20), random.from(1, 20)};
  if (kind == std::string("pointwise"))
    c.layer = fmt::format("conv 1x1 {} {{ bias: {}", random.from(1, 90),
                          random.chance(50));
  else if (kind == std::string("linear"))
    c.layer = fmt::format("linear {} {{ bias: {}", random.from(1, 90),
                          random.chance(50));
  else
    c.layer = convolution(kind, c.input, random);
  c.hasActivation = random.chance(50);
  c.staysBytes = random.chance(70);
  return c;
}

/// Each output's weights as whole numbers, and the scale of each output. The
/// first output has no weights but 0.
std::vector<float> quantizeWeights(std::vector<float> &weights,
                                   size_t outputs) {
  std::vector<float> scales;
  const size_t count = weights.size() / outputs;
  std::fill_n(weights.begin(), count, 0.0f);
  for (size_t o = 0; o < outputs; ++o) {
    float *const first = weights.data() + o * count;
    const float scale = weightScaleOf({first, count});
    for (size_t i = 0; i < count; ++i)
      first[i] = std::nearbyint(first[i] / scale);
    scales.push_back(scale);
  }
  return scales;
}

/// The whole network, in steps of bytes.
class IntegerReference {
public:
  IntegerReference(const Network &network, const Case &c)
      : network(network), c(c), layer(c.layerId()),
        path(network.layers[layer].path) {}

  /// Numbers of the layer, before they become bytes. `weights` lose their
  /// values.
  std::vector<float> run(reference::Weights weights,
                         const reference::Tensor &input, const Bytes &bytes) {
    reference::Tensor steps = input;
    for (double &value : steps.values)
      value = bytes.steps(static_cast<float>(value));
    auto &filters = weights.at(path + ".weight");
    const auto outputs =
        static_cast<size_t>(network.layers[layer].output.channels);
    const std::vector<float> scales = quantizeWeights(filters, outputs);
    std::vector<float> bias(outputs, 0);
    if (auto given = weights.find(path + ".bias"); given != weights.end()) {
      bias = given->second;
      std::fill(given->second.begin(), given->second.end(), 0.0f);
    }
    const reference::Tensor sums =
        reference::runLayers(network, weights, steps)[layer];
    const size_t pixels = static_cast<size_t>(sums.shape.height) *
                          static_cast<size_t>(sums.shape.width);
    std::vector<float> result;
    for (size_t i = 0; i < sums.values.size(); ++i) {
      const size_t o = i / pixels % outputs;
      const float scale = scales[o] * bytes.scale;
      float value = static_cast<float>(sums.values[i]) * scale;
      if (hasBias())
        value = value + bias[o];
      result.push_back(c.hasActivation ? std::max(value, 0.0f) : value);
    }
    return result;
  }

private:
  bool hasBias() const {
    return c.layer.find("bias: true") != std::string::npos;
  }

  const Network &network;
  const Case &c;
  LayerId layer;
  std::string path;
};

/// Bytes of the least or the largest number everywhere, and weights of one sign
/// an output.
void makeExtreme(Weights &weights, const std::string &name, size_t outputs,
                 reference::Tensor &input) {
  constexpr double beyondAllBytes = 1e6;
  const double sign = input.values.front() < 0 ? -1 : 1;
  for (double &value : input.values)
    value = sign * beyondAllBytes;
  for (WeightTensor &tensor : weights) {
    if (tensor.parameter.name != name)
      continue;
    const size_t count = tensor.values.size() / outputs;
    for (size_t i = count; i < tensor.values.size(); ++i)
      tensor.values[i] = i / count % 2 == 0 ? 0.1f : -0.1f;
  }
}

using Parameter = std::tuple<Kind, Level, uint64_t>;

class IntegerKernels : public testing::TestWithParam<Parameter> {};

TEST_P(IntegerKernels, GiveWhatSumsOfIntegersGive) {
  const auto &[kind, level, seed] = GetParam();
  if (const std::string missing = missingFor(level); !missing.empty())
    GTEST_SKIP() << "there is no " << missing;
  Random random(seed);
  const Case c = randomCase(kind, random);
  const int64_t batch = random.oneOf({1, 1, 2, 5});
  SCOPED_TRACE(fmt::format("batch {}, {}\n{}", batch, level.cpu, c.text()));
  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn"), out = folder.file("out"),
                    ranges = folder.file("ranges.json"),
                    file = folder.file("weights.safetensors");
  ASSERT_TRUE(writeFile(spec, c.text()));
  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const Network &network = *loaded.network;
  const Layer &layer = network.layers[c.layerId()];
  Weights weights = randomWeights(network, seed);
  const auto outputs = static_cast<size_t>(layer.output.channels);
  for (WeightTensor &tensor : weights)
    if (tensor.parameter.name == layer.path + ".weight")
      std::fill_n(tensor.values.begin(), tensor.values.size() / outputs, 0.0f);
  reference::Tensor input = randomInput(network.input.shape, batch, seed);
  if (c.isExtreme)
    makeExtreme(weights, layer.path + ".weight", outputs, input);
  ASSERT_FALSE(writeWeights(weights, file));

  const Bytes before = randomBytes(random, 1);
  const std::vector<float> values =
      IntegerReference(network, c)
          .run(reference::byName(weights), input, before);
  const double largest = std::abs(
      *std::max_element(values.begin(), values.end(), [](float a, float b) {
        return std::abs(a) < std::abs(b);
      }));
  const Bytes after = randomBytes(random, largest == 0 ? 1 : largest);

  Calibration calibration;
  calibration.network = network.name;
  calibration.networkDigest = networkDigest(network);
  calibration.weightsDigest = weightsDigest(weights);
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    calibration.ranges[network.layers[id].path] =
        id < c.layerId() ? before.range() : after.range();
  if (c.readsInput)
    calibration.ranges[network.input.name] = before.range();
  ASSERT_TRUE(writeFile(ranges, calibrationJson(calibration)));
  llvm::Error compiled =
      compile(spec,
              {"--weights=" + file, fmt::format("--batch={}", batch),
               fmt::format("--cpu={}", level.cpu), "--precision=int8",
               "--calibration=" + ranges},
              out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));

  std::vector<float> expected = values;
  if (c.staysBytes)
    for (float &value : expected)
      value = after.value(after.steps(value));
  for (int threads : {1, 2}) {
    auto actual = run(level, out, threads, input);
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    EXPECT_EQ(*actual, expected);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kind, IntegerKernels,
    testing::Combine(testing::Values("dense", "transformed", "picture", "runs",
                                     "pointwise", "grouped", "blocks",
                                     "linear"),
                     testing::ValuesIn(levels), testing::Range<uint64_t>(0, 3)),
    [](const testing::TestParamInfo<Parameter> &info) {
      std::string name =
          fmt::format("{}_{}_{}", std::get<0>(info.param),
                      std::get<1>(info.param).cpu, std::get<2>(info.param));
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

} // namespace
} // namespace gnet::endtoend
