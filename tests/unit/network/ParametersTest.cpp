#include "network/Parameters.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

Network networkOf(std::vector<Layer> layers) {
  Network network;
  network.input.shape = {6, 4, 5};
  network.headOf.assign(layers.size(), -1);
  network.layers = std::move(layers);
  return network;
}

TEST(Parameters, ConvolutionIsOutputsByInputsOfAGroupByKernel) {
  Conv conv;
  conv.channels = 8;
  conv.kernel = {1, 7};
  conv.groups = 2;
  Network network = networkOf({{"a.b", conv, {networkInput}, {8, 4, 5}, {}}});
  std::vector<Parameter> parameters = parametersOf(network, 0);
  ASSERT_EQ(parameters.size(), 2u);
  EXPECT_EQ(parameters[0].name, "a.b.weight");
  EXPECT_EQ(parameters[0].dims, (std::vector<int64_t>{8, 3, 1, 7}));
  EXPECT_EQ(parameters[0].elements(), 8 * 3 * 7);
  EXPECT_EQ(parameters[1].name, "a.b.bias");
  EXPECT_EQ(parameters[1].dims, (std::vector<int64_t>{8}));
}

TEST(Parameters, LinearTakesTheFlattenedInput) {
  Network network =
      networkOf({{"fc", Linear{10, false}, {networkInput}, {10, 1, 1}, {}}});
  std::vector<Parameter> parameters = parametersOf(network, 0);
  ASSERT_EQ(parameters.size(), 1u);
  EXPECT_EQ(parameters[0].dims, (std::vector<int64_t>{10, 6 * 4 * 5}));
}

TEST(Parameters, BatchNormWithoutScaleKeepsItsStatistics) {
  Network network = networkOf(
      {{"norm", BatchNorm{1e-3, false, false}, {networkInput}, {6, 4, 5}, {}}});
  std::vector<Parameter> parameters = parametersOf(network, 0);
  ASSERT_EQ(parameters.size(), 2u);
  EXPECT_EQ(parameters[0].name, "norm.running_mean");
  EXPECT_EQ(parameters[1].name, "norm.running_var");
}

TEST(Parameters, InferenceLeavesTheHeadsOut) {
  Network network =
      networkOf({{"fc", Linear{10, true}, {networkInput}, {10, 1, 1}, {}},
                 {"aux.fc", Linear{10, true}, {networkInput}, {10, 1, 1}, {}}});
  network.heads.push_back({"aux", networkInput, 1, 0.3, {}});
  network.headOf[1] = 0;
  std::vector<Parameter> parameters = inferenceParameters(network);
  ASSERT_EQ(parameters.size(), 2u);
  EXPECT_EQ(parameters[0].name, "fc.weight");
}

} // namespace
