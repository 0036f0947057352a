// Whole networks as CUDA packages: their own code on the host, on the stand-in
// driver, whose GPU executes the very LLVM IR of their kernels. Held against
// the reference, whichever order the graph of a run allows its nodes.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "gpu/driver/Control.h"
#include "language/Frontend.h"
#include "reference/RoundedWeights.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

namespace driver = gpu::driver;

constexpr int64_t batch = 2;

struct Case {
  const char *name;
  const char *text;
};

std::ostream &operator<<(std::ostream &stream, const Case &what) {
  return stream << what.name;
}

/// Channels that do not fill a block among them.
constexpr Case cases[] = {
    {"lenet", R"(
network net {
  input digit: 1x32x32 { order: gray, scale: 1/255 }
  defaults conv { pad: valid, activation: relu }
  conv1: conv 5x5 6
  pool1: avg_pool 2x2/2
  conv2: conv 5x5 16
  pool2: avg_pool 2x2/2
  fc1: linear 120 { activation: relu }
  fc2: linear 84 { activation: relu }
  prob: linear 10 -> softmax
}
)"},
    {"googlenet", R"(
module inception(n1x1, n3x3_reduce, n3x3, n5x5_reduce, n5x5, pool_proj) {
  concat {
    b1: conv 1x1 n1x1
    b2: conv 1x1 n3x3_reduce as reduce -> conv 3x3 n3x3
    b3: conv 1x1 n5x5_reduce as reduce -> conv 5x5 n5x5
    b4: max_pool 3x3/1 { pad: same } -> conv 1x1 pool_proj
  }
}
network net {
  input image: 3x31x29 { order: bgr, mean: [104, 117, 123] }
  defaults conv { pad: same, bias: true, activation: relu }
  defaults max_pool { rounding: ceil }
  conv1: conv 7x7/2 16
  pool1: max_pool 3x3/2
  norm1: lrn 5
  a: inception(16, 12, 20, 4, 8, 8)
  b: inception(24, 16, 32, 4, 12, 8)
  pool2: max_pool 3x3/2
  norm2: lrn 5
  scores: global_avg_pool -> linear 10 -> softmax
}
)"},
    {"residual", R"(
module block(n) {
  add {
    residual: conv 3x3 n { activation: relu } as first -> conv 3x3 n as second
    shortcut: from input
  } -> relu
}
network net {
  input image: 3x17x19 { order: rgb }
  defaults conv { pad: same, bias: false, norm: batch_norm }
  stem: conv 3x3/2 24 { activation: relu }
  a: block(24)
  b: block(24)
  scores: global_avg_pool -> linear 10 -> softmax
}
)"},
    {"asymmetric", R"(
network net {
  input image: 3x14x15 { order: rgb }
  defaults conv { pad: same, activation: relu }
  stem: conv 1x1 20
  wide: conv 1x7 24
  high: conv 7x1 28
  grouped: conv 3x3 28 { groups: 4 }
  dilated: conv 3x3 17 { dilation: 2 }
  scores: global_avg_pool -> linear 10 -> softmax
}
)"},
};

class Networks : public testing::TestWithParam<std::tuple<Case, const char *>> {
protected:
  void SetUp() override {
    driver::reset();
    if (beginsEarly())
      driver::settings().cards.front().major = 9;
    const std::string spec = folder.file("net.gn"), out = folder.file("out");
    const auto &[what, precision] = GetParam();
    ASSERT_TRUE(writeFile(spec, what.text));
    LoadResult loaded = loadNetwork(spec);
    ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
    network.emplace(std::move(*loaded.network));
    weights = randomWeights(*network, 3);
    const std::string file = folder.file("weights.safetensors");
    ASSERT_FALSE(writeWeights(weights, file));
    const std::vector<std::string> options = {
        "--target=cuda", "--batch=2", std::string("--precision=") + precision};
    auto with = [&](std::initializer_list<std::string> more) {
      std::vector<std::string> all = options;
      all.insert(all.end(), more);
      return all;
    };
    llvm::Error compiled =
        gnetc(spec, with({"--weights=" + file}), folder.file("out"));
    if (!compiled)
      compiled =
          gnetc(spec, with({"--emit=device-llvm"}), folder.file("device.ll"));
    ASSERT_FALSE(static_cast<bool>(compiled))
        << llvm::toString(std::move(compiled));
    driver::settings().deviceCode = folder.file("device.ll");
    auto opened = Package::open(out, "net", 1);
    ASSERT_TRUE(static_cast<bool>(opened))
        << llvm::toString(opened.takeError());
    package.emplace(std::move(*opened));
  }

  void TearDown() override {
    package.reset();
    EXPECT_EQ(driver::complaint(), "");
    EXPECT_EQ(driver::live().resources, 0) << driver::live().list;
    EXPECT_EQ(driver::live().abandoned, 0) << driver::live().list;
  }

  /// On a GPU of Hopper's, whose launches begin before those that they wait for
  /// have ended.
  static bool beginsEarly() {
    return std::string(std::get<1>(GetParam())) == "bf16";
  }

  TemporaryFolder folder;
  std::optional<Network> network;
  Weights weights;
  std::optional<Package> package;
};

/// In memory of which no run finds what another one left.
TEST_P(Networks, GiveWhatTheReferenceGives) {
  driver::GpuMemory scratch(package->scratchBytes());
  auto context = package->createContext(scratch.get());
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  const auto &[what, precision] = GetParam();
  const reference::FloatFormat format = reference::formatOf(precision);
  reference::Tensor input = randomPixels(network->input, batch, 5);
  format.round(input.values);
  const reference::Tensor expected = reference::runRounded(
      *network, reference::roundedWeights(weights, format), input, format);
  // In 16 bits a few places: norms are folded into weights that are rounded
  // then.
  const double tolerance = std::max(1e-5, 4 * format.epsilon());
  std::vector<float> first;
  for (auto order : {driver::NodeOrder::First, driver::NodeOrder::Last,
                     driver::NodeOrder::Random}) {
    driver::settings().order = order;
    scratch.discard();
    auto actual = package->run(context->get(), floats(input));
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    EXPECT_LT(relativeError(*actual, expected), tolerance);
    if (first.empty())
      first = *actual;
    EXPECT_EQ(*actual, first) << "to the last bit";
  }
  EXPECT_EQ(driver::earlyLaunches() > 0, beginsEarly());
}

/// The other image's outputs stay as they were.
TEST_P(Networks, RunFewerImages) {
  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  const std::vector<float> input =
      floats(randomPixels(network->input, batch, 5));
  auto all = package->run(context->get(), input);
  ASSERT_TRUE(static_cast<bool>(all)) << llvm::toString(all.takeError());
  auto some = package->runBatch(context->get(), 1, input);
  ASSERT_TRUE(static_cast<bool>(some)) << llvm::toString(some.takeError());
  const auto middle = some->begin() + static_cast<ptrdiff_t>(all->size()) / 2;
  EXPECT_TRUE(std::equal(some->begin(), middle, all->begin()));
  EXPECT_TRUE(std::all_of(middle, some->end(),
                          [](float value) { return std::isnan(value); }));
}

std::string
nameOf(const testing::TestParamInfo<std::tuple<Case, const char *>> &info) {
  const auto &[what, precision] = info.param;
  return std::string(what.name) + "_" + precision;
}

INSTANTIATE_TEST_SUITE_P(Small, Networks,
                         testing::Combine(testing::ValuesIn(cases),
                                          testing::Values("fp32", "bf16",
                                                          "fp16")),
                         nameOf);

} // namespace
} // namespace gnet::endtoend
