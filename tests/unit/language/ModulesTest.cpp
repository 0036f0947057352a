// Names, pipelines, branches, modules, tables and heads.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

TEST(Names, LayersAreCalledByKindAndKernel) {
  EXPECT_EQ(pathsOf(bodyOf("conv 3x3/2 4 -> relu -> conv 3x3 4 -> relu\n"
                           "a: conv 1x1 4 -> conv 1x7 4\n"
                           "b: conv 1x1 4 as squeeze -> relu\n"
                           "c: relu")),
            "conv3x3 relu conv3x3_2 relu_2 a.conv1x1 a.conv1x7 b.squeeze "
            "b.relu c");
}

TEST(Names, FromGoesBackToAnEarlierResult) {
  Network network = bodyOf("a: conv 1x1 4 { activation: relu }\n"
                           "b: relu\n"
                           "c: from a -> conv 1x1 8 -> relu\n"
                           "d: from c.conv1x1 -> softmax\n"
                           "e: from input -> relu\n"
                           "f: from image -> relu\n"
                           "concat b, c, d, e, f");
  EXPECT_EQ(network.layers[layerAt(network, "c.conv1x1").inputs[0]].path,
            "a.relu");
  EXPECT_EQ(network.layers[layerAt(network, "d").inputs[0]].path, "c.conv1x1");
  EXPECT_EQ(layerAt(network, "e").inputs[0], networkInput);
  EXPECT_EQ(layerAt(network, "f").inputs[0], networkInput);
  EXPECT_EQ(layerAt(network, "concat").output, (Shape{26, 32, 32}));
}

TEST(Names, MistakesInNames) {
  EXPECT_EQ(errorsIn("pool1: relu\na: from pool2 -> relu"),
            "4:9: there is no layer 'pool2' above; did you mean 'pool1'?\n");
  EXPECT_EQ(errorsIn("a: relu\na: relu"),
            "4:1: 'a' is defined a second time\n");
  EXPECT_EQ(errorsIn("a: from a -> relu"),
            "3:9: 'a' is used in its own definition\n");
  EXPECT_EQ(errorsIn("a: relu\nb: from input -> relu"),
            "3:4: a has no effect: nothing on the way to the output uses it\n");
}

TEST(Concat, BranchesStartAtOneInputAndTakeTheNamesAround) {
  Network network = bodyOf("mix: concat {\n"
                           "  a: conv 1x1 4\n"
                           "  b: conv 1x1 2 -> concat {\n"
                           "    left: conv 1x3 3 { pad: 0x1 }\n"
                           "    right: conv 3x1 5 { pad: 1x0 }\n"
                           "  }\n"
                           "  c: from input\n"
                           "}");
  EXPECT_EQ(pathsOf(network), "mix.a mix.b.conv1x1 mix.b.left mix.b.right "
                              "mix.b.concat mix");
  EXPECT_EQ(network.layers.back().inputs,
            (std::vector<LayerId>{0, 4, networkInput}));
  EXPECT_EQ(network.layers.back().output, (Shape{4 + 8 + 3, 32, 32}));
}

TEST(Concat, Mistakes) {
  EXPECT_EQ(errorsIn("x: concat { a: conv 1x1 4\n b: conv 3x3 4 }"),
            "3:4: x: concat joins images of one size, but input 1 is 32x32x4 "
            "and input 2 is 30x30x4\n");
  EXPECT_EQ(errorsIn("x: concat { a: relu }"),
            "3:4: concat joins at least two branches\n");
  EXPECT_EQ(errorsIn("a: relu\nb: relu -> concat a, input"),
            "4:12: a concat of named layers starts a pipeline: it would drop "
            "what is before\n");
}

constexpr const char *block = "module block(n, rate) {\n"
                              "  defaults conv { pad: same }\n"
                              "  squeeze: conv 3x3 n -> dropout rate\n"
                              "}\n";

TEST(Modules, ParametersStandForValues) {
  Network network = networkOf(
      block + inNetwork("a: block(4, 20%)\nb: block(rate: 0.5, n: 6)"));
  EXPECT_EQ(pathsOf(network), "a.squeeze.conv3x3 a.squeeze.dropout "
                              "b.squeeze.conv3x3 b.squeeze.dropout");
  EXPECT_EQ(layerAt(network, "a.squeeze.conv3x3").output, (Shape{4, 32, 32}));
  EXPECT_EQ(layerAt(network, "b.squeeze.conv3x3").output, (Shape{6, 32, 32}));
  EXPECT_EQ(opAt<Dropout>(network, "a.squeeze.dropout").rate, 0.2);
  EXPECT_EQ(opAt<Dropout>(network, "b.squeeze.dropout").rate, 0.5);
  EXPECT_EQ(network.rows[0].type, "block");
}

