#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

std::string printed(const std::string &text) {
  ParseResult result = parseSpec("spec.gn", [&](const std::string &, size_t) {
    return FileContent{text, {}};
  });
  EXPECT_EQ(result.diagnostics.render(), "");
  return result.syntax ? printAst(*result.syntax) : "";
}

constexpr const char *canonical =
    "import \"m.gn\"\n"
    "module m(a, b) {\n"
    "  defaults conv { pad: same, norm: batch_norm { epsilon: 1e-3 } }\n"
    "  concat {\n"
    "    left: conv 1x1 a as first -> relu\n"
    "    from input -> concat {\n"
    "      conv 3x1/2x1 b\n"
    "      relu\n"
    "    }\n"
    "  }\n"
    "}\n"
    "network n {\n"
    "  input image: 3x8x8 { scale: 1/255, mean: [1, -2.5, 3e2] }\n"
    "  a: conv 7x7/2 64 { bias: false }  expect 4x4x64, 64 b, 2.7K params, 34M "
    "ops\n"
    "  table m | a b | output params\n"
    "  3a | 1 2 | 4x4x3 -\n"
    "  5 | 1 2 | - 1K\n"
    "  table m | a b\n"
    "  x | 1 2\n"
    "  both: concat m_3a.left, m_5\n"
    "  m(a: 3, b: 4) -> dropout 40%\n"
    "  head h at a { loss: 0.3 } {\n"
    "    linear 10 -> softmax\n"
    "  }\n"
    "  labels \"names.txt\"\n"
    "}\n";

constexpr const char *layers =
    "network n {\n"
    "  paper \"A, B: 2014\"\n"
    "  training { label_smoothing: 0.1 }\n"
    "  a: conv 5x5 2 { connections: [[0, 1], [2]], activation: tanh { slope: "
    "2/3 } }\n"
    "  scale [0.5, n] { offset: [1, 2] } -> repeat 3 m(1) as unit\n"
    "  b: repeat n add {\n"
    "    residual: repeat 2 relu\n"
    "    from input\n"
    "  }\n"
    "  add a, b.add.concat -> rbf 10\n"
    "}\n";

constexpr const char *arithmetic =
    "module m(a, b) {\n"
    "  conv 1x1 4*a { groups: a/4, pad: [a-1, b--1, (a+b)/2, 16/2] }\n"
    "  conv 3x3/(2*b) a-(b-1)*2-3 { stride: a*b/2 }\n"
    "  linear (a+b)*2 -> linear -1*a+(a-b) -> conv 1x1 a (a+1)*2 -2\n"
    "  repeat a-1 k((a+b)*(a/b), n: 2*(a*b))\n"
    "  repeat (a+1)*2 relu\n"
    "}\n"
    "network n {\n"
    "  table m | a b\n"
    "  1 | 4*16 (8-1)\n"
    "  2 | 4 -1\n"
    "  multiply {\n"
    "    from input\n"
    "    from module input -> relu\n"
    "  }\n"
    "  multiply network input, a.multiply\n"
    "  from head input -> concat module input, input\n"
    "}\n";

constexpr const char *variant = "import \"base.gn\"\n"
                                "network v extends base {\n"
                                "  remove a, b\n"
                                "  replace module m with k\n"
                                "  replace c: conv 1x1 4  expect 1x1x4\n"
                                "  replace head h at c { loss: 0.3 } {\n"
                                "    linear 10\n"
                                "  }\n"
                                "  replace d, e with {\n"
                                "    table k | n\n"
                                "    1 | 2\n"
                                "  }\n"
                                "  insert before f {\n"
                                "    relu\n"
                                "  }\n"
                                "  insert after g {\n"
                                "  }\n"
                                "}\n";

TEST(Printer, CanonicalTextPrintsToItself) {
  for (const char *text : {canonical, layers, arithmetic, variant})
    EXPECT_EQ(printed(text), text);
}

TEST(Printer, LayoutAndCommentsDoNotMatter) {
  EXPECT_EQ(printed("network   n{ // x\n\n input i:1x1x1{order:gray,}\n"
                    "a:relu\n->conv 1x1\t4{bias:true\npad:[0,0,\n0,0]}}"),
            "network n {\n"
            "  input i: 1x1x1 { order: gray }\n"
            "  a: relu -> conv 1x1 4 { bias: true, pad: [0, 0, 0, 0] }\n"
            "}\n");
  EXPECT_EQ(printed("network n {linear(3)\nlinear ( a+ (b) )\nlinear a - "
                    "1\nlinear a - -1\nlinear ((a*b))/(c)\nlinear a+(b+c)\n"
                    "from  module\tinput}"),
            "network n {\n"
            "  linear(3)\n"
            "  linear(a+b)\n"
            "  linear a-1\n"
            "  linear a--1\n"
            "  linear (a*b)/c\n"
            "  linear a+(b+c)\n"
            "  from module input\n"
            "}\n");
}

} // namespace
} // namespace gnet::test
