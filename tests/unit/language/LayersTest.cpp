// What is written behind a layer's kind, as attributes and shapes.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

TEST(Layers, ConvReadsEveryKey) {
  Network network = bodyOf("c: conv 3x5/2x1 6 { pad: [1, 2, 3, 4], "
                           "dilation: 2x1, groups: 3, bias: false }");
  const Conv &conv = opAt<Conv>(network, "c");
  EXPECT_EQ(conv.channels, 6);
  EXPECT_EQ(conv.kernel, (Extent{3, 5}));
  EXPECT_EQ(conv.stride, (Extent{2, 1}));
  EXPECT_EQ(conv.dilation, (Extent{2, 1}));
  EXPECT_EQ(conv.padding, (Padding{1, 2, 3, 4}));
  EXPECT_EQ(conv.groups, 3);
  EXPECT_FALSE(conv.bias);
}

TEST(Layers, ConvWithoutKeysIsPlain) {
  Network network = bodyOf("c: conv 3x3 6");
  const Conv &conv = opAt<Conv>(network, "c");
  EXPECT_EQ(conv.stride, (Extent{1, 1}));
  EXPECT_EQ(conv.dilation, (Extent{1, 1}));
  EXPECT_EQ(conv.padding, Padding());
  EXPECT_EQ(conv.groups, 1);
  EXPECT_TRUE(conv.bias);
  EXPECT_EQ(pathsOf(network), "c");
}

TEST(Layers, StrideIsAlsoAKey) {
  EXPECT_EQ(opAt<MaxPool>(bodyOf("p: max_pool 2x2 { stride: 2 }"), "p").stride,
            (Extent{2, 2}));
}

TEST(Layers, SamePutsHalfTheKernelOnEachSide) {
  Network network = bodyOf("c: conv 7x3/2 6 { pad: same, dilation: 1x2 }");
  EXPECT_EQ(opAt<Conv>(network, "c").padding, (Padding{3, 2, 3, 2}));
  EXPECT_EQ(layerAt(network, "c").output, (Shape{6, 16, 16}));
}

// tf.nn.conv2d, padding="SAME": an input of 32 at kernel 7 and stride 2 gives
// 16 and needs 15 * 2 + 7 - 32 = 5, of which 2 stand before.
TEST(Layers, SameUpperIsTensorFlowsSame) {
  Network network = bodyOf("c: conv 7x7/2 6 { pad: same_upper }");
  EXPECT_EQ(opAt<Conv>(network, "c").padding, (Padding{2, 2, 3, 3}));
  EXPECT_EQ(layerAt(network, "c").output, (Shape{6, 16, 16}));
}

TEST(Layers, SameUpperNeverPadsBelowZero) {
  Network network = bodyOf("p: max_pool 2x1/4 { pad: same_upper }");
  EXPECT_EQ(opAt<MaxPool>(network, "p").padding, Padding());
}

TEST(Layers, OtherPaddings) {
  auto padding = [](const std::string &pad) {
    return opAt<Conv>(bodyOf("c: conv 3x3 1 { pad: " + pad + " }"), "c")
        .padding;
  };
  EXPECT_EQ(padding("valid"), Padding());
  EXPECT_EQ(padding("2"), (Padding{2, 2, 2, 2}));
  EXPECT_EQ(padding("1x2"), (Padding{1, 2, 1, 2}));
}

TEST(Layers, ActivationAndNormAreLayersOfTheirOwn) {
  Network network =
      bodyOf("c: conv 1x1 4 { activation: relu, norm: "
             "batch_norm { epsilon: 1e-3, scale: false, shift: false } }");
  EXPECT_EQ(pathsOf(network), "c c.norm c.relu");
  EXPECT_EQ(opAt<BatchNorm>(network, "c.norm").epsilon, 1e-3);
  EXPECT_FALSE(opAt<BatchNorm>(network, "c.norm").scale);
  EXPECT_FALSE(opAt<BatchNorm>(network, "c.norm").shift);
  EXPECT_EQ(layerAt(network, "c.relu").inputs, (std::vector<LayerId>{1}));
  EXPECT_EQ(network.output, 2);
}

TEST(Layers, PoolsRoundAsTheySay) {
  Network network = bodyOf("a: max_pool 3x3/2 { rounding: ceil }\n"
                           "b: avg_pool 2x2/2 { rounding: floor, pad: 1, "
                           "count_padding: true }");
  EXPECT_EQ(opAt<MaxPool>(network, "a").rounding, Rounding::Ceil);
  EXPECT_EQ(layerAt(network, "a").output, (Shape{3, 16, 16}));
  EXPECT_TRUE(opAt<AvgPool>(network, "b").countPadding);
  EXPECT_EQ(layerAt(network, "b").output, (Shape{3, 9, 9}));
}

