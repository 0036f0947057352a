// What is left of GoogLeNet where inner results are asked for.
#include "network/InnerOutputs.h"
#include "language/Frontend.h"
#include "network/Counts.h"
#include <algorithm>
#include <gtest/gtest.h>

using namespace gnet;

namespace {

class InnerOutputs : public testing::Test {
protected:
  void SetUp() override {
    LoadResult loaded = loadNetwork(SPECS "/googlenet.gn");
    ASSERT_TRUE(loaded.network);
    network = std::move(*loaded.network);
  }

  Output outputOf(const std::string &path) {
    std::optional<LayerId> layer = findResult(network, path);
    EXPECT_TRUE(layer) << path;
    return {path, layer.value_or(networkInput)};
  }

  Network network;
};

TEST_F(InnerOutputs, LayersHaveOneEach) {
  const std::vector<std::string> paths = layerResults(network);
  EXPECT_EQ(
      std::vector<std::string>(paths.begin(), paths.begin() + 4),
      (std::vector<std::string>{"conv1", "pool1", "norm1", "conv2.conv1x1"}));
  // 57 convolutions and a linear layer, 14 pools, two norms, nine modules' ends
  // and the softmax; no head, activation or dropout.
  EXPECT_EQ(paths.size(), 57u + 1 + 14 + 2 + 9 + 1);
}

TEST_F(InnerOutputs, PathsStandForResults) {
  const auto pathOf = [&](const std::string &path) {
    return network.layers[outputOf(path).layer].path;
  };
  EXPECT_EQ(pathOf("conv1"), "conv1.relu");
  EXPECT_EQ(pathOf("conv2"), "conv2.conv3x3.relu");
  EXPECT_EQ(pathOf("inception_3a.b2"), "inception_3a.b2.conv3x3.relu");
  EXPECT_EQ(network.shapeOf(outputOf("inception_3a").layer),
            (Shape{256, 28, 28}));
  // A head is of training, and a part of a name is none.
  for (const char *path : {"aux1", "conv", "inception_3", ""})
    EXPECT_FALSE(findResult(network, path)) << path;
  const std::vector<std::string> known = resultPaths(network);
  for (const char *path : {"conv1", "inception_3a", "inception_5b.b1"})
    EXPECT_TRUE(std::ranges::count(known, path)) << path;
}

TEST_F(InnerOutputs, OnlyWhatLeadsThereIsLeft) {
  const Network part =
      withOutputs(network, {outputOf("inception_3b.b1"), outputOf("pool1")});
  ASSERT_EQ(part.features.size(), 2u);
  EXPECT_EQ(part.shapeOf(part.features[0].layer), (Shape{128, 28, 28}));
  EXPECT_EQ(part.shapeOf(part.features[1].layer), (Shape{64, 56, 56}));
  EXPECT_EQ(part.outputShape(), (Shape{128 * 28 * 28 + 64 * 56 * 56, 1, 1}));
  EXPECT_TRUE(part.heads.empty());
  EXPECT_EQ(part.headOf, std::vector<int>(part.layers.size(), -1));
  for (size_t id = 0; id < part.layers.size(); ++id)
    for (LayerId input : part.layers[id].inputs)
      EXPECT_LT(input, static_cast<LayerId>(id));
  // conv1 with its bias, conv2, 3a, and the first branch of 3b.
  EXPECT_EQ(countInference(part).parameters,
            9472 + (4160 + 110784) + 163696 + (256 * 128 + 128));
  ASSERT_EQ(part.rows.back().name, "inception_3b");
  EXPECT_FALSE(part.rows.back().params) << "the paper's are of all branches";
  EXPECT_TRUE(part.rows[part.rows.size() - 2].params);
  EXPECT_EQ(part.modules.back().path, "inception_3b");
}

TEST_F(InnerOutputs, LabelsAreOfTheEnd) {
  network.labels = {"cat"};
  const Output end{"prob", network.output};
  EXPECT_EQ(withOutputs(network, {end}).labels.size(), 1u);
  EXPECT_TRUE(withOutputs(network, {outputOf("pool1")}).labels.empty());
  EXPECT_TRUE(withOutputs(network, {end, outputOf("pool1")}).labels.empty());
}

} // namespace
