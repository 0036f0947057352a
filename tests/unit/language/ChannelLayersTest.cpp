// What is said channel by channel: connection tables, scales, affine layers,
// and the centres of rbf.
#include "Spec.h"

#include "network/Parameters.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

std::string parametersAt(const Network &network, const std::string &path) {
  std::string text;
  for (size_t id = 0; id < network.layers.size(); ++id)
    if (network.layers[id].path == path)
      for (const Parameter &parameter :
           parametersOf(network, static_cast<LayerId>(id))) {
        text += (text.empty() ? "" : " ") + parameter.name;
        for (int64_t dim : parameter.dims)
          text += ":" + std::to_string(dim);
      }
  return text;
}

TEST(Connections, SayWhatEachOutputChannelSees) {
  Network network = bodyOf("c: conv 5x3 4 { connections: [[0], [1, 2],\n"
                           "  [0, 1, 2],\n  [0, 2]] }");
  EXPECT_EQ(
      opAt<Conv>(network, "c").connections,
      (std::vector<std::vector<int64_t>>{{0}, {1, 2}, {0, 1, 2}, {0, 2}}));
  EXPECT_EQ(parametersAt(network, "c"), "c.weight:8:5:3 c.bias:4");
  EXPECT_EQ(layerAt(network, "c").output, (Shape{4, 28, 30}));
}

TEST(Connections, Mistakes) {
  auto errors = [](const std::string &connections) {
    return errorsIn("c: conv 3x3 2 { connections: " + connections + " }");
  };
  std::string wanted = "connections must be a list of lists of channels, as "
                       "[[0, 1], [1, 2]], not ";
  EXPECT_EQ(errors("[[0], [3]]"),
            "3:4: c: connections are input channels from 0 to 2, each once, "
            "ascending\n");
  EXPECT_EQ(errors("[[0], [-1]]"),
            "3:4: c: connections are input channels from 0 to 2, each once, "
            "ascending\n");
  EXPECT_EQ(errors("[[0], [1], [2]]"),
            "3:4: c: connections lists 3 channels of the convolution's 2\n");
  EXPECT_EQ(errors("[]"), "3:30: " + wanted + "[]\n");
  EXPECT_EQ(errors("3"), "3:30: " + wanted + "3\n");
  EXPECT_EQ(errors("[0, 1]"), "3:31: " + wanted + "0\n");
  EXPECT_EQ(errors("[[0], [40%]]"), "3:37: " + wanted + "40%\n");
  EXPECT_EQ(errors("[[[0]], [1]]"), "3:32: lists can stand in a list, but hold "
                                    "no lists themselves\n");
  EXPECT_EQ(errorsIn("defaults conv { connections: [[0]] }\nconv 1x1 1"),
            "3:30: connections are those of one convolution: they cannot be a "
            "default\n");
  EXPECT_EQ(errorsIn("max_pool 2x2 { conections: [[0]] }\n"
                     "conv 1x1 1 { conections: [[0]] }"),
            "3:16: max_pool has no key 'conections'\n"
            "4:14: conv has no key 'conections'; did you mean "
            "'connections'?\n");
}

