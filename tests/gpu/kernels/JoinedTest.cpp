// Steps that are joined: convolutions of one source, a matrix and a softmax.
#include "gpu/kernels/Checks.h"

namespace gnet::gpu {
namespace {

/// Results in a concatenation and in buffers of their own, of outputs that fill
/// no tile, with several activations; what is read by others, too.
constexpr const char *text = R"(network net {
  input image: 3x9x11
  a: conv 1x1 40
  b: concat {
    conv 1x1 20 { activation: relu }
    conv 1x1 33 { activation: hard_sigmoid } -> conv 3x3 16 { pad: 1 }
    conv 1x1 5 -> conv 3x3 24 { pad: 1 }
    max_pool 3x3 { pad: 1 } -> conv 1x1 9
  }
  conv 1x1 12
})";

class Siblings : public testing::TestWithParam<const char *> {};

TEST_P(Siblings, GiveWhatTheReferenceGives) {
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  CompileOptions options{2, GetParam()};
  options.joins = true;
  const Weights weights = randomWeights(*network, 1);
  auto steps = compiledSteps(*network, weights, options);
  ASSERT_TRUE(steps);
  EXPECT_EQ(steps->joined(), 2);
  expectReference(*network, *steps, weights, options, 1,
                  toleranceOf(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Precisions, Siblings,
                         testing::Values("fp32", "tf32", "bf16", "fp16"));

/// More scores than a block has stay with two kernels.
TEST(JoinedSoftmax, GivesWhatTheReferenceGives) {
  for (auto [outputs, joined] : {std::pair(10, 1), {1, 1}, {16, 1}, {17, 0}})
    for (const char *precision : {"fp32", "bf16"}) {
      SCOPED_TRACE(std::to_string(outputs) + " " + precision);
      auto network = networkOfText(
          "network net {\n input image: 3x5x5\n linear " +
          std::to_string(outputs) + " { activation: relu } -> softmax\n}");
      ASSERT_TRUE(network);
      CompileOptions options{3, precision};
      options.joins = true;
      const Weights weights = randomWeights(*network, 1);
      auto steps = compiledSteps(*network, weights, options);
      ASSERT_TRUE(steps);
      EXPECT_EQ(steps->joined(), joined);
      expectReference(*network, *steps, weights, options, 1,
                      toleranceOf(precision));
    }
}

} // namespace
} // namespace gnet::gpu
