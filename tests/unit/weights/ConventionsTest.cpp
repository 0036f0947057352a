// What frameworks do differently, each with values worked out by hand.
#include "TestNetwork.h"
#include "maps/MemoryFile.h"
#include "weights/PlaceWeights.h"
#include <gtest/gtest.h>
#include <map>

namespace gnet {
namespace {

using Values = std::map<std::string, std::vector<float>>;

/// The parameters of `network` out of `file` by the map `text`.
Values place(const Network &network, const MemoryFile &file,
             const std::string &text) {
  llvm::Expected<WeightMap> map = parseWeightMap(text, "test.map");
  EXPECT_TRUE(static_cast<bool>(map)) << llvm::toString(map.takeError());
  if (!map)
    return {};
  const Fit fit = fitWeightMap(std::move(*map), network, file.tensors());
  EXPECT_TRUE(fit.isComplete());
  llvm::Expected<Weights> weights = placeWeights(fit, file, "file");
  EXPECT_TRUE(static_cast<bool>(weights))
      << llvm::toString(weights.takeError());
  Values values;
  if (weights)
    for (WeightTensor &tensor : *weights)
      values[tensor.parameter.name] = std::move(tensor.values);
  return values;
}

Network networkOf(Shape input, std::vector<Layer> layers) {
  Network network;
  network.name = "test";
  network.input.shape = input;
  network.layers = std::move(layers);
  network.headOf.assign(network.layers.size(), -1);
  network.output = static_cast<LayerId>(network.layers.size()) - 1;
  return network;
}

Conv conv(int64_t channels, Extent kernel, bool bias = false) {
  Conv made;
  made.channels = channels;
  made.kernel = kernel;
  made.bias = bias;
  return made;
}

const std::string sameNames = "layers:\n  {x*} = {x}\n";

TEST(Conventions, HwioIsTransposed) {
  const Network network = networkOf(
      {2, 1, 3}, {{"x", conv(2, {1, 3}), {networkInput}, {2, 1, 1}, {}}});
  MemoryFile file;
  // (column, channel, output) = 100 * column + 10 * channel + output.
  file.add("x.weight", {1, 3, 2, 2},
           {0, 1, 10, 11, 100, 101, 110, 111, 200, 201, 210, 211});
  EXPECT_EQ(place(network, file, "conv: HWIO\n" + sameNames)["x.weight"],
            (std::vector<float>{0, 100, 200, 10, 110, 210, //
                                1, 101, 201, 11, 111, 211}));
}

TEST(Conventions, OihwStays) {
  const Network network = networkOf(
      {2, 1, 3}, {{"x", conv(2, {1, 3}), {networkInput}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("x.weight", {2, 2, 1, 3});
  EXPECT_EQ(place(network, file, sameNames)["x.weight"],
            (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
}

TEST(Conventions, LinearInputsFirstAreTransposed) {
  const Network network = networkOf(
      {3, 1, 1}, {{"x", Linear{2, true}, {networkInput}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("x.weight", {3, 2}, {1, 2, 3, 4, 5, 6});
  file.add("x.bias", {2}, {7, 8});
  Values values = place(network, file, "linear: IO\n" + sameNames);
  EXPECT_EQ(values["x.weight"], (std::vector<float>{1, 3, 5, 2, 4, 6}));
  EXPECT_EQ(values["x.bias"], (std::vector<float>{7, 8}));
}

// A feature of an image of 2 channels and 1x3 pixels is number
// (pixel * 2 + channel) there, (channel * 3 + pixel) here.
TEST(Conventions, ChannelsLastAreFlattenedOurWay) {
  const std::string hwc = "flatten: HWC\n" + sameNames;
  const std::vector<float> expected = {0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11};
  MemoryFile file;
  file.add("x.weight", {2, 6});
  const Network direct = networkOf(
      {2, 1, 3}, {{"x", Linear{2, false}, {networkInput}, {2, 1, 1}, {}}});
  EXPECT_EQ(place(direct, file, hwc)["x.weight"], expected);
  const Network through =
      networkOf({2, 1, 3}, {{"flat", Flatten{}, {networkInput}, {6, 1, 1}, {}},
                            {"act", Relu{}, {0}, {6, 1, 1}, {}},
                            {"x", Linear{2, false}, {1}, {2, 1, 1}, {}}});
  EXPECT_EQ(place(through, file, hwc)["x.weight"], expected);
}

TEST(Conventions, ChannelsLastAndInputsFirst) {
  const Network network = networkOf(
      {2, 1, 2}, {{"x", Linear{2, false}, {networkInput}, {2, 1, 1}, {}}});
  MemoryFile file;
  // (pixel, channel, output) = 100 * pixel + 10 * channel + output.
  file.add("x.weight", {4, 2}, {0, 1, 10, 11, 100, 101, 110, 111});
  EXPECT_EQ(place(network, file,
                  "linear: IO\nflatten: HWC\n" + sameNames)["x.weight"],
            (std::vector<float>{0, 100, 10, 110, 1, 101, 11, 111}));
}

// A norm of the flattened features has them in the file's order as well.
TEST(Conventions, ANormBehindFlattenFollows) {
  const Network network =
      networkOf({2, 1, 2}, {{"flat", Flatten{}, {networkInput}, {4, 1, 1}, {}},
                            {"x", Affine{false}, {0}, {4, 1, 1}, {}}});
  MemoryFile file;
  file.add("x.weight", {4}, {1, 2, 3, 4});
  EXPECT_EQ(place(network, file, "flatten: HWC\n" + sameNames)["x.weight"],
            (std::vector<float>{1, 3, 2, 4}));
}

// timm's VGG has a convolution of the image's size for a linear layer; Caffe's
// first format has four dims for everything.
TEST(Conventions, LinearLayersInFourDims) {
  const Network network = networkOf(
      {2, 1, 2}, {{"x", Linear{3, true}, {networkInput}, {3, 1, 1}, {}}});
  MemoryFile asConv, legacy;
  asConv.add("x.weight", {3, 2, 1, 2});
  asConv.add("x.bias", {3});
  legacy.add("x.weight", {1, 1, 3, 4});
  legacy.add("x.bias", {1, 1, 1, 3});
  for (const MemoryFile *file : {&asConv, &legacy}) {
    Values values = place(network, *file, sameNames);
    EXPECT_EQ(values["x.weight"],
              (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    EXPECT_EQ(values["x.bias"], (std::vector<float>{0, 1, 2}));
  }
}

TEST(Conventions, AConvolutionInTwoDims) {
  const Network network = networkOf(
      {3, 4, 4}, {{"x", conv(2, {1, 1}), {networkInput}, {2, 4, 4}, {}}});
  MemoryFile file;
  file.add("x.weight", {3, 2}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(place(network, file, "linear: IO\n" + sameNames)["x.weight"],
            (std::vector<float>{1, 3, 5, 2, 4, 6}));
}

Network pictured(ChannelOrder order, std::vector<Layer> layers) {
  Network network = networkOf({3, 2, 2}, std::move(layers));
  network.input.order = order;
  return network;
}

TEST(Conventions, TheInputsColoursAreReversed) {
  const std::vector<Layer> layers = {
      {"x", conv(2, {1, 2}), {networkInput}, {2, 2, 1}, {}}};
  MemoryFile file;
  file.add("x.weight", {2, 3, 1, 2});
  const std::vector<float> same = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const std::vector<float> reversed = {4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7};
  const std::string bgr = "input: bgr\n" + sameNames;
  const std::string rgb = "input: rgb\n" + sameNames;
  EXPECT_EQ(place(pictured(ChannelOrder::Rgb, layers), file, bgr)["x.weight"],
            reversed);
  EXPECT_EQ(place(pictured(ChannelOrder::Bgr, layers), file, rgb)["x.weight"],
            reversed);
  EXPECT_EQ(place(pictured(ChannelOrder::Bgr, layers), file, bgr)["x.weight"],
            same);
  EXPECT_EQ(
      place(pictured(ChannelOrder::Rgb, layers), file, sameNames)["x.weight"],
      same);
}

// Layers that keep the channels pass the order on: torchvision's
// transform_input is a constant scale of the spec, in its own order, and no
// tensor of the file. Only the first convolution sees the input's channels.
TEST(Conventions, ReversedThroughTransformPoolAndNorm) {
  Scale transform;
  transform.factors = {1, 2, 3};
  const Network network =
      pictured(ChannelOrder::Bgr,
               {{"transform", transform, {networkInput}, {3, 2, 2}, {}},
                {"pool", MaxPool{{2, 2}, {1, 1}, {}, {}}, {0}, {3, 1, 1}, {}},
                {"norm", Affine{false}, {1}, {3, 1, 1}, {}},
                {"a", conv(3, {1, 1}), {2}, {3, 1, 1}, {}},
                {"b", conv(1, {1, 1}), {3}, {1, 1, 1}, {}}});
  MemoryFile file;
  file.add("norm.weight", {3}, {1, 2, 3});
  file.add("a.weight", {3, 3, 1, 1});
  file.add("b.weight", {1, 3, 1, 1});
  Values values = place(network, file, "input: rgb\n" + sameNames);
  EXPECT_EQ(values["norm.weight"], (std::vector<float>{3, 2, 1}));
  EXPECT_EQ(values["a.weight"],
            (std::vector<float>{2, 1, 0, 5, 4, 3, 8, 7, 6}));
  EXPECT_EQ(values["b.weight"], (std::vector<float>{0, 1, 2}));
}

TEST(Conventions, GroupsCannotBeReversed) {
  Conv grouped = conv(3, {1, 1});
  grouped.groups = 3;
  const Network network = pictured(
      ChannelOrder::Bgr, {{"x", grouped, {networkInput}, {3, 2, 2}, {}}});
  MemoryFile file;
  file.add("x.weight", {3, 1, 1, 1});
  const Fit fit = fitWeightMap(
      llvm::cantFail(parseWeightMap("input: rgb\n" + sameNames, "")), network,
      file.tensors());
  EXPECT_FALSE(fit.isComplete());
  EXPECT_EQ(fit.irreversible, "x");
}

TEST(Conventions, TheBackgroundClassIsDropped) {
  const Network network = networkOf(
      {2, 1, 1}, {{"inner", Linear{2, false}, {networkInput}, {2, 1, 1}, {}},
                  {"x", Linear{2, true}, {0}, {2, 1, 1}, {}},
                  {"prob", Softmax{}, {1}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("inner.weight", {2, 2});
  file.add("x.weight", {3, 2}, {1, 2, 3, 4, 5, 6});
  file.add("x.bias", {3}, {7, 8, 9});
  Values first = place(network, file, "extra_class: first\n" + sameNames);
  EXPECT_EQ(first["x.weight"], (std::vector<float>{3, 4, 5, 6}));
  EXPECT_EQ(first["x.bias"], (std::vector<float>{8, 9}));
  Values last = place(network, file, "extra_class: last\n" + sameNames);
  EXPECT_EQ(last["x.weight"], (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(last["x.bias"], (std::vector<float>{7, 8}));
}

// The logits of TF-slim are a 1x1 convolution of 1001 outputs.
TEST(Conventions, TheBackgroundClassOfAConvolution) {
  const Network network = networkOf(
      {2, 1, 1}, {{"x", conv(2, {1, 1}), {networkInput}, {2, 1, 1}, {}},
                  {"pool", GlobalAvgPool{}, {0}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("x.weight", {1, 1, 2, 3}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(place(network, file,
                  "conv: HWIO\nextra_class: first\n" + sameNames)["x.weight"],
            (std::vector<float>{2, 5, 3, 6}));
}

// Only the classifier may have a class more.
TEST(Conventions, NoOtherLayerHasAnExtraClass) {
  const Network network = networkOf(
      {2, 1, 1}, {{"inner", Linear{2, false}, {networkInput}, {2, 1, 1}, {}},
                  {"x", Linear{2, false}, {0}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("inner.weight", {3, 2});
  file.add("x.weight", {3, 2});
  const Fit fit = fitWeightMap(
      llvm::cantFail(parseWeightMap("extra_class: last\n" + sameNames, "")),
      network, file.tensors());
  ASSERT_EQ(fit.misfits.size(), 1u);
  EXPECT_EQ(fit.misfits[0].parameter, "inner.weight");
}

Network normed(BatchNorm norm) {
  return networkOf({2, 1, 1}, {{"x", norm, {networkInput}, {2, 1, 1}, {}}});
}

// (variance + 0.25) under the root of the file is (variance + 0.125) + 0.125.
TEST(Conventions, AnotherEpsilonIsMadeUpForInTheVariance) {
  MemoryFile file;
  file.add("x.weight", {2}, {1, 2});
  file.add("x.bias", {2}, {3, 4});
  file.add("x.running_mean", {2}, {5, 6});
  file.add("x.running_var", {2}, {7, 8});
  BatchNorm norm;
  norm.epsilon = 0.125;
  Values values = place(normed(norm), file, "epsilon: 0.25\n" + sameNames);
  EXPECT_EQ(values["x.running_var"], (std::vector<float>{7.125, 8.125}));
  EXPECT_EQ(values["x.running_mean"], (std::vector<float>{5, 6}));
  EXPECT_EQ(place(normed(norm), file,
                  "epsilon: 0.125\n" + sameNames)["x.running_var"],
            (std::vector<float>{7, 8}));
}

TEST(Conventions, AMissingScaleIsOne) {
  MemoryFile file;
  file.add("x/beta", {2}, {3, 4});
  file.add("x/mean", {2}, {5, 6});
  file.add("x/variance", {2}, {7, 8});
  const std::string names = "tensors:\n"
                            "  norm.scale = 1\n"
                            "  norm.shift = {}/beta\n"
                            "  norm.mean = {}/mean\n"
                            "  norm.variance = {}/variance\n" +
                            sameNames;
  Values values = place(normed({}), file, names);
  EXPECT_EQ(values["x.weight"], (std::vector<float>{1, 1}));
  EXPECT_EQ(values["x.bias"], (std::vector<float>{3, 4}));
  BatchNorm unscaled;
  unscaled.scale = false;
  EXPECT_EQ(place(normed(unscaled), file, names).count("x.weight"), 0u);
}

// Two affine steps behind each other as one, and a bias that the mean takes up.
TEST(Conventions, SumsAndProductsOfTensors) {
  MemoryFile file;
  file.add("s1", {2}, {2, 3});
  file.add("b1", {2}, {4, 5});
  file.add("s2", {2}, {10, 100});
  file.add("b2", {2}, {1, 2});
  file.add("mean", {2}, {5, 6});
  file.add("var", {2}, {7, 8});
  Values values = place(normed({}), file,
                        "parameters:\n"
                        "  x.weight = s1 * s2\n"
                        "  x.bias = b1 * s2 + b2\n"
                        "  x.running_mean = mean + -1 * b2\n"
                        "  x.running_var = var\n");
  EXPECT_EQ(values["x.weight"], (std::vector<float>{20, 300}));
  EXPECT_EQ(values["x.bias"], (std::vector<float>{41, 502}));
  EXPECT_EQ(values["x.running_mean"], (std::vector<float>{4, 4}));
}

// Keras goes on counting from one model to the next: here from 7, and what has
// number 10 is the fourth although it comes first in the alphabet.
TEST(Conventions, LayersNumberedByCreation) {
  std::vector<Layer> layers;
  MemoryFile file;
  for (int i = 0; i < 4; ++i) {
    layers.push_back({std::string(1, static_cast<char>('d' - i)),
                      conv(1, {1, 1}),
                      {i - 1},
                      {1, 1, 1},
                      {}});
    file.add("conv2d_" + std::to_string(7 + (i + 3) % 4) + "/kernel",
             {1, 1, 1, 1}, {static_cast<float>(7 + (i + 3) % 4)});
  }
  Values values = place(networkOf({1, 1, 1}, layers), file,
                        "conv: HWIO\n"
                        "tensors:\n"
                        "  conv.weight = conv2d{_}/kernel\n"
                        "created:\n"
                        "  d c b\n"
                        "  a\n");
  EXPECT_EQ(values["d.weight"], std::vector<float>{7});
  EXPECT_EQ(values["c.weight"], std::vector<float>{8});
  EXPECT_EQ(values["b.weight"], std::vector<float>{9});
  EXPECT_EQ(values["a.weight"], std::vector<float>{10});
}

TEST(Conventions, TheFirstCreatedHasNoNumber) {
  const Network network = networkOf(
      {1, 1, 1}, {{"a", conv(1, {1, 1}), {networkInput}, {1, 1, 1}, {}},
                  {"b", conv(1, {1, 1}), {0}, {1, 1, 1}, {}}});
  MemoryFile file;
  file.add("conv2d/kernel:0", {1, 1, 1, 1}, {5});
  file.add("conv2d_1/kernel:0", {1, 1, 1, 1}, {6});
  Values values = place(network, file,
                        "conv: HWIO\n"
                        "trim: :0\n"
                        "tensors:\n"
                        "  conv.weight = conv2d{_}/kernel\n"
                        "created:\n"
                        "  a b\n");
  EXPECT_EQ(values["a.weight"], std::vector<float>{5});
  EXPECT_EQ(values["b.weight"], std::vector<float>{6});
}

TEST(Conventions, HeadsAreLeftOut) {
  MemoryFile file;
  for (const Parameter &parameter : inferenceParameters(testNetwork()))
    file.add(parameter.name, parameter.dims);
  file.add("aux.fc.weight", {2, 4});
  file.add("aux.fc.bias", {2});
  EXPECT_EQ(place(testNetwork(), file, sameNames).count("aux.fc.weight"), 0u);
}

// Figure by figure, a sparse convolution's weights are one list.
TEST(Conventions, ConnectionsStay) {
  Conv sparse = conv(2, {1, 2});
  sparse.connections = {{0, 1}, {1}};
  const Network network =
      networkOf({2, 1, 2}, {{"x", sparse, {networkInput}, {2, 1, 1}, {}}});
  MemoryFile file;
  file.add("x.weight", {3, 1, 2});
  EXPECT_EQ(place(network, file, sameNames)["x.weight"],
            (std::vector<float>{0, 1, 2, 3, 4, 5}));
}

} // namespace
} // namespace gnet
