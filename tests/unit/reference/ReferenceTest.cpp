// Each expectation is worked out by hand from the definitions in
// network/Network.h, or stands in the paper or manual that is named.
#include "reference/Reference.h"
#include <cmath>
#include <gtest/gtest.h>

namespace gnet::reference {
namespace {

/// A network of one layer, `x`, over the given inputs' shape.
Network networkOf(const LayerOp &op, Shape input) {
  Network network;
  network.input.shape = input;
  network.layers.push_back({"x", op, {networkInput}, {}, {}});
  network.headOf = {-1};
  network.output = 0;
  return network;
}

Tensor tensorOf(int64_t batch, Shape shape, std::vector<double> values) {
  Tensor tensor(batch, shape);
  EXPECT_EQ(tensor.values.size(), values.size());
  tensor.values = std::move(values);
  return tensor;
}

Tensor counting(int64_t batch, Shape shape) {
  Tensor tensor(batch, shape);
  for (size_t i = 0; i < tensor.values.size(); ++i)
    tensor.values[i] = static_cast<double>(i + 1);
  return tensor;
}

Tensor apply(const LayerOp &op, const Tensor &input,
             const Weights &weights = {}) {
  return run(networkOf(op, input.shape), weights, input);
}

void expectNear(const std::vector<double> &actual,
                const std::vector<double> &expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (size_t i = 0; i < actual.size(); ++i)
    EXPECT_NEAR(actual[i], expected[i], 1e-12) << "at " << i;
}

TEST(Conv, IsACrossCorrelationWithBias) {
  // 1 2 3      1 2
  // 4 5 6  by  3 4  : 1*1 + 2*2 + 4*3 + 5*4 = 37, and so on; + 0.5
  // 7 8 9
  Tensor output =
      apply(Conv{.channels = 1, .kernel = {2, 2}}, counting(1, {1, 3, 3}),
            {{"x.weight", {1, 2, 3, 4}}, {"x.bias", {0.5}}});
  EXPECT_EQ(output.shape, (Shape{1, 2, 2}));
  expectNear(output.values, {37.5, 47.5, 67.5, 77.5});
}

TEST(Conv, SumsInputChannelsInOihwOrder) {
  Tensor output = apply(Conv{.channels = 2, .bias = false},
                        tensorOf(2, {2, 1, 1}, {1, 2, 3, 4}),
                        {{"x.weight", {1, 10, 100, 1000}}});
  expectNear(output.values, {21, 2100, 43, 4300});
}

TEST(Conv, KeepsGroupsApart) {
  Tensor output = apply(Conv{.channels = 4, .groups = 2, .bias = false},
                        tensorOf(1, {4, 1, 1}, {1, 2, 3, 4}),
                        {{"x.weight", {1, 1, 1, -1, 1, 1, 1, -1}}});
  expectNear(output.values, {3, -1, 7, -1});
}

TEST(Conv, HasAStrideDilationAndPaddingOnEachSide) {
  // Rows: one of 5 numbers, one tap; columns: zero, 1 2 3 4 5, taps two
  // apart, every second start: 0 + 2, 2 + 4.
  Tensor output = apply(Conv{.channels = 1,
                             .kernel = {1, 2},
                             .stride = {1, 2},
                             .dilation = {1, 2},
                             .padding = {.left = 1},
                             .bias = false},
                        counting(1, {1, 1, 5}), {{"x.weight", {1, 1}}});
  EXPECT_EQ(output.shape, (Shape{1, 1, 2}));
  expectNear(output.values, {2, 6});
}

TEST(Conv, PadsTopAndBottomWithZeros) {
  Tensor output = apply(Conv{.channels = 1,
                             .kernel = {3, 1},
                             .padding = {.top = 1, .bottom = 2},
                             .bias = false},
                        counting(1, {1, 2, 1}), {{"x.weight", {1, 10, 100}}});
  expectNear(output.values, {210, 21, 2});
}

TEST(MaxPool, IgnoresPaddingAlsoUnderNegativeNumbers) {
  Tensor output = apply(
      MaxPool{.kernel = {2, 2}, .stride = {2, 2}, .padding = {1, 1, 1, 1}},
      tensorOf(1, {1, 2, 2}, {-1, -2, -3, -4}));
  expectNear(output.values, {-1, -2, -3, -4});
}

TEST(MaxPool, CeilKeepsTheLastPartOfAWindow) {
  Tensor output = apply(
      MaxPool{.kernel = {2, 2}, .stride = {2, 2}, .rounding = Rounding::Ceil},
      counting(1, {1, 3, 3}));
  expectNear(output.values, {5, 6, 8, 9});
}

TEST(AvgPool, DividesByWhatIsInside) {
  Tensor output = apply(
      AvgPool{.kernel = {2, 2}, .stride = {2, 2}, .padding = {1, 1, 0, 0}},
      counting(1, {1, 3, 3}));
  expectNear(output.values, {1, 2.5, 5.5, 7});
}

TEST(AvgPool, CountsDeclaredPadding) {
  Tensor output = apply(AvgPool{.kernel = {2, 2},
                                .stride = {2, 2},
                                .padding = {1, 1, 0, 0},
                                .countPadding = true},
                        counting(1, {1, 3, 3}));
  expectNear(output.values, {0.25, 1.25, 2.75, 7});
}

TEST(AvgPool, NeverCountsWhatCeilAdds) {
  // Four numbers, padding of one on each side, windows of 3 every 3: the
  // second covers 3, 4 and the padding; with stride 4 the second covers 4,
  // the padding, and one past it that is not counted.
  AvgPool pool{.kernel = {1, 3},
               .stride = {1, 4},
               .padding = {.left = 1, .right = 1},
               .rounding = Rounding::Ceil,
               .countPadding = true};
  expectNear(apply(pool, counting(1, {1, 1, 4})).values, {1, 2});
  pool.stride.width = 3;
  expectNear(apply(pool, counting(1, {1, 1, 4})).values, {1, 7.0 / 3});
}

TEST(GlobalAvgPool, IsTheMeanOfEachChannel) {
  Tensor output = apply(GlobalAvgPool{}, counting(2, {1, 2, 2}));
  EXPECT_EQ(output.shape, (Shape{1, 1, 1}));
  expectNear(output.values, {2.5, 6.5});
}

TEST(Lrn, SumsSquaresOfNeighbouringChannels) {
  Tensor input = tensorOf(1, {3, 1, 1}, {1, 2, 3});
  Lrn lrn{.size = 3, .alpha = 3, .beta = 1, .k = 2, .alphaOverSize = true};
  expectNear(apply(lrn, input).values, {1 / 7.0, 2 / 16.0, 3 / 15.0});
  lrn.alphaOverSize = false;
  expectNear(apply(lrn, input).values, {1 / 17.0, 2 / 44.0, 3 / 41.0});
  lrn.beta = 0.5;
  expectNear(apply(lrn, input).values,
             {1 / std::sqrt(17), 2 / std::sqrt(44), 3 / std::sqrt(41)});
}

TEST(BatchNorm, NormalisesEachChannel) {
  const Weights weights = {{"x.weight", {2, 3}},
                           {"x.bias", {10, 20}},
                           {"x.running_mean", {1, 2}},
                           {"x.running_var", {3, 0}}};
  Tensor input = tensorOf(1, {2, 1, 2}, {1, 3, 2, 4});
  // sqrt(3 + 1) = 2; sqrt(0 + 1) = 1.
  expectNear(apply(BatchNorm{.epsilon = 1}, input, weights).values,
             {10, 12, 20, 26});
  expectNear(apply(BatchNorm{.epsilon = 1, .scale = false, .shift = false},
                   input, weights)
                 .values,
             {0, 1, 0, 2});
}

TEST(Relu, CutsAtZero) {
  expectNear(apply(Relu{}, tensorOf(1, {1, 1, 3}, {-1, 0, 2})).values,
             {0, 0, 2});
}

TEST(BatchNorm, HasOnlyTheParametersThatItSays) {
  // Variance 3 and epsilon 1: (x - 2) / 2, then times 10 or plus 5.
  const Tensor input = tensorOf(1, {1, 1, 2}, {4, 6});
  const Weights weights{{"x.weight", {10}},
                        {"x.bias", {5}},
                        {"x.running_mean", {2}},
                        {"x.running_var", {3}}};
  expectNear(
      apply(BatchNorm{.epsilon = 1, .shift = false}, input, weights).values,
      {10, 20});
  expectNear(
      apply(BatchNorm{.epsilon = 1, .scale = false}, input, weights).values,
      {6, 7});
}

TEST(Affine, IsLearnedByChannel) {
  const Tensor input = counting(2, {2, 1, 1});
  const Weights weights{{"x.weight", {10, -1}}, {"x.bias", {0.5, 2}}};
  expectNear(apply(Affine{}, input, weights).values, {10.5, 0, 30.5, -2});
  expectNear(apply(Affine{.bias = false}, input, weights).values,
             {10, -2, 30, -4});
}

TEST(Scale, TakesOneValueOrOneAChannel) {
  const Tensor input = counting(1, {2, 1, 2});
  expectNear(apply(Scale{.factors = {2}, .offsets = {1}}, input).values,
             {3, 5, 7, 9});
  expectNear(apply(Scale{.factors = {1, -1}, .offsets = {0.5}}, input).values,
             {1.5, 2.5, -2.5, -3.5});
  expectNear(apply(Scale{.factors = {3}, .offsets = {0, 1}}, input).values,
             {3, 6, 10, 13});
}

TEST(LeakyRelu, KeepsSomeOfWhatIsBelowZero) {
  expectNear(apply(LeakyRelu{0.1}, tensorOf(1, {3, 1, 1}, {-2, 0, 3})).values,
             {-0.2, 0, 3});
}

TEST(Sigmoid, IsOneOverOnePlusExpOfMinusX) {
  expectNear(apply(Sigmoid{}, tensorOf(1, {2, 1, 1}, {0, std::log(3)})).values,
             {0.5, 0.75});
}

TEST(Tanh, HasAnAmplitudeAndASlope) {
  // tanh(ln 2) = (2 - 1/2) / (2 + 1/2) = 0.6
  expectNear(apply(Tanh{.amplitude = 10, .slope = 2},
                   tensorOf(1, {2, 1, 1}, {0, std::log(2) / 2}))
                 .values,
             {0, 6});
}

TEST(Conv, SeesOnlyItsConnections) {
  // Channels 1, 10, 100; output 0 sees the first and the last.
  Tensor output =
      apply(Conv{.channels = 2, .bias = false, .connections = {{0, 2}, {1}}},
            tensorOf(1, {3, 1, 1}, {1, 10, 100}), {{"x.weight", {2, 3, 5}}});
  expectNear(output.values, {302, 50});
}

TEST(Rbf, IsTheSquaredDistanceToEachCentre) {
  Tensor output = apply(Rbf{2}, tensorOf(1, {2, 1, 1}, {1, 2}),
                        {{"x.weight", {1, 2, 4, -2}}});
  expectNear(output.values, {0, 25});
}

TEST(Add, SumsAllItsInputs) {
  Network network = networkOf(Scale{.factors = {10}}, {1, 1, 2});
  network.layers.push_back({"sum", Add{}, {networkInput, 0, 0}, {}, {}});
  network.headOf = {-1, -1};
  network.output = 1;
  expectNear(run(network, {}, tensorOf(1, {1, 1, 2}, {1, 2})).values, {21, 42});
}

/// y = (10 * x) * x, two images of two channels.
TEST(Multiply, OfOneShapeIsByElement) {
  Network network = networkOf(Scale{.factors = {10}}, {2, 1, 2});
  network.layers.push_back({"y", Multiply{}, {0, networkInput}, {}, {}});
  network.headOf = {-1, -1};
  network.output = 1;
  Tensor output =
      run(network, {}, tensorOf(2, {2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, -8}));
  expectNear(output.values, {10, 40, 90, 160, 250, 360, 490, 640});
}

/// y = x times the mean of its channel, which each image has of its own.
TEST(Multiply, ByAFactorAChannel) {
  Network network = networkOf(GlobalAvgPool{}, {2, 1, 2});
  network.layers.push_back({"y", Multiply{}, {networkInput, 0}, {}, {}});
  network.headOf = {-1, -1};
  network.output = 1;
  Tensor output =
      run(network, {}, tensorOf(2, {2, 1, 2}, {1, 3, 4, 0, 5, 5, -1, 3}));
  expectNear(output.values, {2, 6, 8, 0, 25, 25, -1, 3});
}

TEST(Linear, FlattensChannelsRowsColumns) {
  Tensor output = apply(
      Linear{.features = 2}, counting(2, {2, 1, 2}),
      {{"x.weight", {1, 10, 100, 1000, 1, 0, 0, 0}}, {"x.bias", {0, 0.5}}});
  EXPECT_EQ(output.shape, (Shape{2, 1, 1}));
  expectNear(output.values, {4321, 1.5, 8765, 5.5});
}

TEST(Softmax, IsOverTheChannels) {
  Tensor output =
      apply(Softmax{}, tensorOf(1, {2, 1, 2}, {0, 1000, std::log(3.0), 1000}));
  expectNear(output.values, {0.25, 0.5, 0.75, 0.5});
}

TEST(Flatten, KeepsTheOrder) {
  Tensor output = apply(Flatten{}, counting(2, {2, 2, 1}));
  EXPECT_EQ(output.shape, (Shape{4, 1, 1}));
  expectNear(output.values, {1, 2, 3, 4, 5, 6, 7, 8});
}

TEST(Network, JoinsBranchesImageByImageAndLeavesHeadsOut) {
  Network network = networkOf(Relu{}, {1, 1, 2});
  network.layers.push_back({"join", Concat{}, {networkInput, 0}, {}, {}});
  network.layers.push_back({"aux", Linear{}, {1}, {}, {}}); // has no weights
  network.layers.push_back({"drop", Dropout{}, {1}, {}, {}});
  network.headOf = {-1, -1, 0, -1};
  network.output = 3;
  Tensor output = run(network, {}, tensorOf(2, {1, 1, 2}, {-1, 2, 3, -4}));
  EXPECT_EQ(output.shape, (Shape{2, 1, 2}));
  expectNear(output.values, {-1, 2, 0, 2, 3, -4, 3, 0});
}

TEST(Network, WithoutLayersGivesItsInput) {
  Network network;
  network.input.shape = {1, 1, 1};
  expectNear(run(network, {}, tensorOf(1, {1, 1, 1}, {5})).values, {5});
}

} // namespace
} // namespace gnet::reference
