// Activations as layers and behind the key `activation`.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

TEST(Activations, AreLayers) {
  Network network = bodyOf("relu\nleaky_relu { slope: 0.2 }\nleaky_relu\n"
                           "sigmoid\ntanh { amplitude: 1.7159, slope: 2/3 }\n"
                           "tanh");
  EXPECT_EQ(pathsOf(network),
            "relu leaky_relu leaky_relu_2 sigmoid tanh tanh_2");
  EXPECT_EQ(opAt<LeakyRelu>(network, "leaky_relu").slope, 0.2);
  EXPECT_EQ(opAt<LeakyRelu>(network, "leaky_relu_2").slope, 0.01);
  EXPECT_EQ(opAt<Tanh>(network, "tanh").amplitude, 1.7159);
  EXPECT_DOUBLE_EQ(opAt<Tanh>(network, "tanh").slope, 2.0 / 3.0);
  EXPECT_EQ(opAt<Tanh>(network, "tanh_2").amplitude, 1.0);
  EXPECT_EQ(opAt<Tanh>(network, "tanh_2").slope, 1.0);
  EXPECT_EQ(layerAt(network, "sigmoid").output, (Shape{3, 32, 32}));
}

TEST(Activations, TheKeyPutsThemBehindTheLayer) {
  Network network =
      bodyOf("a: conv 1x1 4 { norm: batch_norm, activation: sigmoid }\n"
             "b: affine { activation: leaky_relu { slope: 0.1 } }\n"
             "c: batch_norm { activation: tanh }\n"
             "d: linear 5 { activation: relu }\n"
             "e: linear 5 { activation: none }");
  EXPECT_EQ(pathsOf(network), "a a.norm a.sigmoid b b.leaky_relu c c.tanh d "
                              "d.relu e");
  EXPECT_EQ(opAt<LeakyRelu>(network, "b.leaky_relu").slope, 0.1);
  EXPECT_EQ(layerAt(network, "a.sigmoid").inputs, (std::vector<LayerId>{1}));
  EXPECT_EQ(layerAt(network, "b").inputs, (std::vector<LayerId>{2}));
}

TEST(Activations, ThoseOfMobileNetsAndTransformers) {
  Network network = bodyOf("relu6\nhard_sigmoid\nhard_swish\nsilu\ngelu\n"
                           "conv 1x1 4 { activation: hard_swish }");
  EXPECT_EQ(pathsOf(network), "relu6 hard_sigmoid hard_swish silu gelu conv1x1 "
                              "conv1x1.hard_swish");
  EXPECT_EQ(layerAt(network, "gelu").output, (Shape{3, 32, 32}));
  EXPECT_TRUE(std::holds_alternative<HardSwish>(
      layerAt(network, "conv1x1.hard_swish").op));
}

TEST(Activations, TheirDefaultsHoldInTheKey) {
  Network network = bodyOf("defaults tanh { amplitude: 1.7159, slope: 2/3 }\n"
                           "defaults conv { activation: tanh }\n"
                           "a: conv 1x1 4\n"
                           "b: conv 1x1 4 { activation: tanh { slope: 1 } }\n"
                           "tanh { amplitude: 2 }");
  EXPECT_EQ(opAt<Tanh>(network, "a.tanh").amplitude, 1.7159);
  EXPECT_DOUBLE_EQ(opAt<Tanh>(network, "a.tanh").slope, 2.0 / 3.0);
  EXPECT_EQ(opAt<Tanh>(network, "b.tanh").amplitude, 1.7159);
  EXPECT_EQ(opAt<Tanh>(network, "b.tanh").slope, 1.0);
  EXPECT_EQ(opAt<Tanh>(network, "tanh").amplitude, 2.0);
}

TEST(Activations, ParametersReachIntoTheKeysGroup) {
  Network network = networkOf(
      "module m(steep) { conv 1x1 4 { activation: leaky_relu { slope: steep } "
      "} }\n" +
      inNetwork("m(1/8)"));
  EXPECT_EQ(opAt<LeakyRelu>(network, "m.conv1x1.leaky_relu").slope, 0.125);
}

TEST(Activations, Mistakes) {
  EXPECT_EQ(errorsIn("conv 1x1 4 { activation: sigmod }"),
            "3:26: activation of conv is one of none, relu, leaky_relu, "
            "sigmoid, tanh, relu6, hard_swish, hard_sigmoid, silu, gelu, not "
            "'sigmod'; did you mean 'sigmoid'?\n");
  EXPECT_EQ(errorsIn("conv 1x1 4 { activation: tanf { slope: 2 } }"),
            "3:26: activation of conv is one of none, relu, leaky_relu, "
            "sigmoid, tanh, relu6, hard_swish, hard_sigmoid, silu, gelu, not "
            "'tanf'; did you mean 'tanh'?\n");
  EXPECT_EQ(errorsIn("conv 1x1 4 { activation: relu { slope: 2 } }"),
            "3:33: relu has no key 'slope'\n");
  EXPECT_EQ(errorsIn("tanh { slope: 1e9 }"),
            "3:15: slope of tanh is 1e9; it must be from -1000000 to "
            "1000000\n");
  EXPECT_EQ(errorsIn("sigmoid 3"), "3:9: sigmoid takes no argument '3'\n");
  EXPECT_EQ(errorsIn("max_pool 2x2 { activation: relu }"),
            "3:16: max_pool has no key 'activation'\n");
}

} // namespace
} // namespace gnet::test