TEST(Layers, RemainingKinds) {
  Network network =
      bodyOf("lrn 3 { alpha: 0.5, beta: 1, k: 2, alpha_over_size: false }\n"
             "batch_norm { epsilon: 0.25 }\n"
             "flatten\ndropout 0.25\nlinear 7 { bias: false }\nsoftmax");
  const Lrn &lrn = opAt<Lrn>(network, "lrn");
  EXPECT_EQ(lrn.alpha, 0.5);
  EXPECT_EQ(lrn.beta, 1.0);
  EXPECT_EQ(lrn.k, 2.0);
  EXPECT_FALSE(lrn.alphaOverSize);
  EXPECT_EQ(opAt<BatchNorm>(network, "batch_norm").epsilon, 0.25);
  EXPECT_EQ(layerAt(network, "flatten").output, (Shape{3 * 32 * 32, 1, 1}));
  EXPECT_EQ(opAt<Dropout>(network, "dropout").rate, 0.25);
  EXPECT_FALSE(opAt<Linear>(network, "linear").bias);
  EXPECT_EQ(layerAt(network, "softmax").output, (Shape{7, 1, 1}));
}

TEST(Layers, DefaultsStandBehindTheLayersOwnKeys) {
  Network network = bodyOf("a: conv 3x3 4\n"
                           "b: conv 3x3/2 4 { pad: 0 }\n"
                           "defaults conv { pad: same, stride: 1, bias: false, "
                           "norm: batch_norm }\n"
                           "defaults batch_norm { epsilon: 0.5 }");
  EXPECT_EQ(opAt<Conv>(network, "a").padding, (Padding{1, 1, 1, 1}));
  EXPECT_EQ(opAt<Conv>(network, "b").padding, Padding());
  EXPECT_EQ(opAt<Conv>(network, "b").stride, (Extent{2, 2}));
  EXPECT_FALSE(opAt<Conv>(network, "b").bias);
  EXPECT_EQ(opAt<BatchNorm>(network, "b.norm").epsilon, 0.5);
}

TEST(Layers, InputSaysHowAPictureBecomesOne) {
  Network network = networkOf("network n { input image: 3x4x5 { order: rgb, "
                              "scale: 1/255, mean: [0.5, -1, 2e-1], std: 0.25 "
                              "}\n relu }");
  EXPECT_EQ(network.input.name, "image");
  EXPECT_EQ(network.input.shape, (Shape{3, 4, 5}));
  EXPECT_EQ(network.input.order, ChannelOrder::Rgb);
  EXPECT_DOUBLE_EQ(network.input.scale, 1 / 255.0);
  EXPECT_EQ(network.input.mean, (std::vector<double>{0.5, -1, 0.2}));
  EXPECT_EQ(network.input.stddev, (std::vector<double>{0.25, 0.25, 0.25}));
}

TEST(Layers, ValuesOutOfRangeAreErrors) {
  EXPECT_EQ(errorsIn("conv 0x3 4"),
            "3:6: the sides of a kernel are from 1 to 65535, not 0x3\n");
  EXPECT_EQ(errorsIn("conv 3x3/0 4"),
            "3:10: a stride is from 1 to 65535, not 0\n");
  EXPECT_EQ(errorsIn("conv 3x3 -4"), "3:10: channels of conv is -4; it must be "
                                     "from 1 to 2147483647\n");
  EXPECT_EQ(errorsIn("conv 3x3 4 { dilation: 0 }"),
            "3:24: dilation of conv is 0; it must be from 1 to 65535\n");
  EXPECT_EQ(errorsIn("dropout 140%"), "3:9: dropout of 140%; a rate is from 0% "
                                      "to less than 100%\n");
  EXPECT_EQ(errorsIn("dropout 100%"), "3:9: dropout of 100%; a rate is from 0% "
                                      "to less than 100%\n");
  EXPECT_EQ(errorsIn("conv 3x3 99999999999999999999"),
            "3:10: the number 99999999999999999999 is out of range\n");
  EXPECT_EQ(errorsIn("lrn 5 { beta: 1e999 }"),
            "3:15: the number 1e999 is out of range\n");
  EXPECT_EQ(errorsIn("batch_norm { epsilon: 0 }"),
            "3:23: epsilon of batch_norm is 0; it must be from 1e-12 to 1\n");
}

TEST(Layers, ShapesThatDoNotFitAreErrors) {
  EXPECT_EQ(errorsIn("p: max_pool 40x3"),
            "3:4: p: the 40x3 kernel is larger than its padded input, 32x32\n");
  EXPECT_EQ(errorsIn("c: conv 1x1 4 { groups: 2 }"),
            "3:4: c: 2 groups do not divide the 3 input channels\n");
  EXPECT_EQ(errorsIn("p: max_pool 3x3 { pad: 3 }"),
            "3:4: p: a padding of [3, 3, 3, 3] leaves 3x3 windows without any "
            "input\n");
  EXPECT_EQ(errorsIn("c: conv 2x2 4 { pad: same }"),
            "3:4: c: pad: same puts half the kernel on each side, which an "
            "even 2x2 kernel has not; write pad: same_upper or the padding "
            "itself\n");
}

