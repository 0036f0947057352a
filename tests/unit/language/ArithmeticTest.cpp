// Whole numbers computed from the parameters of modules.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

/// What the expression comes to where a is 24, b is 5 and c is -1.
int64_t valueOf(const std::string &expression) {
  Network network =
      networkOf("module m(a, b, c) {\n  linear " + expression +
                " as x\n  linear a as y -> linear b*b as z -> linear 8+c\n"
                "}\n" +
                inNetwork("m(24, 5, -1)"));
  return opAt<Linear>(network, "m.x").features;
}

TEST(Arithmetic, HasTheUsualPrecedence) {
  EXPECT_EQ(valueOf("4*a"), 96);
  EXPECT_EQ(valueOf("a/4"), 6);
  EXPECT_EQ(valueOf("a+b"), 29);
  EXPECT_EQ(valueOf("2+3*b"), 17);
  EXPECT_EQ(valueOf("(2+3)*b"), 25);
  EXPECT_EQ(valueOf("(a-b)*2"), 38);
  EXPECT_EQ(valueOf("a*b/8"), 15);
  EXPECT_EQ(valueOf("a/8*b"), 15);
  EXPECT_EQ(valueOf("a/4/3"), 2);
  EXPECT_EQ(valueOf("a/(4/2)"), 12);
  EXPECT_EQ(valueOf("(a+b+1)/6"), 5);
  EXPECT_EQ(valueOf("((((a))))"), 24);
  EXPECT_EQ(valueOf("a/c*c"), 24);
  EXPECT_EQ(valueOf("3*(a-(b-c)*2)"), 36);
  EXPECT_EQ(valueOf("4*64"), 256);
  EXPECT_EQ(valueOf("16/2"), 8);
}

/// The last rows of MobileNet v2's table have n = 1.
TEST(Arithmetic, AStageRepeatedNoTimesIsLeftOut) {
  Network network = networkOf(
      "module rows(n) {\n first: conv 1x1 4\n repeat n-1 conv 1x1 8 as unit\n"
      "}\n" +
      inNetwork("a: rows(1)\nb: rows(3)"));
  EXPECT_EQ(pathsOf(network), "a.first b.first b.unit b.unit_2");
  EXPECT_EQ(layerAt(network, "b.first").inputs, (std::vector<LayerId>{0}));
}

TEST(Arithmetic, TellsSignsFromOperators) {
  EXPECT_EQ(valueOf("a-1"), 23);
  EXPECT_EQ(valueOf("a - 1"), 23);
  EXPECT_EQ(valueOf("a--1"), 25);
  EXPECT_EQ(valueOf("a+-1"), 23);
  EXPECT_EQ(valueOf("a*-1 + 30"), 6);
  EXPECT_EQ(valueOf("-1*a+30"), 6);
  EXPECT_EQ(valueOf("(a)-1-2"), 21);
  EXPECT_EQ(valueOf("9-1"), 8);
  // After a blank, and right before the digits, it is a sign.
  EXPECT_EQ(errorsIn("linear 9 -1"), "3:10: linear takes no argument '-1'\n");
  EXPECT_EQ(errorsIn("linear -1"), "3:8: features of linear is -1; it must be "
                                   "from 1 to 2147483647\n");
}

