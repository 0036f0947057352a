// The specs of the repository against what their papers and other libraries'
// definitions of the same networks say.
#include "Spec.h"

#include "network/Parameters.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network specOf(const std::string &name) {
  LoadResult result = loadNetwork(std::string(GNET_SPECS) + "/" + name);
  EXPECT_EQ(result.diagnostics.render(), "");
  return result.network.value_or(Network());
}

int64_t parametersOfPart(const Network &network, bool heads) {
  int64_t sum = 0;
  for (size_t id = 0; id < network.layers.size(); ++id)
    if ((network.headOf[id] >= 0) == heads)
      for (const Parameter &parameter :
           parametersOf(network, static_cast<LayerId>(id)))
        sum += parameter.elements();
  return sum;
}

TEST(Specs, GoogLeNetHasTheParametersOfCaffesDefinition) {
  Network network = specOf("googlenet.gn");
  EXPECT_EQ(parametersOfPart(network, false), 6998552);
  EXPECT_EQ(parametersOfPart(network, true), 6379728);
}

TEST(Specs, GoogLeNetHasTheRowsOfThePapersTable) {
  struct {
    const char *type, *patch;
    Shape output;
  } const printed[] = {
      {"convolution", "7x7/2", {64, 112, 112}},
      {"max pool", "3x3/2", {64, 56, 56}},
      {"convolution", "3x3/1", {192, 56, 56}},
      {"max pool", "3x3/2", {192, 28, 28}},
      {"inception (3a)", "", {256, 28, 28}},
      {"inception (3b)", "", {480, 28, 28}},
      {"max pool", "3x3/2", {480, 14, 14}},
      {"inception (4a)", "", {512, 14, 14}},
      {"inception (4b)", "", {512, 14, 14}},
      {"inception (4c)", "", {512, 14, 14}},
      {"inception (4d)", "", {528, 14, 14}},
      {"inception (4e)", "", {832, 14, 14}},
      {"max pool", "3x3/2", {832, 7, 7}},
      {"inception (5a)", "", {832, 7, 7}},
      {"inception (5b)", "", {1024, 7, 7}},
      {"avg pool", "7x7/1", {1024, 1, 1}},
      {"dropout (40%)", "", {1024, 1, 1}},
      {"linear", "", {1000, 1, 1}},
      {"softmax", "", {1000, 1, 1}},
  };
  Network network = specOf("googlenet.gn");
  size_t row = 0;
  for (const auto &line : printed) {
    // The table does not list the normalisation.
    while (row < network.rows.size() && network.rows[row].type == "lrn")
      ++row;
    ASSERT_LT(row, network.rows.size());
    EXPECT_EQ(network.rows[row].type, line.type);
    EXPECT_EQ(network.rows[row].patchStride, line.patch);
    EXPECT_EQ(network.shapeOf(network.rows[row].result), line.output)
        << line.type;
    ++row;
  }
  EXPECT_EQ(row, network.rows.size());
}

TEST(Specs, GoogLeNetKeepsThePrintedFigures) {
  Network network = specOf("googlenet.gn");
  EXPECT_EQ(network.columns,
            (std::vector<std::string>{"n1x1", "n3x3_reduce", "n3x3",
                                      "n5x5_reduce", "n5x5", "pool_proj"}));
  using Cells = std::vector<std::optional<int64_t>>;
  EXPECT_EQ(network.rows[3].cells, (Cells{{}, 64, 192, {}, {}, {}}));
  const Row *row = nullptr;
  for (const Row &each : network.rows)
    if (each.name == "inception_5b")
      row = &each;
  ASSERT_TRUE(row);
  EXPECT_EQ(row->cells, (Cells{384, 192, 384, 48, 128, 128}));
  ASSERT_TRUE(row->params && row->ops);
  EXPECT_EQ(row->params->text, "1388K");
  EXPECT_EQ(row->params->value, 1388e3);
  EXPECT_EQ(row->ops->value, 71e6);
}

TEST(Specs, GoogLeNetNormalisesAsCaffeDoes) {
  Network network = specOf("googlenet.gn");
  for (const char *path : {"norm1", "norm2"}) {
    const Lrn &lrn = opAt<Lrn>(network, path);
    EXPECT_EQ(lrn.size, 5);
    EXPECT_EQ(lrn.alpha, 1e-4);
    EXPECT_EQ(lrn.beta, 0.75);
    EXPECT_EQ(lrn.k, 1.0);
    EXPECT_TRUE(lrn.alphaOverSize);
  }
  EXPECT_EQ(network.input.order, ChannelOrder::Bgr);
  EXPECT_EQ(network.input.mean, (std::vector<double>{104, 117, 123}));
  EXPECT_EQ(network.input.stddev, (std::vector<double>{1, 1, 1}));
}

TEST(Specs, GoogLeNetHasTwoHeads) {
  Network network = specOf("googlenet.gn");
  ASSERT_EQ(network.heads.size(), 2u);
  const char *at[] = {"inception_4a.concat", "inception_4d.concat"};
  for (int i = 0; i < 2; ++i) {
    const Head &head = network.heads[i];
    EXPECT_EQ(network.layers[head.at].path, at[i]);
    EXPECT_EQ(head.lossWeight, 0.3);
    EXPECT_EQ(network.shapeOf(head.output), (Shape{1000, 1, 1}));
    EXPECT_EQ(network.headOf[head.output], i);
  }
  // (14 - 5) / 3 + 1, padding none.
  EXPECT_EQ(layerAt(network, "aux1.conv1x1").output, (Shape{128, 4, 4}));
  EXPECT_EQ(opAt<Dropout>(network, "aux2.dropout").rate, 0.7);
}

TEST(Specs, NaiveGoogLeNetGrowsWithEveryModule) {
  const int64_t columns[][3] = {
      {64, 128, 32},   {128, 192, 96},  {192, 208, 48},
      {160, 224, 64},  {128, 256, 64},  {112, 288, 64},
      {256, 320, 128}, {256, 320, 128}, {384, 384, 128}};
  auto conv = [](int64_t in, int64_t out, int64_t side) {
    return in * out * side * side + out;
  };
  int64_t channels = 192;
  int64_t expected = conv(3, 64, 7) + conv(64, 64, 1) + conv(64, 192, 3);
  for (const auto &[n1, n3, n5] : columns) {
    expected +=
        conv(channels, n1, 1) + conv(channels, n3, 3) + conv(channels, n5, 5);
    channels += n1 + n3 + n5;
  }
  expected += channels * 1000 + 1000;
  Network network = specOf("googlenet_naive.gn");
  EXPECT_EQ(parametersOfPart(network, false), expected);
}

TEST(Specs, LeNet5IsTheFullyConnectedForm) {
  Network network = specOf("lenet5.gn");
  EXPECT_EQ(parametersOfPart(network, false), 61706);
  EXPECT_EQ(network.input.shape, (Shape{1, 32, 32}));
  EXPECT_EQ(network.input.order, ChannelOrder::Gray);
  EXPECT_DOUBLE_EQ(network.input.scale, 1.0 / 255.0);
  EXPECT_EQ(network.labels,
            (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7",
                                      "8", "9"}));
}

} // namespace
} // namespace gnet::test
