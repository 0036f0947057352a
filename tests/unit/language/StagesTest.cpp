// Sums of branches, and stages that are repeated.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

Network bodyOf(const std::string &body) { return networkOf(inNetwork(body)); }

TEST(Add, SumsBranchesFromOneInput) {
  Network network =
      bodyOf("a: conv 1x1 4 -> add {\n"
             "  residual: conv 3x3 2 { pad: same } -> conv 1x1 4\n"
             "  shortcut: from input\n"
             "} -> relu");
  EXPECT_EQ(pathsOf(network), "a.conv1x1 a.residual.conv3x3 a.residual.conv1x1 "
                              "a.add a.relu");
  EXPECT_TRUE(std::holds_alternative<Add>(layerAt(network, "a.add").op));
  EXPECT_EQ(layerAt(network, "a.add").inputs, (std::vector<LayerId>{2, 0}));
  EXPECT_EQ(layerAt(network, "a.add").output, (Shape{4, 32, 32}));
  EXPECT_EQ(network.rows[0].type, "add");
}

TEST(Add, SumsNamedLayers) {
  Network network = bodyOf("a: conv 1x1 4\nb: from image -> conv 1x1 4\n"
                           "c: add a, b, a\n d: add c, a -> relu\n"
                           "add d.add, d.relu -> relu\n");
  EXPECT_EQ(layerAt(network, "c").inputs, (std::vector<LayerId>{0, 1, 0}));
  EXPECT_EQ(layerAt(network, "add").inputs, (std::vector<LayerId>{3, 4}));
}

TEST(Add, Mistakes) {
  EXPECT_EQ(errorsIn("x: add { a: conv 1x1 4\n b: from input }"),
            "3:4: x: add sums tensors of one shape, but input 1 is 32x32x4 and "
            "input 2 is 32x32x3\n");
  EXPECT_EQ(errorsIn("x: add { a: relu }"),
            "3:4: add joins at least two branches\n");
  EXPECT_EQ(errorsIn("a: relu -> add a, a"),
            "3:12: an add of named layers starts a pipeline: it would drop "
            "what is before\n"
            "3:16: 'a' is used in its own definition\n"
            "3:19: 'a' is used in its own definition\n");
}

TEST(Repeat, WritesTheStageOut) {
  Network network = bodyOf("a: repeat 3 conv 3x3 4\n"
                           "b: relu -> repeat 2 relu\n"
                           "repeat 1 conv 1x1 2 -> relu");
  EXPECT_EQ(pathsOf(network), "a.conv3x3 a.conv3x3_2 a.conv3x3_3 b.relu "
                              "b.relu_2 b.relu_3 conv1x1 relu");
  EXPECT_EQ(layerAt(network, "a.conv3x3_3").output, (Shape{4, 26, 26}));
  EXPECT_EQ(layerAt(network, "a.conv3x3_3").inputs, (std::vector<LayerId>{1}));
  EXPECT_EQ(network.rows.size(), 3u);
}

TEST(Repeat, NamesByAs) {
  Network network = networkOf("module m(n) { conv 1x1 n }\n" +
                              inNetwork("a: repeat 3 m(4) as unit -> relu\n"
                                        "repeat 2 relu as unit\n"
                                        "add unit_2, a.unit_2"));
  EXPECT_EQ(pathsOf(network),
            "a.unit.conv1x1 a.unit_2.conv1x1 a.unit_3.conv1x1 a.relu unit "
            "unit_2 add");
  EXPECT_EQ(network.layers[layerAt(network, "add").inputs[1]].path,
            "a.unit_2.conv1x1");
}

TEST(Repeat, CountsByAParameter) {
  Network network =
      networkOf("module m(n, times) { repeat times conv 1x1 n }\n" +
                inNetwork("a: m(4, 2)\nb: m(5, 1)"));
  EXPECT_EQ(pathsOf(network), "a.conv1x1 a.conv1x1_2 b.conv1x1");
}

