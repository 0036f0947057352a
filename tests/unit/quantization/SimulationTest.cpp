// Integers simulated, against those that are computed with here.
#include "NetworkOf.h"
#include "quantization/Sensitivity.h"
#include <cmath>
#include <random>

namespace gnet {
namespace {

class SimulationTest : public testing::Test {
protected:
  const Network network = networkOf(R"(network net {
    input image: 2x5x5
    first: tanh
    a: conv 3x3 3 { pad: valid, activation: relu }
    b: linear 4
    c: softmax
  })");
  FoldedNetwork folded = foldedOf(network, randomWeights(network, 1));
  Calibration calibration;
  Image input;

  void SetUp() override {
    std::mt19937 random(3);
    for (int i = 0; i < 50; ++i)
      input.push_back(std::normal_distribution<float>()(random));
    calibration.ranges["first"] = {-0.9, 0.8};
    calibration.ranges["a"] = {0, 3};
  }

  std::vector<int> integersOf(const Image &image, const char *name,
                              Quantization &integers) {
    integers = quantizationOf(calibration.ranges[name]);
    std::vector<int> values;
    for (float value : image)
      values.push_back(quantized(value, integers) - integers.zeroPoint);
    return values;
  }

  /// The features of the linear layer on what the convolution gives.
  Image naive() {
    Quantization ofInput, ofResult;
    Image first = input;
    for (float &value : first)
      value = static_cast<float>(std::tanh(double(value)));
    const std::vector<int> pixels = integersOf(first, "first", ofInput);
    const auto &weight = folded.weights[0].values,
               &bias = folded.weights[1].values;
    Image result(27);
    for (int o = 0; o < 3; ++o) {
      const llvm::ArrayRef<float> channel(&weight[o * 18], 18);
      const float scale = weightScaleOf(channel);
      for (int p = 0; p < 9; ++p) {
        int sum = 0;
        for (int k = 0; k < 18; ++k)
          sum += quantizedWeight(channel[k], scale) *
                 pixels[k / 9 * 25 + (p / 3 + k % 9 / 3) * 5 + p % 3 + k % 3];
        const auto value =
            static_cast<float>(double(sum) * scale * ofInput.scale + bias[o]);
        result[o * 9 + p] = std::max(value, 0.0F);
      }
    }
    const std::vector<int> features = integersOf(result, "a", ofResult);
    Image scores(4);
    for (int o = 0; o < 4; ++o) {
      const llvm::ArrayRef<float> row(&folded.weights[2].values[o * 27], 27);
      const float scale = weightScaleOf(row);
      int sum = 0;
      for (int i = 0; i < 27; ++i)
        sum += quantizedWeight(row[i], scale) * features[i];
      scores[o] = static_cast<float>(double(sum) * scale * ofResult.scale +
                                     folded.weights[3].values[o]);
    }
    return scores;
  }
};

TEST_F(SimulationTest, IsWhatIntegersGive) {
  const Simulation simulation(folded);
  const auto exact = simulation.run(input);
  const Image scores =
      simulation.scores(input, exact, calibration, simulation.integers());
  const Image expected = naive();
  ASSERT_EQ(scores.size(), expected.size());
  for (size_t i = 0; i < scores.size(); ++i)
    EXPECT_NEAR(scores[i], expected[i], 1e-5);
  EXPECT_NE(scores, exact[3]);
}

TEST_F(SimulationTest, WithoutBytesNothingDiffers) {
  const Simulation simulation(folded);
  const auto exact = simulation.run(input);
  const Simulation::Layers all(exact.size(), true);
  EXPECT_EQ(simulation.scores(input, exact, calibration,
                              simulation.results().integers(all)),
            exact[3]);
}

TEST_F(SimulationTest, WhatReadsAKeptLayerMultipliesNoBytes) {
  const Simulation simulation(folded);
  EXPECT_EQ(simulation.weighted(), (std::vector<LayerId>{1, 3}));
  Simulation::Layers kept(folded.network.layers.size());
  kept[1] = true;
  EXPECT_EQ(simulation.results().integers(kept).products,
            Simulation::Layers(5));
  // What it reads itself stays bytes.
  EXPECT_TRUE(simulation.results().integers(kept).bytes[0]);
  EXPECT_FALSE(simulation.results().integers(kept).bytes[2]);
}

TEST_F(SimulationTest, CorrectedBiasesHaveTheMean) {
  const Simulation simulation(folded);
  const HeldBack pictures(simulation, {input});
  calibration.biasCorrections = pictures.biasCorrections(calibration);
  ASSERT_EQ(calibration.biasCorrections.lookup("a").size(), 3u);
  // Of one picture all that the last layer's rounding does.
  const Simulation::Integers last = simulation.alone(3);
  EXPECT_LT(pictures.error(calibration, last), 1e-5);
  calibration.biasCorrections.clear();
  EXPECT_GT(pictures.error(calibration, last), 1e-4);
}

TEST_F(SimulationTest, TheLayerWithTheWorstRangeIsFirst) {
  calibration.ranges["a"] = {0, 0.5};
  const Simulation simulation(folded);
  const HeldBack pictures(simulation, {input});
  auto ranking = rankLayers(simulation, pictures, calibration,
                            [](LayerId) { return true; });
  ASSERT_TRUE(ranking);
  ASSERT_EQ(ranking->size(), 2u);
  const auto [first, second] = std::pair((*ranking)[0], (*ranking)[1]);
  EXPECT_EQ(first.layer, 1);
  EXPECT_GE(first.error, second.error);
  const double all = pictures.error(calibration, simulation.integers());
  auto fewest = [&](double wanted) {
    return fewestKept(simulation, pictures, calibration, *ranking, wanted);
  };
  EXPECT_EQ(fewest(all).first, 0u);
  EXPECT_EQ(fewest(all).second, all);
  EXPECT_EQ(fewest(all / 4).first, 1u);
  EXPECT_LE(fewest(all / 4).second, all / 4);
  EXPECT_EQ(fewest(0).first, 2u);
  EXPECT_FALSE(rankLayers(simulation, pictures, calibration,
                          [](LayerId) { return false; }));
}

TEST(OutputError, IsRelative) {
  OutputError error;
  EXPECT_EQ(error.value(), 0);
  error.add({3, 4}, {3, 4.5F});
  EXPECT_DOUBLE_EQ(error.value(), 0.1);
  error.add({0, 0}, {0, 0});
  EXPECT_DOUBLE_EQ(error.value(), 0.1);
}

} // namespace
} // namespace gnet
