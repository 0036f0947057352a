// Every spec of the repository, and what single papers print beyond totals.
#include "language/Frontend.h"
#include "network/Counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace gnet::test {
namespace {

LoadResult load(const std::string &name) {
  return loadNetwork(std::string(GNET_SPECS) + "/" + name + ".gn");
}

std::vector<std::string> specNames() {
  std::vector<std::string> names;
  for (const auto &entry : std::filesystem::directory_iterator(GNET_SPECS))
    if (entry.path().extension() == ".gn")
      names.push_back(entry.path().stem());
  std::sort(names.begin(), names.end());
  return names;
}

class SpecFile : public testing::TestWithParam<std::string> {};

TEST_P(SpecFile, Loads) {
  LoadResult loaded = load(GetParam());
  EXPECT_EQ(loaded.diagnostics.render(), "");
  ASSERT_TRUE(loaded.network);
  EXPECT_EQ(loaded.network->name, GetParam());
  EXPECT_NE(loaded.network->paper, "");
}

INSTANTIATE_TEST_SUITE_P(All, SpecFile, testing::ValuesIn(specNames()),
                         [](const testing::TestParamInfo<std::string> &info) {
                           return info.param;
                         });

const Row *rowOf(const Network &network, const std::string &name) {
  for (const Row &row : network.rows)
    if (row.name == name)
      return &row;
  return nullptr;
}

// Section II.B gives each layer's trainable parameters, and its connections,
// biases among them: of a convolution they are its multiply-accumulates and one
// more for each element of its result.
TEST(LeNet5Of1998, HasThePapersParametersAndConnections) {
  LoadResult loaded = load("lenet5_1998");
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  struct {
    const char *name;
    int64_t parameters, connections;
  } const printed[] = {{"c1", 156, 122304},  {"s2", 12, 0},
                       {"c3", 1516, 151600}, {"s4", 32, 0},
                       {"c5", 48120, 48120}, {"f6", 10164, 10164}};
  for (const auto &[name, parameters, connections] : printed) {
    SCOPED_TRACE(name);
    const Row *row = rowOf(*loaded.network, name);
    ASSERT_TRUE(row);
    Counts counts = countRow(*loaded.network, *row);
    EXPECT_EQ(counts.parameters, parameters);
    if (connections)
      EXPECT_EQ(counts.macs + loaded.network->shapeOf(row->result).elements(),
                connections);
  }
}

int64_t layersOf(const Network &network, bool (*isKind)(const Layer &)) {
  int64_t count = 0;
  for (size_t id = 0; id < network.layers.size(); ++id)
    count += network.headOf[id] < 0 && isKind(network.layers[id]);
  return count;
}

// A network is called by its layers with weights, shortcuts not counted.
TEST(Depth, IsTheOneInTheName) {
  const std::map<std::string, int64_t> depths = {
      {"vgg_a", 11},       {"vgg_a_lrn", 11},  {"vgg_b", 13},
      {"vgg_c", 16},       {"vgg_d", 16},      {"vgg_e", 19},
      {"resnet18", 18},    {"resnet34", 34},   {"resnet50", 50},
      {"resnet101", 101},  {"resnet152", 152}, {"resnext50_32x4d", 50},
      {"densenet121", 121}};
  for (const auto &[name, depth] : depths) {
    SCOPED_TRACE(name);
    LoadResult loaded = load(name);
    ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
    EXPECT_EQ(layersOf(*loaded.network,
                       [](const Layer &layer) {
                         return (std::holds_alternative<Conv>(layer.op) ||
                                 std::holds_alternative<Linear>(layer.op)) &&
                                layer.path.find(".shortcut") ==
                                    std::string::npos;
                       }),
              depth);
  }
}

// The stride of a stage stands in its first block's 3x3 in torchvision, in the
// 1x1 before it in the authors' Caffe model: there the first 1x1 of conv3 works
// at 28x28, here at 56x56.
TEST(ResNet50, StridesInTheConvolutionThatItsSourceSays) {
  for (const auto &[name, side] : std::map<std::string, int64_t>{
           {"resnet50", 56}, {"resnet50_caffe", 28}}) {
    SCOPED_TRACE(name);
    LoadResult loaded = load(name);
    ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
    const std::vector<Layer> &layers = loaded.network->layers;
    auto first = std::find_if(layers.begin(), layers.end(), [](const Layer &l) {
      return l.path.rfind("conv3.", 0) == 0 &&
             std::holds_alternative<Conv>(l.op);
    });
    ASSERT_NE(first, layers.end());
    EXPECT_EQ(first->output, (Shape{128, side, side}));
  }
}

const Layer *layerOf(const Network &network, const std::string &path) {
  for (const Layer &layer : network.layers)
    if (layer.path == path)
      return &layer;
  return nullptr;
}

// torchvision's weights were trained on pictures in [-1, 1]: its transform
// undoes the usual mean and deviation.
TEST(TransformOfTorchvision, MakesPicturesFromMinusOneToOne) {
  for (const char *name :
       {"googlenet_torchvision", "inception_v3_torchvision"}) {
    SCOPED_TRACE(name);
    LoadResult loaded = load(name);
    ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
    const Input &input = loaded.network->input;
    const Layer *transform = layerOf(*loaded.network, "transform");
    ASSERT_TRUE(transform && std::holds_alternative<Scale>(transform->op));
    EXPECT_EQ(transform->inputs, std::vector<LayerId>{networkInput});
    const Scale &scale = std::get<Scale>(transform->op);
    ASSERT_EQ(scale.factors.size(), 3u);
    ASSERT_EQ(scale.offsets.size(), 3u);
    for (size_t channel = 0; channel < 3; ++channel)
      for (double pixel : {0.0, 255.0}) {
        double normalised =
            (pixel * input.scale - input.mean[channel]) / input.stddev[channel];
        EXPECT_NEAR(normalised * scale.factors[channel] +
                        scale.offsets[channel],
                    pixel / 127.5 - 1, 1e-9);
      }
  }
}

} // namespace
} // namespace gnet::test
