#include "TestNetwork.h"
#include "weights/Weights.h"
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

namespace gnet {
namespace {

struct Moments {
  double mean = 0;
  double deviation = 0;
};

Moments momentsOf(const std::vector<float> &values) {
  double sum = 0, squares = 0;
  for (double value : values) {
    sum += value;
    squares += value * value;
  }
  const double mean = sum / values.size();
  return {mean, std::sqrt(squares / values.size() - mean * mean)};
}

/// One layer wide enough for its statistics to be sharp.
Weights wide(const LayerOp &op) {
  Network network;
  network.input.shape = {1000, 1, 1};
  network.layers = {{"x", op, {networkInput}, {}, {}}};
  network.headOf = {-1};
  return randomWeights(network, 7);
}

uint32_t bitsOf(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

TEST(RandomWeights, HasEveryInferenceTensorInOrder) {
  std::vector<std::string> names;
  for (const WeightTensor &tensor : randomWeights(testNetwork(), 1)) {
    names.push_back(tensor.parameter.name);
    EXPECT_EQ(static_cast<int64_t>(tensor.values.size()),
              tensor.parameter.elements());
  }
  EXPECT_EQ(names, (std::vector<std::string>{
                       "conv.weight", "conv.bias", "norm.weight", "norm.bias",
                       "norm.running_mean", "norm.running_var", "fc.weight",
                       "fc.bias"}));
}

TEST(RandomWeights, DependsOnTheSeedAndTheName) {
  Weights one = randomWeights(testNetwork(), 1);
  EXPECT_EQ(one[0].values, randomWeights(testNetwork(), 1)[0].values);
  EXPECT_NE(one[0].values, randomWeights(testNetwork(), 2)[0].values);
  EXPECT_NE(one[1].values, one[3].values); // two biases of four numbers
}

// A network that gains a layer keeps the weights of the others.
TEST(RandomWeights, DoesNotDependOnOtherLayers) {
  Network network = testNetwork();
  network.layers.insert(network.layers.begin(),
                        {"first", BatchNorm{}, {networkInput}, {2, 3, 3}, {}});
  network.headOf.insert(network.headOf.begin(), -1);
  for (int id = 1; id < 5; ++id)
    network.layers[id].inputs = {id - 1};
  EXPECT_EQ(randomWeights(network, 1)[4].values,
            randomWeights(testNetwork(), 1)[0].values);
}

TEST(RandomWeights, WeightsAreHeNormal) {
  Weights weights = wide(Linear{200, true});
  Moments moments = momentsOf(weights[0].values);
  const double deviation = std::sqrt(2.0 / 1000);
  EXPECT_NEAR(moments.mean, 0, deviation * 0.01);
  EXPECT_NEAR(moments.deviation, deviation, deviation * 0.01);
  // A normal has 4.55 % of its mass past two deviations.
  int64_t far = 0;
  for (float value : weights[0].values)
    far += std::abs(value) > 2 * deviation;
  EXPECT_NEAR(far / 200000.0, 0.0455, 0.003);
}

TEST(RandomWeights, NormsAndBiasesAreNotWithoutEffect) {
  Weights weights = wide(BatchNorm{});
  ASSERT_EQ(weights.size(), 4u);
  EXPECT_NEAR(momentsOf(weights[0].values).mean, 1, 0.02);
  EXPECT_NEAR(momentsOf(weights[0].values).deviation, 0.1, 0.01);
  EXPECT_NEAR(momentsOf(weights[1].values).deviation, 0.1, 0.01);
  EXPECT_NEAR(momentsOf(weights[2].values).deviation, 0.1, 0.01);
  for (float variance : weights[3].values) {
    EXPECT_GE(variance, 0.5f);
    EXPECT_LT(variance, 1.5f);
  }
}

// Worked out by RandomWeights.py beside this file, which shares no code; the
// same bits must come out on every machine.
TEST(RandomWeights, HasTheseBits) {
  Weights weights = randomWeights(testNetwork(), 42);
  EXPECT_EQ(bitsOf(weights[0].values[0]), 0x3f1005abu);
  EXPECT_EQ(bitsOf(weights[0].values[71]), 0xbd1e7555u);
  EXPECT_EQ(bitsOf(weights[2].values[1]), 0x3f7df0b3u);
  EXPECT_EQ(bitsOf(weights[5].values[3]), 0x3f1da300u);
}

TEST(RandomWeights, TheSeedIsAWholeNumber) {
  for (const char *option : {"random:", "random:x", "random:-1", "random:1.5",
                             "random: 1", "random:18446744073709551616"}) {
    llvm::Expected<Weights> weights = makeWeights(testNetwork(), option);
    EXPECT_FALSE(weights) << option;
    const std::string message = llvm::toString(weights.takeError());
    EXPECT_NE(message.find("whole number"), std::string::npos) << message;
  }
  llvm::Expected<Weights> weights =
      makeWeights(testNetwork(), "random:18446744073709551615");
  ASSERT_TRUE(static_cast<bool>(weights));
  EXPECT_EQ((*weights)[0].values,
            randomWeights(testNetwork(), ~0ull)[0].values);
}

} // namespace
} // namespace gnet