TEST(Modules, TheNetworksDefaultsHoldInThemUnlessTheyHaveTheirOwn) {
  Network network = networkOf(
      "module own() { defaults conv { bias: true }\n c: conv 1x1 4 }\n"
      "module none() { c: conv 1x1 4 }\n" +
      inNetwork("defaults conv { bias: false, stride: 2 }\n"
                "a: own()\nb: none()"));
  EXPECT_TRUE(opAt<Conv>(network, "a.c").bias);
  EXPECT_EQ(opAt<Conv>(network, "a.c").stride, (Extent{2, 2}));
  EXPECT_FALSE(opAt<Conv>(network, "b.c").bias);
}

TEST(Modules, MistakesInCalls) {
  EXPECT_EQ(errorsOf(load(block + inNetwork("block(4)"))),
            "7:1: module 'block' takes 2 arguments, not 1\n");
  EXPECT_EQ(errorsOf(load(block + inNetwork("block(4, 5%, 6)"))),
            "7:1: module 'block' takes 2 arguments, not 3\n");
  EXPECT_EQ(errorsOf(load(block + inNetwork("block(4, rate: 5%)"))),
            "7:1: arguments are given all by name or all by position\n");
  EXPECT_EQ(errorsOf(load(block + inNetwork("block(n: 4, rte: 5%)"))),
            "7:13: module 'block' has no parameter 'rte'; did you mean "
            "'rate'?\n");
  EXPECT_EQ(errorsOf(load(block + inNetwork("blok(4, 5%)"))),
            "7:1: there is no module 'blok'; did you mean 'block'?\n");
  EXPECT_EQ(errorsOf(load(block + inNetwork("block 4"))),
            "7:1: 'block' is a module: write block(...)\n");
}

TEST(Modules, UnusedParametersAndUnusedModulesAreLookedAt) {
  EXPECT_EQ(
      errorsOf(load("module m(a, b) { conv 1x1 a }\n" + inNetwork("m(1, 2)"))),
      "1:13: parameter 'b' of module 'm' is never used\n");
  EXPECT_EQ(errorsOf(load("module m(a) { convv 1x1 a }\n" + inNetwork("relu"))),
            "1:15: there is no layer 'convv'; did you mean 'conv'?\n");
  EXPECT_EQ(errorsOf(load("module m() { }\n" + inNetwork("relu"))),
            "1:8: module 'm' is empty\n");
}

// As a used one is: its own keys and the network's defaults together.
TEST(Modules, UnusedModulesSeeTheNetworksDefaults) {
  const std::string module = "module m(n) {\n  avg_pool 3x3 { pad: 1 } -> "
                             "conv 1x1 n\n}\n";
  EXPECT_EQ(
      errorsOf(load(module + inNetwork("defaults avg_pool { count_padding: "
                                       "true }\nrelu"))),
      "");
}

TEST(Modules, AMistakeInAModuleIsReportedOnce) {
  EXPECT_EQ(errorsOf(load("module m(a) { conv 1x1 a { grups: 2 } }\n" +
                          inNetwork("x: m(1)\ny: m(2)\nz: m(3)"))),
            "1:28: conv has no key 'grups'; did you mean 'groups'?\n");
}

TEST(Modules, CannotUseThemselves) {
  EXPECT_EQ(errorsOf(load("module a() { b() }\nmodule b() { a() }\n" +
                          inNetwork("a()"))),
            "2:14: module 'a' uses itself\n");
}

TEST(Modules, ExpansionIsBounded) {
  std::string spec;
  for (int i = 0; i < 30; ++i)
    spec += "module m" + std::to_string(i) + "() { m" + std::to_string(i + 1) +
            "() -> m" + std::to_string(i + 1) + "() }\n";
  spec += "module m30() { relu }\n" + inNetwork("m0()");
  std::string errors = errorsOf(load(spec));
  EXPECT_NE(errors.find("the network is too large"), std::string::npos)
      << errors;
}

constexpr const char *two = "module two(a, b) { conv 1x1 a -> conv 1x1 b }\n";

TEST(Tables, RowsAreInstancesWithExpectations) {
  Network network = networkOf(two + inNetwork("table two | b a | output ops\n"
                                              "  1x | 4 5 | 32x32x4 -\n"
                                              "  p: relu\n"
                                              "  2 | 6 7 | - 2K\n"));
  EXPECT_EQ(network.columns, (std::vector<std::string>{"b", "a"}));
  ASSERT_EQ(network.rows.size(), 3u);
  EXPECT_EQ(network.rows[0].name, "two_1x");
  EXPECT_EQ(network.rows[0].type, "two (1x)");
  EXPECT_EQ(network.rows[0].cells, (std::vector<std::optional<int64_t>>{4, 5}));
  EXPECT_FALSE(network.rows[0].ops);
  EXPECT_EQ(network.rows[1].cells,
            (std::vector<std::optional<int64_t>>{{}, {}}));
  EXPECT_EQ(network.rows[2].name, "two_2");
  EXPECT_EQ(network.rows[2].ops->value, 2000);
  EXPECT_EQ(network.rows[2].layers, (std::vector<LayerId>{3, 4}));
}

