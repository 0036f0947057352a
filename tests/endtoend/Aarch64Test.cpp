// Packages for AArch64, made here and run in QEMU, against the reference.
#include "endtoend/Comparison.h"
#include "endtoend/Emulated.h"
#include "endtoend/Package.h"
#include "endtoend/RandomKernels.h"
#include "language/Frontend.h"
#include "reference/RoundedWeights.h"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

/// A network with random weights and an input.
struct Subject {
  std::string spec;
  Network network;
  uint64_t seed;
  int64_t batch;
  reference::Tensor input;

  std::vector<std::string> options() const {
    return {fmt::format("--weights=random:{}", seed),
            fmt::format("--batch={}", batch)};
  }
};

class Aarch64 : public testing::Test {
protected:
  void SetUp() override {
    if (const std::string missing = missingForAarch64(); !missing.empty())
      GTEST_SKIP() << "packages for AArch64 need " << missing;
  }

  static std::optional<Subject> subjectOf(const std::string &spec,
                                          uint64_t seed, int64_t batch) {
    LoadResult loaded = loadNetwork(spec);
    EXPECT_TRUE(loaded.network) << loaded.diagnostics.render();
    if (!loaded.network)
      return std::nullopt;
    reference::Tensor input =
        randomInput(loaded.network->input.shape, batch, seed);
    return Subject{spec, std::move(*loaded.network), seed, batch,
                   std::move(input)};
  }

  /// Whether the subject could be compiled for `cpu`, to the folder `out`.
  static bool make(const Subject &subject, const std::string &out,
                   std::vector<std::string> options) {
    llvm::Error compiled = compile(subject.spec, options, out);
    if (!compiled)
      return true;
    ADD_FAILURE() << llvm::toString(std::move(compiled));
    return false;
  }

  static std::vector<float> run(const Subject &subject,
                                const EmulatedRun &how) {
    auto output = runOnAarch64(how, floats(subject.input));
    if (output)
      return *output;
    ADD_FAILURE() << llvm::toString(output.takeError());
    return {};
  }

  /// The reference's numbers, and the same ones on any threads.
  void expectReference(const Subject &subject, double tolerance,
                       const std::string &machine) const {
    const std::string out = folder.file("out");
    std::vector<std::string> options = subject.options();
    options.push_back(machine);
    if (!make(subject, out, options))
      return;
    const std::vector<float> output =
        run(subject, {out, subject.network.name, 1});
    EXPECT_EQ(run(subject, {out, subject.network.name, 2}), output);
    const reference::Tensor expected = reference::run(
        subject.network,
        reference::byName(randomWeights(subject.network, subject.seed)),
        subject.input);
    EXPECT_LT(relativeError(output, expected), tolerance);
  }

  TemporaryFolder folder;
};

TEST_F(Aarch64, RunsLeNet5) {
  for (const char *machine :
       {"--target-triple=aarch64-linux-gnu", "--cpu=neoverse-v1"})
    if (auto subject = subjectOf(SPECS "/lenet5.gn", 1, 1))
      expectReference(*subject, 1e-5, machine);
}

TEST_F(Aarch64, RunsEveryKernel) {
  if (auto subject = subjectOf(EVERY_KERNEL, 2, 2))
    expectReference(*subject, 1e-4, "--cpu=neoverse-n1");
}

/// Without an instruction that multiplies pairs, and with one.
TEST_F(Aarch64, RunsEveryKernelInBfloats) {
  auto subject = subjectOf(EVERY_KERNEL, 2, 2);
  ASSERT_TRUE(subject);
  const reference::Tensor expected = reference::runRounded(
      subject->network,
      reference::roundedWeights(randomWeights(subject->network, subject->seed),
                                reference::bf16),
      subject->input, reference::bf16);
  for (const char *cpu : {"neoverse-n1", "neoverse-n2"}) {
    const std::string out = folder.file(cpu);
    std::vector<std::string> options = subject->options();
    options.insert(options.end(), {std::string("--cpu=") + cpu,
                                   "--precision=bf16", "--exact"});
    ASSERT_TRUE(make(*subject, out, options));
    EXPECT_LT(
        relativeError(run(*subject, {out, subject->network.name, 1}), expected),
        reference::bf16.epsilon())
        << cpu;
  }
}

/// What one layer sums up is float32, whatever multiplies its pairs.
TEST_F(Aarch64, MultipliesPairsOfBfloats) {
  for (const char *layer : {"conv 3x3 37 { pad: same }", "linear 45"}) {
    const std::string spec = folder.file("net.gn");
    ASSERT_TRUE(
        writeFile(spec, fmt::format("network net {{\n  input image: 41x9x7\n"
                                    "  max_pool 1x1 -> {}\n}}\n",
                                    layer)));
    auto subject = subjectOf(spec, 3, 2);
    ASSERT_TRUE(subject);
    const std::string out = folder.file(layer);
    std::vector<std::string> options = subject->options();
    options.insert(options.end(),
                   {"--cpu=neoverse-n2", "--precision=bf16", "--exact"});
    ASSERT_TRUE(make(*subject, out, options));
    const reference::Tensor expected = reference::runRounded(
        subject->network,
        reference::roundedWeights(randomWeights(subject->network, 3),
                                  reference::bf16),
        subject->input, reference::bf16);
    EXPECT_LT(relativeError(run(*subject, {out, "net", 2}), expected), 1e-5);
  }
}

/// Packing where a model opens gives the bytes that gnetc packs here.
TEST_F(Aarch64, PacksAsGnetcDoes) {
  auto subject = subjectOf(EVERY_KERNEL, 3, 1);
  ASSERT_TRUE(subject);
  const std::string packed = folder.file("packed"), bare = folder.file("bare"),
                    weights = folder.file("weights.safetensors");
  ASSERT_FALSE(
      writeWeights(randomWeights(subject->network, subject->seed), weights));
  ASSERT_TRUE(
      make(*subject, packed,
           {"--cpu=armv8-a", "--embed-weights", "--weights=" + weights}));
  ASSERT_TRUE(make(*subject, bare, {"--cpu=armv8-a"}));
  const std::string &name = subject->network.name;
  const std::vector<float> output = run(*subject, {packed, name, 1});
  EXPECT_FALSE(output.empty());
  EXPECT_EQ(run(*subject, {bare, name, 1, weights}), output);
}

class Aarch64Kernels
    : public Aarch64,
      public testing::WithParamInterface<std::tuple<KernelTask, uint64_t>> {};

TEST_P(Aarch64Kernels, GiveWhatTheReferenceGives) {
  const auto &[task, seed] = GetParam();
  Random random(seed);
  const std::string text = randomNetwork(task, random);
  SCOPED_TRACE(text);
  const std::string spec = folder.file("net.gn");
  ASSERT_TRUE(writeFile(spec, text));
  if (auto subject = subjectOf(spec, seed, random.oneOf({1, 2, 3})))
    expectReference(*subject, 1e-5, "--cpu=armv8-a");
}

std::string
nameOf(const testing::TestParamInfo<Aarch64Kernels::ParamType> &of) {
  return fmt::format("{}_{}", std::get<0>(of.param), std::get<1>(of.param));
}

INSTANTIATE_TEST_SUITE_P(Task, Aarch64Kernels,
                         testing::Combine(testing::ValuesIn(kernelTasks()),
                                          testing::Range<uint64_t>(20, 22)),
                         nameOf);

} // namespace
} // namespace gnet::endtoend