TEST(Layers, ProductsThatOverflowAreErrors) {
  EXPECT_EQ(errorsIn("c: conv 1x1 2147483647"),
            "3:4: c: the output 32x32x2147483647 is too large: over 2^38 "
            "elements\n");
  EXPECT_EQ(errorsIn("l: linear 2147483647 -> linear 2147483647"),
            "3:4: l.linear: the layer is too large: over 2^38 weights\n");
  EXPECT_EQ(errorsIn("c: conv 1x1 100000000 { pad: 60 }"),
            "3:4: c: the output 152x152x100000000 is too large: over 2^38 "
            "elements\n");
}

TEST(Layers, PaddedAveragesSayWhetherPaddingCounts) {
  EXPECT_EQ(errorsIn("avg_pool 3x3 { pad: 1 }"),
            "3:1: a padded avg_pool says whether its padding counts: write "
            "count_padding: true (Caffe, PyTorch) or false (TensorFlow)\n");
}

TEST(Layers, MistakesInAnInput) {
  EXPECT_EQ(errorsOf(load("network n { input i: 224x224x3\n relu }")),
            "1:22: an input is channels x height x width; did you mean "
            "3x224x224?\n");
  EXPECT_EQ(errorsOf(load("network n { input i: 3x4x4 { mean: [1, 2] }\n relu "
                          "}")),
            "1:36: mean has 2 values; the input has 3 channels\n");
  EXPECT_EQ(errorsOf(load("network n { input i: 1x4x4 { order: bgr }\n relu "
                          "}")),
            "1:37: order bgr has 3 channels; the input has 1\n");
  EXPECT_EQ(errorsOf(load("network n { relu }")),
            "1:9: network 'n' has no input: write as input image: 3x224x224\n");
}

TEST(Layers, WordsOfFrameworksAreAnsweredWithOurs) {
  EXPECT_EQ(errorsIn("conv 3x3 4 { padding: 1 }"),
            "3:14: conv has no key 'padding'; did you mean 'pad'?\n");
  EXPECT_EQ(errorsIn("maxpool 2x2"),
            "3:1: there is no layer 'maxpool'; did you mean 'max_pool'?\n");
  EXPECT_EQ(errorsIn("swish -> mish"),
            "3:1: there is no layer 'swish'; did you mean 'silu'?\n"
            "3:10: there is no layer 'mish'; the language has no mish yet\n");
}

TEST(Layers, WordsOfFrameworksMayBeWrittenAsThere) {
  EXPECT_EQ(
      errorsIn("BatchNorm2d -> ReLU -> GroupNorm"),
      "3:1: there is no layer 'BatchNorm2d'; did you mean 'batch_norm'?\n"
      "3:16: there is no layer 'ReLU'; did you mean 'relu'?\n"
      "3:24: there is no layer 'GroupNorm'; the language has no GroupNorm "
      "yet\n");
  EXPECT_EQ(errorsIn("conv 3x3 4 { pad: SAME }"),
            "3:19: pad of conv is one of same, same_upper, valid, not 'SAME'; "
            "did you mean 'same'?\n");
}

TEST(Layers, KeysAmongTheArgumentsAreRepaired) {
  LoadResult result = load(inNetwork("max_pool 3x3 stride 2\n"
                                     "max_pool 3x3 pad same"));
  EXPECT_EQ(errorsOf(result),
            "3:14: a stride stands behind its kernel: write /2\n"
            "4:14: 'pad' is a key of max_pool: write { pad: same }\n");
  std::vector<Diagnostic> errors = result.diagnostics.sorted();
  EXPECT_EQ(errors[0].repair, "/2");
  EXPECT_EQ(errors[0].where.endColumn, 22);
  EXPECT_EQ(errors[1].repair, "{ pad: same }");
}

TEST(Layers, StridesAmongTheArgumentsAreRepaired) {
  LoadResult result = load(inNetwork("max_pool 3x3 2"));
  EXPECT_EQ(errorsOf(result),
            "3:14: max_pool takes no second argument; a stride stands behind "
            "its kernel: write /2\n");
  EXPECT_EQ(result.diagnostics.sorted()[0].repair, "/2");
  EXPECT_EQ(errorsIn("lrn 5 2"), "3:7: lrn takes no argument '2'\n");
}

TEST(Layers, LettersThatChangedPlacesAreOneError) {
  EXPECT_EQ(errorsIn("conv 3x3 4 { pad: smae }"),
            "3:19: pad of conv is one of same, same_upper, valid, not 'smae'; "
            "did you mean 'same'?\n");
}

} // namespace
} // namespace gnet::test
