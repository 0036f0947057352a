// How reports call layers, with everything a layer can say.
#include "report/LayerText.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

template <typename Window> Window windowOf(Extent kernel, Extent stride) {
  Window window;
  window.kernel = kernel;
  window.stride = stride;
  return window;
}

TEST(LayerText, DefaultsAreNotSaid) {
  Conv conv = windowOf<Conv>({3, 3}, {1, 1});
  conv.channels = 64;
  EXPECT_EQ(layerText(conv), "conv 3x3 64");
  EXPECT_EQ(layerText(windowOf<MaxPool>({2, 2}, {2, 2})), "max_pool 2x2/2");
  EXPECT_EQ(layerText(Tanh{}), "tanh");
  EXPECT_EQ(layerText(Add{}), "add");
  EXPECT_EQ(layerText(Multiply{}), "multiply");
}

TEST(LayerText, AConvolutionSaysTheRest) {
  Conv conv = windowOf<Conv>({1, 7}, {2, 1});
  conv.channels = 8;
  conv.dilation = {1, 2};
  conv.padding = {0, 3, 0, 3};
  conv.groups = 2;
  conv.bias = false;
  EXPECT_EQ(layerText(conv),
            "conv 1x7/2x1 8, pad 0x3, dilation 1x2, 2 groups, no bias");
}

TEST(LayerText, APoolSaysTheRest) {
  AvgPool pool = windowOf<AvgPool>({3, 3}, {1, 1});
  pool.padding = {0, 1, 1, 1};
  pool.rounding = Rounding::Ceil;
  EXPECT_EQ(layerText(pool), "avg_pool 3x3, pad [0, 1, 1, 1], rounding ceil, "
                             "padding not counted");
}

TEST(LayerText, OthersSayTheRest) {
  EXPECT_EQ(layerText(BatchNorm{.epsilon = 1e-3, .scale = false}),
            "batch_norm, epsilon 0.001, no scale");
  EXPECT_EQ(layerText(Scale{.factors = {0.5, 2}, .offsets = {-1}}),
            "scale 0.5, 2, offset -1");
  EXPECT_EQ(layerText(Tanh{.amplitude = 1.7159, .slope = 0.5}),
            "tanh, amplitude 1.7159, slope 0.5");
  EXPECT_EQ(layerText(Dropout{.rate = 0.4}), "dropout 40%");
}

} // namespace