TEST(Scale, IsOfAllChannelsOrOfEach) {
  Network network = bodyOf("a: scale 0.17\n"
                           "b: scale [0.5, 1/4, -1] { offset: [1, 2, 3] }\n"
                           "c: scale 2 { offset: 50% }");
  EXPECT_EQ(opAt<Scale>(network, "a").factors, (std::vector<double>{0.17}));
  EXPECT_EQ(opAt<Scale>(network, "a").offsets, (std::vector<double>{0}));
  EXPECT_EQ(opAt<Scale>(network, "b").factors,
            (std::vector<double>{0.5, 0.25, -1}));
  EXPECT_EQ(opAt<Scale>(network, "b").offsets, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(opAt<Scale>(network, "c").offsets, (std::vector<double>{0.5}));
  EXPECT_EQ(layerAt(network, "b").output, (Shape{3, 32, 32}));
  EXPECT_EQ(parametersAt(network, "b"), "");
}

TEST(Scale, ItsFactorCanBeAParameter) {
  Network network = networkOf("module m(factor) { scale factor }\n" +
                              inNetwork("m(0.3) -> m(factor: 30%)"));
  EXPECT_EQ(opAt<Scale>(network, "m.scale").factors,
            (std::vector<double>{0.3}));
  EXPECT_EQ(opAt<Scale>(network, "m_2.scale").factors,
            (std::vector<double>{0.3}));
}

TEST(Scale, Mistakes) {
  EXPECT_EQ(errorsIn("s: scale [1, 2]"),
            "3:4: s: scale has 2 values for 3 channels: it takes one for all, "
            "or one a channel\n");
  EXPECT_EQ(errorsIn("s: scale 1 { offset: [1, 2, 3, 4] }"),
            "3:4: s: scale has 4 values for 3 channels: it takes one for all, "
            "or one a channel\n");
  EXPECT_EQ(errorsIn("scale"), "3:1: scale needs a factor such as 0.17\n");
  EXPECT_EQ(errorsIn("scale 1 2"), "3:9: scale takes no argument '2'\n");
  EXPECT_EQ(errorsIn("scale [[1]]"),
            "3:8: scale must be a number, or a list of one a channel, not "
            "[1]\n");
  EXPECT_EQ(errorsIn("scale 1 { offset: true }"),
            "3:19: 'true' is not defined; offset must be a number, or a list "
            "of one a channel\n");
}

TEST(Affine, LearnsAWeightAndABiasByChannel) {
  Network network = bodyOf("a: affine\nb: affine { bias: false }");
  EXPECT_EQ(parametersAt(network, "a"), "a.weight:3 a.bias:3");
  EXPECT_EQ(parametersAt(network, "b"), "b.weight:3");
}

TEST(BatchNorm, LearnsWhatItSays) {
  Network network = bodyOf("a: batch_norm\nb: batch_norm { scale: false }\n"
                           "c: batch_norm { shift: false }");
  EXPECT_EQ(parametersAt(network, "a"),
            "a.weight:3 a.bias:3 a.running_mean:3 a.running_var:3");
  EXPECT_EQ(parametersAt(network, "b"),
            "b.bias:3 b.running_mean:3 b.running_var:3");
  EXPECT_EQ(parametersAt(network, "c"),
            "c.weight:3 c.running_mean:3 c.running_var:3");
  EXPECT_EQ(errorsIn("batch_norm { affine: false }"),
            "3:14: batch_norm has no key 'affine'\n");
}

TEST(Rbf, HasACentreAClass) {
  Network network = bodyOf("linear 84 -> rbf 10 as out");
  EXPECT_EQ(parametersAt(network, "out"), "out.weight:10:84");
  EXPECT_EQ(network.layers.back().output, (Shape{10, 1, 1}));
  EXPECT_EQ(errorsIn("rbf"), "3:1: rbf needs features\n");
  EXPECT_EQ(errorsIn("rbf 0"), "3:5: features of rbf is 0; it must be from 1 "
                               "to 2147483647\n");
}

TEST(Rbf, AndConnectionsThatOverflowAreErrors) {
  EXPECT_EQ(errorsIn("l: linear 2147483647 -> rbf 2147483647"),
            "3:4: l.linear: the layer is too large: over 2^38 weights\n");
  EXPECT_EQ(errorsIn("r: rbf 2147483647"),
            "3:4: r: the layer is too large: over 2^38 weights\n");
  // 2^16 * 2^16 * 64 * 2 weights.
  std::string seen;
  for (int i = 0; i < 64; ++i)
    seen += i ? ", [0, 1]" : "[0, 1]";
  EXPECT_EQ(errorsOf(load("network n { input i: 2x65535x65535\n"
                          "c: conv 65535x65535 64 { connections: [" +
                          seen + "] } }")),
            "2:4: c: the layer is too large: over 2^38 weights\n");
}

} // namespace
} // namespace gnet::test
