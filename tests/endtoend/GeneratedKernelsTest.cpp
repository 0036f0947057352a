// Every kind of generated kernel on random shapes, on every level of processor
// that this machine has, against the reference.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "endtoend/RandomKernels.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include "reference/RoundedWeights.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/TargetParser/Host.h"
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

/// What is kept in which format: filters and matrices, and what layers leave in
/// memory.
struct Formats {
  reference::FloatFormat weights = reference::fp32, values = reference::fp32;
};

/// Of the largest result. Winograd's largest tiles lose more than other kernels
/// where they sum over many channels, those of four phases' four times as many.
/// In 16 bits a sum that is half way between two numbers may be rounded the
/// other way.
double toleranceOf(llvm::StringRef task, const Formats &formats) {
  const bool hasLargeTiles =
      task == "smallMaps" || task == "largeMaps" || task == "oneAxis";
  const double exact = task == "phases" ? 1e-4 : hasLargeTiles ? 3e-5 : 1e-5;
  return std::max(exact, formats.values.epsilon());
}

/// Winograd's products of numbers rounded to bf16 lose 1.6 times what those of
/// direct convolution lose, several layers somewhat more.
constexpr double narrowProductsTolerance = 2e-2;

struct Level {
  const char *name, *cpu, *feature; ///< `feature` tells it from those below.
};

constexpr Level levels[] = {{"v4", "x86-64-v4", "avx512vl"},
                            {"v3", "x86-64-v3", "avx2"},
                            {"v2", "x86-64-v2", "sse4.2"}};

/// With instructions for bf16 above them.
constexpr Level levelsOfBfloats[] = {
    {"bf16", "cooperlake", "avx512bf16"}, levels[0], levels[1], levels[2]};

/// A random network of `task` on `level`, in `formats` and with `options`,
/// against the reference, which rounds where packages do. The input is exact.
void compare(KernelTask task, const Level &level, uint64_t seed,
             const Formats &formats, llvm::ArrayRef<std::string> options,
             double tolerance) {
  if (!llvm::sys::getHostCPUFeatures().lookup(level.feature))
    GTEST_SKIP() << "this processor has no " << level.feature;
  Random random(seed);
  const std::string text = randomNetwork(task, random);
  const int64_t batch = random.oneOf({1, 1, 2, 3, 7, 13});
  SCOPED_TRACE(fmt::format("batch {}, {}\n{}", batch, level.name, text));

  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn"), out = folder.file("out");
  ASSERT_TRUE(writeFile(spec, text));
  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const Network &network = *loaded.network;
  std::vector<std::string> all = {fmt::format("--weights=random:{}", seed),
                                  fmt::format("--batch={}", batch),
                                  fmt::format("--cpu={}", level.cpu),
                                  "--cpu-kernels=generated"};
  all.insert(all.end(), options.begin(), options.end());
  llvm::Error compiled = compile(spec, all, out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));

  reference::Tensor input = randomInput(network.input.shape, batch, seed);
  formats.values.round(input.values);
  const reference::Weights weights =
      reference::roundedWeights(randomWeights(network, seed), formats.weights);
  const bool isRounded = formats.values.bits < reference::fp32.bits;
  const reference::Tensor expected =
      isRounded ? reference::runRounded(network, weights, input, formats.values)
                : reference::run(network, weights, input);
  std::vector<float> first;
  for (int threads : {1, 2}) {
    auto package = Package::open(out, "net", threads);
    ASSERT_TRUE(static_cast<bool>(package))
        << llvm::toString(package.takeError());
    auto context = package->createContext();
    ASSERT_TRUE(static_cast<bool>(context))
        << llvm::toString(context.takeError());
    auto actual = threads == 1 ? package->run(context->get(), floats(input))
                               : package->runBeforeNoMemory(context->get(),
                                                            floats(input));
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    if (threads == 1)
      first = *actual;
    EXPECT_EQ(*actual, first);

    const auto images = static_cast<int>(random.from(1, batch));
    auto some = package->runBatch(context->get(), images, floats(input));
    ASSERT_TRUE(static_cast<bool>(some)) << llvm::toString(some.takeError());
    const size_t values =
        first.size() / static_cast<size_t>(batch) * static_cast<size_t>(images);
    EXPECT_TRUE(
        std::equal(first.begin(), first.begin() + values, some->begin()))
        << images << " images";
  }
  EXPECT_LT(relativeError(first, expected), tolerance);
}

using Case = std::tuple<KernelTask, Level, uint64_t>;

class GeneratedKernels : public testing::TestWithParam<Case> {};

TEST_P(GeneratedKernels, GiveWhatTheReferenceGives) {
  const auto &[task, level, seed] = GetParam();
  compare(task, level, seed, {}, {}, toleranceOf(task, {}));
}

/// Weights are rounded once, and nothing else is.
using NarrowCase = std::tuple<KernelTask, Level, const char *, uint64_t>;

class NarrowWeights : public testing::TestWithParam<NarrowCase> {};

TEST_P(NarrowWeights, GiveWhatTheReferenceGivesOfThem) {
  const auto &[task, level, type, seed] = GetParam();
  const Formats formats = {.weights = reference::formatOf(type)};
  compare(task, level, seed, formats,
          {fmt::format("--weights-type={}", type), "--exact"},
          toleranceOf(task, formats));
}

/// Each kind on buffers of bf16. Those that have no filters, and Winograd's,
/// whose filters stay float32, as a package has them of its own.
class NarrowValues : public testing::TestWithParam<Case> {};