TEST(Arithmetic, StandsWhereverAValueDoes) {
  Network network =
      networkOf("module inner(n, times) {\n"
                "  repeat times-1 conv 1x1 n\n"
                "}\n"
                "module outer(c, s) {\n"
                "  defaults conv { groups: c/2 }\n"
                "  a: conv 3x3/(s+1) 2*c { pad: s-1, dilation: s*1 }\n"
                "  b: conv 1x1 c { groups: c, stride: s/1 }\n"
                "  inner(n: 3*c, times: 2*s+1)\n"
                "  scale [1, c-2, 2*c, 1, 1, 1, c/2, 1, 1, 1, 1, 1] {\n"
                "    offset: s-3 } -> tanh { slope: s/4, amplitude: 2*s }\n"
                "  repeat (s-1)*2 relu\n"
                "  linear (c+s)*2 -> dropout s/8\n"
                "}\n" +
                inNetwork("conv 1x1 4\nx: outer(4, 2)"));
  EXPECT_EQ(opAt<Conv>(network, "x.a").groups, 2);
  EXPECT_EQ(opAt<Conv>(network, "x.a").channels, 8);
  EXPECT_EQ(opAt<Conv>(network, "x.a").stride, (Extent{3, 3}));
  EXPECT_EQ(opAt<Conv>(network, "x.a").padding, (Padding{1, 1, 1, 1}));
  EXPECT_EQ(opAt<Conv>(network, "x.a").dilation, (Extent{2, 2}));
  EXPECT_EQ(opAt<Conv>(network, "x.b").groups, 4);
  EXPECT_EQ(opAt<Conv>(network, "x.b").stride, (Extent{2, 2}));
  EXPECT_EQ(opAt<Conv>(network, "x.inner.conv1x1_4").channels, 12);
  EXPECT_EQ(opAt<Scale>(network, "x.scale").factors,
            (std::vector<double>{1, 2, 8, 1, 1, 1, 2, 1, 1, 1, 1, 1}));
  EXPECT_EQ(opAt<Scale>(network, "x.scale").offsets, (std::vector<double>{-1}));
  EXPECT_EQ(opAt<Tanh>(network, "x.tanh").slope, 0.5);
  EXPECT_EQ(opAt<Tanh>(network, "x.tanh").amplitude, 4);
  layerAt(network, "x.relu_2");
  EXPECT_EQ(opAt<Linear>(network, "x.linear").features, 12);
  EXPECT_EQ(opAt<Dropout>(network, "x.dropout").rate, 0.25);
}

TEST(Arithmetic, AlsoOfPlainNumbersInTheNetwork) {
  Network network = networkOf("module m(n, k) { conv 1x1 n -> conv 1x1 k }\n" +
                              inNetwork("defaults conv { groups: 3-2 }\n"
                                        "a: conv 1x1 4*64\n"
                                        "b: repeat 4/2 linear 6*(2+3) { bias: "
                                        "false }\n"
                                        "m(2*8, 16/4)\n"
                                        "table m | n k\n"
                                        " 1 | 2*3 (6-1)*2\n"
                                        " 2 | 8/2 (1+2)"));
  EXPECT_EQ(opAt<Conv>(network, "a").channels, 256);
  EXPECT_EQ(opAt<Linear>(network, "b.linear_2").features, 30);
  EXPECT_EQ(opAt<Conv>(network, "m.conv1x1_2").channels, 4);
  EXPECT_EQ(opAt<Conv>(network, "m_1.conv1x1").channels, 6);
  EXPECT_EQ(opAt<Conv>(network, "m_1.conv1x1_2").channels, 10);
  EXPECT_EQ(opAt<Conv>(network, "m_2.conv1x1_2").channels, 3);
  EXPECT_EQ(network.rows[3].cells,
            (std::vector<std::optional<int64_t>>{6, 10}));
  EXPECT_EQ(network.rows[4].cells, (std::vector<std::optional<int64_t>>{4, 3}));
}

TEST(Arithmetic, LeavesRatiosAndStridesAsTheyWere) {
  Network network = networkOf("module m(kernel, s, rate, n) {\n"
                              "  c: conv kernel/s 4 -> dropout rate\n"
                              "  t: tanh { slope: 2/3, amplitude: 1/n }\n"
                              "}\n" +
                              inNetwork("p: max_pool 3x3/2 -> "
                                        "m(5x3, 2x1, 1/4, 2)\n"
                                        "m(3x3, 2, 40%, 3)"));
  EXPECT_EQ(opAt<Conv>(network, "p.m.c.conv").kernel, (Extent{5, 3}));
  EXPECT_EQ(opAt<Conv>(network, "p.m.c.conv").stride, (Extent{2, 1}));
  EXPECT_EQ(opAt<Dropout>(network, "p.m.c.dropout").rate, 0.25);
  EXPECT_EQ(opAt<Tanh>(network, "p.m.t").amplitude, 0.5);
  EXPECT_EQ(opAt<Tanh>(network, "m.t").slope, 2 / 3.0);
  EXPECT_EQ(opAt<Tanh>(network, "m.t").amplitude, 1 / 3.0);
}

