// Each kind of kernel, in each type, over shapes that fit its blocks of threads
// and ones that do not.
#include "gpu/kernels/Checks.h"
#include <gmock/gmock.h>

namespace gnet::gpu {
namespace {

struct Case {
  const char *name;
  const char *kernel; ///< The kind that is meant.
  const char *input;
  const char *layers;
  int64_t batch = 1;
};

std::ostream &operator<<(std::ostream &stream, const Case &what) {
  return stream << what.name;
}

using Parameters = std::tuple<Case, const char *>;

class Kernels : public testing::TestWithParam<Parameters> {};

TEST_P(Kernels, GiveWhatTheReferenceGives) {
  const auto &[of, precision] = GetParam();
  const std::string text = std::string("network net { input image: ") +
                           of.input + "\n" + of.layers + "\n}";
  auto network = networkOfText(text);
  ASSERT_TRUE(network);
  CompileOptions options{of.batch, precision};
  const Weights weights = randomWeights(*network, 1);
  auto steps = compiledSteps(*network, weights, options);
  ASSERT_TRUE(steps);
  EXPECT_THAT(steps->kernels(), testing::Contains(of.kernel));
  expectReference(*network, *steps, weights, options, 1,
                  toleranceOf(precision));
}

std::string nameOf(const testing::TestParamInfo<Parameters> &info) {
  const auto &[of, precision] = info.param;
  return std::string(of.name) + "_" + precision;
}

const auto precisions = testing::Values("fp32", "bf16", "fp16");

// What comes first makes a buffer of blocks for what is tested.
INSTANTIATE_TEST_SUITE_P(
    Convolutions, Kernels,
    testing::Combine(
        testing::Values(
            Case{"Picture", "tiled", "3x23x19", "conv 7x7/2 20 { pad: 3 }", 2},
            Case{"PictureOfOne", "tiled", "1x9x9", "conv 5x5 6 { pad: 2 }"},
            Case{"Pointwise", "tiled", "3x13x11",
                 "conv 1x1 40 -> conv 1x1 33 { activation: relu }", 3},
            Case{"Padded", "tiled", "3x12x7",
                 "conv 1x1 20 -> conv 3x3 48 { pad: 1 }", 2},
            Case{"Strided", "tiled", "3x14x15",
                 "conv 1x1 16 -> conv 3x3/2 16 { pad: 1 }", 2},
            Case{"Wide", "tiled", "3x9x17",
                 "conv 1x1 16 -> conv 1x7 24 { pad: [0, 3, 0, 3] } -> conv 7x1 "
                 "16 "
                 "{ pad: [3, 0, 3, 0] }"},
            Case{"Dilated", "tiled", "3x15x13",
                 "conv 1x1 16 -> conv 3x3 16 { pad: 2, dilation: 2 }", 2},
            Case{"Inside", "tiled", "3x9x8",
                 "conv 1x1 48 -> conv 3x3/2 16 { pad: valid }", 2},
            Case{"ManyTaps", "tiled", "3x9x10",
                 "conv 1x1 16 -> conv 9x7 20 { pad: same }", 2},
            Case{"TooManyTaps", "plain", "3x9x10",
                 "conv 1x1 16 -> conv 15x15 16 { pad: same }"},
            Case{"Groups", "tiled", "3x9x9",
                 "conv 1x1 64 -> conv 3x3 128 { pad: 1, groups: 2 }", 2},
            Case{"Deep", "tiled", "3x7x7", "conv 1x1 400 -> conv 1x1 24", 1},
            Case{"Depthwise", "grouped", "3x11x13",
                 "conv 1x1 24 -> conv 3x3/2 24 { pad: 1, groups: 24 }", 2},
            Case{"GroupsOfTwo", "grouped", "3x8x9",
                 "conv 1x1 32 -> conv 3x3 32 { pad: 1, groups: 16 }", 2},
            Case{"GroupsOfEight", "grouped", "3x8x9",
                 "conv 1x1 40 -> conv 3x3 40 { pad: 1, groups: 5, activation: "
                 "sigmoid }"},
            Case{"TanhOfGroups", "plain", "3x8x9",
                 "conv 1x1 20 -> conv 3x3 28 { pad: 1, groups: 4, activation: "
                 "tanh }"},
            Case{"Tanh", "activation", "3x8x9", "tanh"},
            Case{"Gelu", "activation", "3x8x9", "gelu"},
            Case{"GroupsOfFive", "plain", "3x8x9",
                 "conv 1x1 20 -> conv 3x3 28 { pad: 1, groups: 4, activation: "
                 "relu }",
                 2}),
        testing::Values("fp32", "tf32", "bf16", "fp16")),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Others, Kernels,
    testing::Combine(
        testing::Values(
            Case{"MaxPool", "pool", "3x13x14",
                 "conv 1x1 20 -> max_pool 3x3/2 { pad: 1 }", 2},
            Case{"MaxPoolCeil", "pool", "3x14x14",
                 "conv 1x1 16 -> max_pool 3x3/2 { rounding: ceil }"},
            Case{"AvgPool", "pool", "3x9x8",
                 "conv 1x1 16 -> avg_pool 3x3 { pad: 1, count_padding: true }",
                 2},
            Case{"AvgPoolOfPlanes", "pool", "3x9x8", "avg_pool 2x3/2"},
            Case{"GlobalPool", "pool", "3x7x9",
                 "conv 1x1 40 -> global_avg_pool", 2},
            Case{"LargeMaxPool", "pool", "3x11x12",
                 "conv 1x1 20 -> max_pool 7x7 { pad: 3 }"},
            Case{"Lrn", "lrn", "3x6x7",
                 "conv 1x1 40 -> lrn 5 { alpha: 0.1, beta: 0.75 }", 2},
            Case{"LrnOfPlanes", "lrn", "5x6x7",
                 "lrn 3 { alpha: 0.5, beta: 0.5, k: 2 }"},
            Case{"LrnOfAPower", "lrn", "3x6x7",
                 "conv 1x1 20 -> lrn 7 { alpha: 0.5, beta: 0.6 }"},
            Case{"WideLrn", "lrn", "3x5x5",
                 "conv 1x1 48 -> lrn 21 { alpha: 0.5, beta: 1 }"},
            Case{"Softmax", "softmax", "37x1x1", "softmax", 3},
            Case{"LargeSoftmax", "softmax", "3x2x2", "linear 1000 -> softmax",
                 2},
            Case{"SoftmaxOfPixels", "softmax", "5x9x8", "softmax", 2},
            Case{"Linear", "linear", "3x5x5", "linear 70 { activation: relu }",
                 2},
            Case{"LongLinear", "linear", "2x21x21", "linear 19"},
            Case{"LinearOfMany", "tiled", "3x4x4",
                 "conv 1x1 16 -> linear 40 { activation: relu } -> linear 10",
                 40},
            Case{"Affine", "affine", "3x6x5",
                 "conv 1x1 20 -> max_pool 2x2 -> batch_norm -> relu", 2},
            Case{"Scale", "affine", "5x6x5", "batch_norm"},
            Case{"Silu", "activation", "3x6x5", "silu", 2},
            Case{"Add", "add", "3x6x6",
                 "a: conv 1x1 20\nb: max_pool 3x3 { pad: 1 } -> conv 1x1 20 -> "
                 "max_pool 3x3 { pad: 1 }\nadd a, b",
                 2},
            Case{"Gate", "multiply", "3x6x6",
                 "a: conv 1x1 20\ng: global_avg_pool -> conv 1x1 20 { "
                 "activation: "
                 "sigmoid }\nmultiply a, g",
                 2},
            Case{"Rbf", "rbf", "3x4x4",
                 "linear 84 { activation: tanh } -> rbf 10", 2},
            Case{"Reorder", "reorder", "3x5x7",
                 "conv 1x1 20 -> conv 3x3 20 { pad: 1 }", 2}),
        precisions),
    nameOf);

} // namespace
} // namespace gnet::gpu