TEST_P(NarrowValues, GiveWhatTheReferenceGives) {
  const auto &[task, level, seed] = GetParam();
  const Formats formats = {reference::bf16, reference::bf16};
  compare(task, level, seed, formats, {"--precision=bf16", "--exact"},
          toleranceOf(task, formats));
}

TEST_P(NarrowValues, GiveThatWithWeightsOfFloat32) {
  const auto &[task, level, seed] = GetParam();
  const Formats formats = {.values = reference::bf16};
  compare(task, level, seed, formats,
          {"--precision=bf16", "--weights-type=fp32"},
          toleranceOf(task, formats));
}

/// Winograd's products, too, where there are instructions for them.
class NarrowProducts : public testing::TestWithParam<Case> {};

TEST_P(NarrowProducts, GiveNearlyWhatTheReferenceGives) {
  const auto &[task, level, seed] = GetParam();
  compare(task, level, seed, {reference::bf16, reference::bf16},
          {"--precision=bf16"}, narrowProductsTolerance);
}

/// What a matrix of 600 x 1000, whose weights are all `weight`, makes of
/// `features`.
std::vector<float> scoresOf(float weight, const std::vector<float> &features) {
  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn"), out = folder.file("out");
  EXPECT_TRUE(writeFile(
      spec, "network net {\n  input image: 600x1x1\n  linear 1000\n}\n"));
  const LoadResult loaded = loadNetwork(spec);
  Weights weights = randomWeights(*loaded.network, 1);
  for (WeightTensor &tensor : weights)
    std::fill(tensor.values.begin(), tensor.values.end(), weight);
  const std::string file = folder.file("weights.safetensors");
  EXPECT_FALSE(writeWeights(weights, file));
  llvm::cantFail(compile(spec, {"--weights=" + file}, out));
  Package package = llvm::cantFail(Package::open(out, "net", 1));
  auto context = llvm::cantFail(package.createContext());
  return llvm::cantFail(package.run(context.get(), features));
}

/// A softmax of scores that differ in their last digit alone is no softmax of
/// equal ones: models that are made to test importers have all weights equal,
/// and scores of 1e9.
TEST(EqualWeights, GiveEqualScores) {
  const std::vector<float> scores =
      scoresOf(0.37F, floats(randomInput({600, 1, 1}, 1, 1)));
  EXPECT_EQ(scores, std::vector<float>(scores.size(), scores.front()));
}

/// As those models have them, too. Weights are not multiplied as numbers that
/// are larger than they.
TEST(EqualWeights, GiveNoInfinityOfLargeFeatures) {
  constexpr float feature = 1e33F;
  for (float score : scoresOf(0.01F, std::vector<float>(600, feature)))
    EXPECT_NEAR(score / feature, 6, 1e-5);
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  const auto &[task, level, seed] = info.param;
  return fmt::format("{}_{}_{}", task, level.name, seed);
}

INSTANTIATE_TEST_SUITE_P(Kind, GeneratedKernels,
                         testing::Combine(testing::ValuesIn(kernelTasks()),
                                          testing::ValuesIn(levels),
                                          testing::Range<uint64_t>(0, 8)),
                         nameOf);

/// Which of a layer's ways is the cheapest depends on the processor.
constexpr Level native = {"native", "native", "sse4.2"};

INSTANTIATE_TEST_SUITE_P(Native, GeneratedKernels,
                         testing::Combine(testing::Values("matrices"),
                                          testing::Values(native),
                                          testing::Range<uint64_t>(0, 8)),
                         nameOf);

/// Some of those that are tested above are computed by Strassen's products.
TEST(Matrices, AreCutIntoHalves) {
  int64_t cut = 0;
  for (uint64_t seed = 0; seed < 8; ++seed) {
    TemporaryFolder folder;
    const std::string spec = folder.file("net.gn"),
                      report = folder.file("report.txt");
    Random random(seed);
    ASSERT_TRUE(writeFile(spec, randomNetwork("matrices", random)));
    llvm::Error compiled =
        compile(spec, {"--emit=kernels", "--cpu=x86-64-v2"}, report);
    ASSERT_FALSE(static_cast<bool>(compiled))
        << llvm::toString(std::move(compiled));
    auto text = llvm::MemoryBuffer::getFile(report);
    ASSERT_TRUE(static_cast<bool>(text));
    cut += (*text)->getBuffer().contains("strassen 2x2x2 tile");
  }
  EXPECT_GT(cut, 0);
}

INSTANTIATE_TEST_SUITE_P(Kind, NarrowValues,
                         testing::Combine(testing::ValuesIn(kernelTasks()),
                                          testing::ValuesIn(levelsOfBfloats),
                                          testing::Range<uint64_t>(0, 1)),
                         nameOf);

INSTANTIATE_TEST_SUITE_P(Kind, NarrowProducts,
                         testing::Combine(testing::Values("dense", "heavy",
                                                          "smallMaps"),
                                          testing::Values(levelsOfBfloats[0]),
                                          testing::Range<uint64_t>(0, 6)),
                         nameOf);

std::string nameOfNarrow(const testing::TestParamInfo<NarrowCase> &info) {
  const auto &[task, level, type, seed] = info.param;
  return fmt::format("{}_{}_{}_{}", task, level.name, type, seed);
}

INSTANTIATE_TEST_SUITE_P(
    Kind, NarrowWeights,
    testing::Combine(testing::Values("dense", "wide", "heavy", "grouped",
                                     "blocksOfGroups", "plain", "linear",
                                     "rbf"),
                     testing::ValuesIn(levels), testing::Values("bf16", "fp16"),
                     testing::Range<uint64_t>(0, 3)),
    nameOfNarrow);

} // namespace
} // namespace gnet::endtoend