TEST(Repeat, BlocksKeepTheirBranchesApart) {
  Network network = bodyOf("x: repeat 2 add { a: relu\n b: from input }");
  EXPECT_EQ(pathsOf(network), "x.add.a x.add x.add_2.a x.add_2");
  EXPECT_EQ(layerAt(network, "x.add_2").inputs, (std::vector<LayerId>{2, 1}));
}

TEST(Repeat, EveryUseOfAModuleIsListed) {
  Network network = networkOf("module inner() { relu }\n"
                              "module outer(n) { i: inner() -> repeat 2 inner()"
                              "\n conv 1x1 n }\n"
                              "module unused() { inner() }\n"
                              "module row(n) { conv 1x1 n }\n" +
                              inNetwork("a: outer(1)\nrepeat 2 outer(2)\n"
                                        "table row | n\n 1 | 4"));
  std::string uses;
  for (const ModuleUse &use : network.modules)
    uses += use.path + "=" + use.module + " ";
  EXPECT_EQ(uses, "a=outer a.i.inner=inner a.i.inner_2=inner a.i.inner_3=inner "
                  "outer=outer outer.i.inner=inner outer.i.inner_2=inner "
                  "outer.i.inner_3=inner outer_2=outer outer_2.i.inner=inner "
                  "outer_2.i.inner_2=inner outer_2.i.inner_3=inner row_1=row ");
}

TEST(Repeat, Mistakes) {
  EXPECT_EQ(errorsIn("repeat 0 relu"),
            "3:8: a stage is repeated from 1 to 19999 times, not '0'\n");
  EXPECT_EQ(errorsIn("repeat -3 relu"),
            "3:8: a stage is repeated from 1 to 19999 times, not '-3'\n");
  EXPECT_EQ(errorsIn("repeat 1/2 relu"),
            "3:8: a stage is repeated from 1 to 19999 times, not '1/2'\n");
  EXPECT_EQ(errorsIn("repeat often relu"),
            "3:8: a stage is repeated from 1 to 19999 times, not 'often'\n");
  EXPECT_EQ(errorsIn("repeat 9223372036854775807 relu"),
            "3:8: a stage is repeated from 1 to 19999 times, not "
            "'9223372036854775807'\n");
  EXPECT_EQ(errorsIn("repeat 2 repeat 2 relu"),
            "3:10: 'repeat' is not expected here (a word of the language "
            "cannot be a name)\n");
  EXPECT_EQ(errorsIn("a: relu\nrepeat 2 concat a, image"),
            "4:1: concat of named layers cannot be repeated: it would drop "
            "what is before\n");
}

TEST(Repeat, OfAnUnknownCountIsLookedAtOnce) {
  EXPECT_EQ(errorsOf(load("module unused(n) { repeat n convv 1x1 n as u\n"
                          "from u -> repeat n relu }\n" +
                          inNetwork("repeat 0 convv 1x1 1"))),
            "1:29: there is no layer 'convv'; did you mean 'conv'?\n"
            "5:8: a stage is repeated from 1 to 19999 times, not '0'\n"
            "5:10: there is no layer 'convv'; did you mean 'conv'?\n");
}

TEST(Repeat, SpendsTheSameBudgetAsStatements) {
  std::string spec;
  for (int i = 0; i < 30; ++i)
    spec += "module m" + std::to_string(i) + "() { repeat 19999 m" +
            std::to_string(i + 1) + "() }\n";
  spec += "module m30() { relu }\n" + inNetwork("repeat 19999 m0()");
  EXPECT_NE(errorsOf(load(spec)).find("the network is too large"),
            std::string::npos);
}

/// Each use of the module reads 64 lists of 64 values.
TEST(Repeat, SpendsMoreOnLongLists) {
  std::string list, table;
  for (int i = 0; i < 64; ++i)
    list += (i ? ", " : "") + std::to_string(i);
  for (int i = 0; i < 64; ++i)
    table += (i ? ", [" : "[") + list + "]";
  std::string errors =
      errorsOf(load("module m() { conv 1x1 64 { connections: [" + table +
                    "] } }\nnetwork n { input i: 64x4x4\nrepeat 2000 m() }"));
  EXPECT_NE(errors.find("the network is too large"), std::string::npos);
}

} // namespace
} // namespace gnet::test