TEST(Arithmetic, OfAVariantIsTheBases) {
  Files files = {{"spec.gn", "import \"base.gn\"\n"
                             "module wide(n) { conv 1x1 8*n }\n"
                             "network v extends base {\n"
                             "  replace module m with wide\n"
                             "  replace last: linear 2*5\n}\n"},
                 {"base.gn", "module m(n) { conv 1x1 2*n }\n"
                             "network base { input i: 3x4x4\n a: m(2*3)\n"
                             " last: linear 10/2\n}\n"}};
  LoadResult result = load(files);
  ASSERT_EQ(errorsOf(result), "");
  EXPECT_EQ(opAt<Conv>(*result.network, "a.conv1x1").channels, 48);
  EXPECT_EQ(opAt<Linear>(*result.network, "last").features, 10);
}

/// The errors of `conv 1x1 EXPRESSION` where n is 24 and k is 40%.
std::string errorsOfChannels(const std::string &expression) {
  return errorsOf(load("module m(n, k) {\n  conv 1x1 " + expression +
                       "\n  linear n -> dropout k\n}\n" +
                       inNetwork("m(24, 40%)")));
}

TEST(Arithmetic, DivisionsComeOutEven) {
  EXPECT_EQ(errorsOfChannels("n/16"), "2:12: n/16 is 24/16, no whole number; "
                                      "16 and 32 are multiples of 16\n");
  EXPECT_EQ(errorsOfChannels("4*(n/16)"), "2:15: n/16 is 24/16, no whole "
                                          "number; 16 and 32 are multiples of "
                                          "16\n");
  EXPECT_EQ(errorsOfChannels("(n-1)*3/32"),
            "2:12: (n-1)*3/32 is 69/32, no whole number; 64 and 96 are "
            "multiples of 32\n");
  EXPECT_EQ(errorsOfChannels("n/50"),
            "2:12: n/50 is 24/50, no whole number; 50 is a multiple of 50\n");
  EXPECT_EQ(errorsOfChannels("n/-16"),
            "2:12: n/-16 is 24/-16, no whole number\n");
  EXPECT_EQ(errorsOfChannels("n/(n-24)"),
            "2:12: n/(n-24) is 24/0, a division by zero\n");
  EXPECT_EQ(errorsOfChannels("n+3/2"),
            "2:14: 3/2 is no whole number; 2 and 4 are multiples of 2\n");
  EXPECT_EQ(errorsOfChannels("n+3/0"), "2:14: 3/0 is a division by zero\n");
  // As it was before there was arithmetic.
  EXPECT_EQ(errorsOfChannels("3/2"),
            "2:12: channels must be a whole number, not 3/2\n");
}

TEST(Arithmetic, OverflowIsAnError) {
  EXPECT_EQ(errorsOfChannels("9223372036854775807*n"),
            "2:12: 9223372036854775807*n is 9223372036854775807*24, out of "
            "range\n");
  EXPECT_EQ(errorsOfChannels("9223372036854775807+1"),
            "2:12: 9223372036854775807+1 is out of range\n");
  EXPECT_EQ(errorsOfChannels("1+9223372036854775807-1"),
            "2:12: 1+9223372036854775807-1 is 1+9223372036854775807, out of "
            "range\n");
  EXPECT_EQ(errorsOfChannels("1*(-9223372036854775808/-1)"),
            "2:15: -9223372036854775808/-1 is out of range\n");
  EXPECT_EQ(errorsOfChannels("-9223372036854775808/-1"),
            "2:12: channels must be a whole number, not "
            "-9223372036854775808/-1\n");
  EXPECT_EQ(errorsOfChannels("0-9223372036854775808"),
            "2:14: the number 9223372036854775808 is out of range\n");
  EXPECT_EQ(errorsOfChannels("9223372036854775807/9223372036854775806*n"),
            "2:12: 9223372036854775807/9223372036854775806*n is "
            "9223372036854775807/9223372036854775806, no whole number\n");
}

TEST(Arithmetic, IsOfWholeNumbers) {
  EXPECT_EQ(errorsOfChannels("2*k"), "2:14: k is 40%, no whole number\n");
  EXPECT_EQ(errorsOfChannels("n*0.5"),
            "2:14: arithmetic is of whole numbers, not 0.5\n");
  EXPECT_EQ(errorsOfChannels("3x3+1"),
            "2:12: arithmetic is of whole numbers, not 3x3\n");
  EXPECT_EQ(errorsOfChannels("n*nn+oops"),
            "2:14: 'nn' is not defined; arithmetic is of whole numbers and a "
            "module's parameters\n"
            "2:17: 'oops' is not defined; arithmetic is of whole numbers and a "
            "module's parameters\n");
  EXPECT_EQ(errorsIn("conv 1x1 4*n"),
            "3:12: 'n' is not defined; arithmetic is of whole numbers and a "
            "module's parameters\n");
  EXPECT_EQ(errorsIn("conv 3x3*2 4"),
            "3:6: arithmetic is of whole numbers, not 3x3\n");
  EXPECT_EQ(errorsIn("conv 3 4*2"), "3:6: the kernel of conv must be height x "
                                    "width, as 3x3, not 3\n");
}