TEST(Tables, OtherRowsCanBePrintedInTheirColumns) {
  Network network = networkOf(
      two + inNetwork("c: conv 1x1 9 -> conv 1x1 8 expect 8 b, 9 a, 1K ops\n"
                      "table two | a b\n x | 1 2"));
  EXPECT_EQ(network.rows[0].cells, (std::vector<std::optional<int64_t>>{9, 8}));
  EXPECT_EQ(errorsOf(load(two + inNetwork("c: conv 1x1 9 expect 8 a, 9 params, "
                                          "9 parms\n"
                                          "table two | a b\n x | 1 2"))),
            "4:22: c has no convolution of 8 channels; its convolutions have "
            "9\n"
            "4:39: the unit of a figure is params, ops or a column of a table, "
            "not 'parms'; did you mean 'params'?\n");
  EXPECT_EQ(errorsIn("concat { a: conv 1x1 2 expect 2K params\n b: relu }"),
            "3:13: only a shape can be expected here: figures are of the rows "
            "of a network\n");
}

TEST(Tables, Mistakes) {
  auto errors = [](const std::string &body) {
    return errorsOf(load(two + inNetwork(body)));
  };
  EXPECT_EQ(errors("table two | a b\n x | 1"),
            "5:6: row 'x' has 1 value, where the table has 2 columns\n");
  EXPECT_EQ(errors("table two | a b\n x | 1 2 3"),
            "5:10: row 'x' has 3 values, where the table has 2 columns\n");
  EXPECT_EQ(errors("table two | a\n x | 1"),
            "4:7: the table has no column for the parameter 'b' of module "
            "'two'\n");
  EXPECT_EQ(errors("table two | a c\n x | 1 2"),
            "4:15: module 'two' has no parameter 'c'\n");
  EXPECT_EQ(errors("table two | a b | outptu\n x | 1 2 | 32x32x2"),
            "4:19: a table expects output, params and ops, not 'outptu'; did "
            "you mean 'output'?\n");
  EXPECT_EQ(errors("table two | a b | output\n x | 1 2"),
            "5:8: row 'x' has 0 expected figures, where the table has 1 "
            "columns for them; write - for none\n");
  EXPECT_EQ(errors("table two | a b | output\n x | 1 2 | 32x32x3"),
            "5:12: two_x gives 32x32x2; the table expects 32x32x3\n");
  EXPECT_EQ(errors("table two | a b\n x | 1 2\n x | 1 2"),
            "6:2: 'two_x' is defined a second time\n");
  EXPECT_EQ(errors("table two | a b\n -1.5 | 1 2"),
            "5:2: a row's label is made of letters, digits and _\n");
  EXPECT_EQ(errors("x | 1 2"), "4:1: row 'x' has no table above it\n");
}

TEST(Heads, BelongToTrainingOnly) {
  Network network =
      bodyOf("a: conv 1x1 4\n"
             "head h at a { loss: 1/4 } { linear 10 -> softmax }\n"
             "b: relu");
  ASSERT_EQ(network.heads.size(), 1u);
  EXPECT_EQ(network.heads[0].name, "h");
  EXPECT_EQ(network.heads[0].at, 0);
  EXPECT_EQ(network.heads[0].output, 2);
  EXPECT_EQ(network.heads[0].lossWeight, 0.25);
  EXPECT_EQ(network.headOf, (std::vector<int>{-1, 0, 0, -1}));
  EXPECT_EQ(pathsOf(network), "a h.linear h.softmax b");
  EXPECT_EQ(layerAt(network, "b").inputs, (std::vector<LayerId>{0}));
  EXPECT_EQ(network.rows.size(), 2u);
}

TEST(Heads, Mistakes) {
  EXPECT_EQ(errorsIn("a: relu\nhead h at b.c { loss: 1 } { linear 10 }"),
            "4:11: there is no layer 'b.c' above\n");
  EXPECT_EQ(errorsIn("a: relu\nhead h at a { } { linear 10 }"),
            "4:6: a head says what its loss counts, as { loss: 0.3 }\n");
  EXPECT_EQ(errorsIn("a: relu\nhead h at a { loss: 1 } { }"),
            "4:6: head 'h' is empty\n");
  EXPECT_EQ(errorsIn("head h at image { loss: 1 } { linear 10 }\nrelu"),
            "3:11: a head stands at a layer, not at the input\n");
}

TEST(Labels, AreTheLinesOfAFile) {
  Files files = {{"spec.gn", inNetwork("linear 2\nlabels \"a/b.txt\"")},
                 {"a/b.txt", "first class\r\nsecond"}};
  LoadResult result = load(files);
  ASSERT_TRUE(result.network);
  EXPECT_EQ(result.network->labels,
            (std::vector<std::string>{"first class", "second"}));
  files["a/b.txt"] = "one";
  EXPECT_EQ(errorsOf(load(files)),
            "4:8: there are 1 labels; the network's output is 1x1x2\n");
  files["a/b.txt"] = "one\n\ntwo";
  EXPECT_EQ(errorsOf(load(files)), "4:8: 'a/b.txt' has no label in line 2\n");
  files.erase("a/b.txt");
  EXPECT_EQ(errorsOf(load(files)),
            "4:8: cannot read 'a/b.txt': no such file\n");
}

} // namespace
} // namespace gnet::test
