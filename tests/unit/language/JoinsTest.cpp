// Products of branches, and branches that are what the whole body started from.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

std::vector<std::string> inputsOf(const Network &network,
                                  const std::string &path) {
  std::vector<std::string> paths;
  for (LayerId id : layerAt(network, path).inputs)
    paths.push_back(id == networkInput ? network.input.name
                                       : network.layers[id].path);
  return paths;
}

using Paths = std::vector<std::string>;

TEST(Multiply, TakesAFactorAChannel) {
  Network network =
      bodyOf("a: conv 1x1 8 -> multiply {\n"
             "  main: from input\n"
             "  gate: global_avg_pool -> conv 1x1 2 -> conv 1x1 8 -> sigmoid\n"
             "} -> relu");
  EXPECT_EQ(pathsOf(network), "a.conv1x1 a.gate.global_avg_pool a.gate.conv1x1 "
                              "a.gate.conv1x1_2 a.gate.sigmoid a.multiply "
                              "a.relu");
  EXPECT_TRUE(
      std::holds_alternative<Multiply>(layerAt(network, "a.multiply").op));
  EXPECT_EQ(inputsOf(network, "a.multiply"),
            (Paths{"a.conv1x1", "a.gate.sigmoid"}));
  EXPECT_EQ(layerAt(network, "a.multiply").output, (Shape{8, 32, 32}));
  EXPECT_EQ(network.rows[0].type, "multiply");
}

TEST(Multiply, TakesNamedLayersOfOneShape) {
  Network network = bodyOf("a: conv 1x1 4\nb: from image -> conv 1x1 4\n"
                           "c: multiply a, b\nd: multiply c, c -> relu\n"
                           "e: add d.multiply, d.relu");
  EXPECT_EQ(inputsOf(network, "c"), (Paths{"a", "b"}));
  EXPECT_EQ(inputsOf(network, "d.multiply"), (Paths{"c", "c"}));
}

TEST(Multiply, CanBeRepeated) {
  Network network = bodyOf("x: repeat 2 multiply { relu\n from input }");
  EXPECT_EQ(pathsOf(network),
            "x.multiply.relu x.multiply x.multiply_2.relu x.multiply_2");
}

TEST(Multiply, Mistakes) {
  EXPECT_EQ(errorsIn("x: multiply { a: relu }"),
            "3:4: multiply joins two branches, not 1\n");
  EXPECT_EQ(errorsIn("multiply image, image, image"),
            "3:1: multiply joins two branches, not 3\n");
  EXPECT_EQ(errorsIn("a: relu -> multiply image, image"),
            "3:12: a multiply of named layers starts a pipeline: it would drop "
            "what is before\n");
  EXPECT_EQ(errorsIn("x: multiply { from input\n global_avg_pool -> conv 1x1 1 "
                     "}"),
            "3:4: x: multiply takes two tensors of one shape, or as the second "
            "a factor a channel, 1x1x3, but input 1 is 32x32x3 and input 2 is "
            "1x1x1\n");
}

// A plain `input` is a member like any other: where the body started.
TEST(Input, IsAMemberOfAJoinOfNames) {
  Network network = networkOf("module m(n) {\n"
                              "  a: conv 1x1 n -> conv 1x1 n\n"
                              "  b: concat input, a\n"
                              "  add { product: multiply input, input\n"
                              "        from input }\n"
                              "}\n" +
                              inNetwork("x: relu\ny: m(3)\nz: add input, input"
                                        "\nconcat y, input, z"));
  EXPECT_EQ(inputsOf(network, "y.b"), (Paths{"x", "y.a.conv1x1_2"}));
  EXPECT_EQ(inputsOf(network, "y.product"), (Paths{"y.b", "y.b"}));
  EXPECT_EQ(inputsOf(network, "y.add"), (Paths{"y.product", "y.b"}));
  EXPECT_EQ(inputsOf(network, "z"), (Paths{"image", "image"}));
  EXPECT_EQ(inputsOf(network, "concat"), (Paths{"y.add", "image", "z"}));
}

TEST(Input, OfTheModuleIsSeenFromWithinItsBranches) {
  Network network =
      networkOf("module m() {\n"
                "  a: conv 1x1 3 -> add {\n"
                "    left: relu -> concat { from module input\n from input }\n"
                "    right: concat module input, a.conv1x1\n"
                "  }\n"
                "  from module input\n"
                "  z: concat module input, a\n"
                "}\n" +
                inNetwork("x: relu\ny: m()"));
  EXPECT_EQ(inputsOf(network, "y.a.left.concat"),
            (Paths{"x", "y.a.left.relu"}));
  EXPECT_EQ(inputsOf(network, "y.a.right"), (Paths{"x", "y.a.conv1x1"}));
  EXPECT_EQ(inputsOf(network, "y.z"), (Paths{"x", "y.a.add"}));
}

TEST(Input, OfTheNetworkAndOfAHead) {
  Network network = networkOf("network n { input input: 3x8x8\n"
                              "a: conv 1x1 3 -> add { relu\n"
                              "  from network input }\n"
                              "head h at a { loss: 1 } {\n"
                              "  relu -> concat { from head input\n"
                              "  from input } -> softmax }\n"
                              "b: from network input\n"
                              "add a, network input }");
  EXPECT_EQ(inputsOf(network, "a.add"), (Paths{"a.relu", "input"}));
  EXPECT_EQ(inputsOf(network, "h.concat"), (Paths{"a.add", "h.relu"}));
  EXPECT_EQ(inputsOf(network, "add"), (Paths{"a.add", "input"}));
}

TEST(Input, Mistakes) {
  EXPECT_EQ(errorsIn("a: relu\nadd { relu\n from module input }"),
            "5:7: there is no 'module input' in the body of a network; did you "
            "mean 'network input'?\n");
  EXPECT_EQ(errorsOf(load("module m() { add { relu\n from network input } }\n" +
                          inNetwork("m()"))),
            "2:7: there is no 'network input' in the body of a module; did you "
            "mean 'module input'?\n");
  EXPECT_EQ(errorsIn("a: relu\nhead h at a { loss: 1 } { from module input }"),
            "4:32: there is no 'module input' in the body of a head; did you "
            "mean 'head input'?\n");
  EXPECT_EQ(errorsIn("head h at network input { loss: 1 } { linear 1 }\nrelu"),
            "3:11: a head stands at a layer, not at the input\n");
  EXPECT_EQ(errorsIn("from network -> relu"),
            "3:14: '->' is not expected here; expected 'input'\n");
  EXPECT_EQ(errorsIn("from 3"),
            "3:6: '3' is not expected here; expected 'module', 'network', "
            "'input', 'head' or a name\n");
  EXPECT_EQ(errorsIn("from network input.a -> relu"),
            "3:6: there is no layer 'network input.a' above\n");
  // What nothing uses is still seen.
  EXPECT_EQ(errorsIn("a: relu\nb: from network input -> relu"),
            "3:4: a has no effect: nothing on the way to the output uses it\n");
}

} // namespace
} // namespace gnet::test