/// Every note as "line:column: message".
std::string notesOf(const LoadResult &result) {
  std::string text;
  for (const Diagnostic &error : result.diagnostics.sorted())
    for (const Note &note : error.notes)
      text += std::to_string(note.where.line) + ":" +
              std::to_string(note.where.column) + ": " + note.message + "\n";
  return text;
}

// The row, and not the module, is what has to be mended.
TEST(Arithmetic, NotesWhereTheParametersGotTheirValues) {
  const std::string modules = "module squeeze(c) { conv 1x1 c/16 }\n"
                              "module block(n, t) { squeeze(t*n) }\n";
  LoadResult result = load(modules + inNetwork("table block | n t\n"
                                               " 1 | 16 6\n"
                                               " 2 | 8 3"));
  EXPECT_EQ(errorsOf(result), "1:30: c/16 is 24/16, no whole number; 16 and 32 "
                              "are multiples of 16\n");
  EXPECT_EQ(notesOf(result), "2:30: c is 24 here\n"
                             "7:6: n is 8 here\n"
                             "7:8: t is 3 here\n");
  result = load("module m(n) {\n conv 1x1 n-8\n}\n" + inNetwork("m(2*2)"));
  EXPECT_EQ(errorsOf(result), "2:11: channels of conv is -4; it must be from 1 "
                              "to 2147483647\n");
  EXPECT_EQ(notesOf(result), "6:3: n is 4 here\n");
  result = load("module m(n) {\n repeat n-2 relu\n}\n" + inNetwork("m(1)"));
  EXPECT_EQ(errorsOf(result),
            "2:9: a stage is repeated from 0 to 19999 times, not '-1'\n");
  EXPECT_EQ(notesOf(result), "6:3: n is 1 here\n");
  result = load("module m(n) {\n repeat n/2 relu\n}\n" + inNetwork("m(3)"));
  EXPECT_EQ(errorsOf(result), "2:9: n/2 is 3/2, no whole number; 2 and 4 are "
                              "multiples of 2\n");
  result = load("module m(n) {\n relu { pad: n/2 }\n conv 1x1 1 { stride: n/2 "
                "}\n}\n" +
                inNetwork("m(3)"));
  EXPECT_EQ(errorsOf(result), "2:9: relu has no key 'pad'\n"
                              "3:23: n/2 is 3/2, no whole number; 2 and 4 are "
                              "multiples of 2\n");
}

// Keys of an activation are read on their own.
TEST(Arithmetic, IsNotedOfAnActivationsKeys) {
  LoadResult result =
      load("module m(n) {\n relu -> conv 1x1 1 { activation: tanh { slope: "
           "n/(n-2), amplitude: n*999999 } }\n}\n" +
           inNetwork("m(2)"));
  EXPECT_EQ(errorsOf(result),
            "2:49: n/(n-2) is 2/0, a division by zero\n"
            "2:69: amplitude of tanh is 1999998; it must be from -1000000 to "
            "1000000\n");
  EXPECT_EQ(notesOf(result), "6:3: n is 2 here\n6:3: n is 2 here\n");
}

TEST(Arithmetic, UsesItsParameters) {
  EXPECT_EQ(errorsOf(load("module m(a, b, c, d) { conv 1x1 2*(a+1) { groups: "
                          "b/1 } -> repeat c*1 relu }\n" +
                          inNetwork("m(1, 1, 1, 1)"))),
            "1:19: parameter 'd' of module 'm' is never used\n");
}

TEST(Arithmetic, OfUnusedModulesIsLookedAt) {
  EXPECT_EQ(errorsOf(load("module m(a) { conv 1x1 a*3+3/2*a -> repeat a/2 relu "
                          "}\nmodule k(a) { m(a*b) }\n" +
                          inNetwork("relu"))),
            "1:28: 3/2*a is 3/2, no whole number; 2 and 4 are multiples of 2\n"
            "2:19: 'b' is not defined; arithmetic is of whole numbers and a "
            "module's parameters\n");
}

TEST(Arithmetic, SyntaxErrors) {
  const std::string value = "expected '(', sizes such as 3x3, a percentage, a "
                            "number or a name\n";
  EXPECT_EQ(errorsIn("conv 1x1 4*"),
            "3:12: the end of the line is not expected here; " + value);
  EXPECT_EQ(errorsIn("conv 1x1 4 ** 2"),
            "3:13: '*' is not expected here; " + value);
  EXPECT_EQ(errorsIn("conv 3x3/ -> relu"),
            "3:11: '->' is not expected here; " + value);
  EXPECT_EQ(errorsIn("conv 1x1 (4"),
            "3:12: the end of the line is not expected here; expected ')'\n");
  EXPECT_EQ(errorsIn("conv 1x1 -n"), "3:10: '-' is not expected here; expected "
                                     "the end of the line\n");
  EXPECT_EQ(errorsIn("conv 1x1 -(4)"),
            "3:10: '-' is not expected here; expected the end of the line\n");
}

// Blanks tell a call from a layer's arguments only where its kind does not.
TEST(Arithmetic, TellsCallsFromBrackets) {
  Network network =
      networkOf("module m (n) { linear (n) }\n"
                "module softmax(n) { linear (n+1) -> linear n }\n"
                "module k(a, b) { m (a+b) -> rbf(2*a) }\n" +
                inNetwork("m(1) -> m (2) -> m (3+4) -> m ( n: 2)\n"
                          "softmax (3) -> linear(2*2) -> linear "
                          "(2+3)*2 -> k (3, 2*2)"));
  std::string features;
  for (const Layer &layer : network.layers)
    features += std::to_string(layer.output.channels) + " ";
  EXPECT_EQ(features, "1 2 7 2 4 3 4 10 7 6 ");
  EXPECT_EQ(network.rows[0].type, "m");
  EXPECT_EQ(errorsIn("flatten()"),
            "3:1: 'flatten' is a layer: write it without brackets\n");
  EXPECT_EQ(errorsIn("linear(n: 3)"),
            "3:1: 'linear' is a layer: write it without brackets\n");
  EXPECT_EQ(errorsIn("linear(2)*3"), "3:10: '*' is not expected here; expected "
                                     "the end of the line\n");
}

// Each cell stands for itself; only brackets make a sum of one.
TEST(Arithmetic, ACellIsNoSum) {
  const std::string module = "module m(a, b) { conv 1x1 a -> scale b }\n";
  Network network =
      networkOf(module + inNetwork("table m | a b\n 1 | 4 -1\n 2 | 4*2 (1-3)"));
  EXPECT_EQ(network.rows[0].cells,
            (std::vector<std::optional<int64_t>>{4, -1}));
  EXPECT_EQ(network.rows[1].cells,
            (std::vector<std::optional<int64_t>>{8, -2}));
  EXPECT_EQ(errorsOf(load(module + inNetwork("table m | a b\n 1 | 4 -"))),
            "5:8: '-' is not expected here; expected the end of the line\n");
}

/// Parameters that double what they are given, in modules within modules, and
/// long sums in modules that are used often.
TEST(Arithmetic, OfHostileFilesIsBounded) {
  std::string spec = "module m0(n) { linear n }\n";
  for (int i = 1; i < 30; ++i)
    spec += "module m" + std::to_string(i) + "(n) { m" + std::to_string(i - 1) +
            "(n*n/n+n-n) }\n";
  EXPECT_EQ(networkOf(spec + inNetwork("m29(7)")).layers.size(), 1u);
  EXPECT_NE(errorsOf(load(spec + inNetwork("m29(0)"))), "");
  std::string sum = "n";
  for (int i = 0; i < 50000; ++i)
    sum += "+n";
  std::string errors = errorsOf(load("module m(n) { linear " + sum + " }\n" +
                                     inNetwork("m(1)\nrepeat 19999 m(1)")));
  EXPECT_NE(errors.find("the network is too large"), std::string::npos);
  errors = errorsOf(load("module m(n) { linear n }\nmodule k(n) { m(" + sum +
                         ") }\n" + inNetwork("repeat 19999 k(1)")));
  EXPECT_NE(errors.find("the network is too large"), std::string::npos);
}

} // namespace
} // namespace gnet::test
