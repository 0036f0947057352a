// Activations and products, in the spellings that models have.
#include "OnnxModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A model with the numbers that such activations are made of.
struct Numbers : Model {
  explicit Numbers(int64_t opset = 17) : Model({1, 3, 8, 8}, opset) {
    const std::pair<const char *, float> numbers[] = {
        {"zero", 0},  {"half", 0.5F},       {"one", 1},
        {"three", 3}, {"six", 6},           {"sixth", 1.0F / 6},
        {"five", 5},  {"sqrt2", 1.414214F}, {"root", 0.70710678F},
        {"two", 2},   {"tenth", 0.1F}};
    for (auto [name, value] : numbers)
      floats(name, {}, {value});
  }

  onnx::NodeProto &hardSigmoid(const std::string &input,
                               const std::string &output) {
    auto &node = this->node("HardSigmoid", input, output);
    set(node, "alpha", 1.0F / 6);
    return node;
  }

  /// erf(x / sqrt 2) + 1 as `output`.
  void erf(const std::string &output) {
    node("Div", "x sqrt2", output + "d");
    node("Erf", output + "d", output + "e");
    node("Add", "one " + output + "e", output);
  }

  /// The one layer that the spec has.
  std::string layer() {
    std::string text = this->text();
    const size_t end = text.rfind(" expect");
    const size_t start = text.rfind(": ", end) + 2;
    EXPECT_EQ(text.find(" expect"), end) << text;
    return llvm::StringRef(text).slice(start, end).rtrim().str();
  }
};

TEST(ImportActivations, OfOneNode) {
  Numbers swish;
  swish.node("HardSwish", "x", "y");
  EXPECT_EQ(swish.layer(), "hard_swish");

  Numbers hard;
  hard.hardSigmoid("x", "y");
  EXPECT_EQ(hard.layer(), "hard_sigmoid");

  Numbers gelu(20);
  gelu.node("Gelu", "x", "y");
  EXPECT_EQ(gelu.layer(), "gelu");

  Numbers clip;
  clip.node("Clip", "x zero six", "y");
  EXPECT_EQ(clip.layer(), "relu6");

  Numbers old(9);
  auto &clipped = old.node("Clip", "x", "y");
  set(clipped, "min", 0.0F);
  set(clipped, "max", 6.0F);
  EXPECT_EQ(old.layer(), "relu6");
}

TEST(ImportActivations, HardSigmoidOfNodes) {
  for (auto [op, number] : {std::pair{"Div", "six"}, {"Mul", "sixth"}}) {
    Numbers model;
    model.node("Add", "three x", "a");
    model.node("Clip", "a zero six", "c");
    model.node(op, std::string("c ") + number, "y");
    EXPECT_EQ(model.layer(), "hard_sigmoid");
  }
}

TEST(ImportActivations, HardSwishOfNodes) {
  Numbers hard;
  hard.hardSigmoid("x", "h");
  hard.node("Mul", "h x", "y");
  EXPECT_EQ(hard.layer(), "hard_swish");

  Numbers gate;
  gate.node("Add", "x three", "a");
  gate.node("Clip", "a zero six", "c");
  gate.node("Div", "c six", "d");
  gate.node("Mul", "x d", "y");
  EXPECT_EQ(gate.layer(), "hard_swish");

  Numbers last(9);
  last.node("Add", "x three", "a");
  auto &clip = last.node("Clip", "a", "c");
  set(clip, "min", 0.0F);
  set(clip, "max", 6.0F);
  last.node("Mul", "c x", "p");
  last.node("Mul", "sixth p", "y");
  EXPECT_EQ(last.layer(), "hard_swish");
}

TEST(ImportActivations, SiluOfNodes) {
  for (const char *operands : {"x s", "s x"}) {
    Numbers model;
    model.node("Sigmoid", "x", "s");
    model.node("Mul", operands, "y");
    EXPECT_EQ(model.layer(), "silu");
  }
}

TEST(ImportActivations, GeluOfNodes) {
  Numbers last;
  last.erf("t");
  last.node("Mul", "x t", "p");
  last.node("Mul", "p half", "y");
  EXPECT_EQ(last.layer(), "gelu");

  Numbers first;
  first.node("Mul", "half x", "h");
  first.erf("t");
  first.node("Mul", "h t", "y");
  EXPECT_EQ(first.layer(), "gelu");

  Numbers inner;
  inner.node("Mul", "x root", "d");
  inner.node("Erf", "d", "e");
  inner.node("Add", "e one", "t");
  inner.node("Div", "t two", "h");
  inner.node("Mul", "x h", "y");
  EXPECT_EQ(inner.layer(), "gelu");
}

/// Constants may be nodes, and float16 in a file of that type.
TEST(ImportActivations, NumbersAreNodesOrRounded) {
  Model model;
  auto *value = model.node("Constant", "", "c").add_attribute();
  value->set_name("value_float");
  value->set_type(onnx::AttributeProto_AttributeType_FLOAT);
  value->set_f(0.16662598F); // The float16 next to 1/6.
  model.floats("three", {1}, {3});
  model.floats("zero", {}, {0});
  model.floats("six", {}, {6});
  model.node("Add", "x three", "a");
  model.node("Clip", "a zero six", "b");
  model.node("Mul", "b c", "y");
  EXPECT_THAT(model.text(),
              AllOf(HasSubstr("hard_sigmoid"), Not(HasSubstr("relu6"))));
}

TEST(ImportActivations, WhatOthersReadStaysALayer) {
  Numbers model;
  model.node("Sigmoid", "x", "s");
  model.node("Mul", "x s", "m");
  model.node("Add", "m s", "y");
  EXPECT_THAT(model.text(), AllOf(HasSubstr("silu"), HasSubstr("sigmoid")));

  Numbers swish;
  swish.node("Add", "x three", "a");
  swish.node("Clip", "a zero six", "c");
  swish.node("Div", "c six", "d");
  swish.node("Mul", "x d", "m");
  swish.node("Add", "m d", "y");
  EXPECT_THAT(swish.text(),
              AllOf(HasSubstr("hard_swish"), HasSubstr("hard_sigmoid"),
                    Not(HasSubstr("relu6"))));
}

TEST(ImportActivations, OtherNumbersAreOtherLayers) {
  Numbers scaled;
  scaled.node("Add", "x three", "a");
  scaled.node("Clip", "a zero six", "c");
  scaled.node("Div", "c five", "y");
  EXPECT_THAT(scaled.text(),
              AllOf(HasSubstr("scale 1 { offset: 3 }"), HasSubstr("relu6"),
                    HasSubstr("scale 0.2"), Not(HasSubstr("hard"))));

  Numbers gated;
  gated.node("Tanh", "x", "t");
  gated.node("Sigmoid", "t", "s");
  gated.node("Mul", "x s", "y");
  EXPECT_THAT(gated.text(), AllOf(HasSubstr("multiply"), HasSubstr("sigmoid"),
                                  Not(HasSubstr("silu"))));

  Numbers divided;
  divided.node("Sigmoid", "x", "s");
  divided.node("Div", "x s", "y");
  EXPECT_THAT(divided.error(), HasSubstr("divides by constants only"));
}

TEST(ImportActivations, WhatIsNoneIsAnError) {
  Numbers erf;
  erf.erf("t");
  erf.node("Mul", "x t", "p");
  erf.node("Mul", "p tenth", "y");
  EXPECT_THAT(
      erf.error(),
      HasSubstr(
          "the Erf node that gives 'te': the language has no layer for it"));

  Numbers clip;
  clip.node("Clip", "x zero five", "y");
  EXPECT_THAT(clip.error(), HasSubstr("from 0 to 6 only"));

  Numbers open;
  open.node("Clip", "x zero", "y");
  EXPECT_THAT(open.error(), HasSubstr("from 0 to 6 only"));

  Numbers keras;
  keras.node("HardSigmoid", "x", "y");
  EXPECT_THAT(keras.error(), HasSubstr("are not 1/6 and 0.5"));

  Numbers gelu(20);
  set(gelu.node("Gelu", "x", "y"), "approximate", "tanh");
  EXPECT_THAT(gelu.error(), HasSubstr("approximated by tanh"));
}

TEST(ImportProducts, OfOneShape) {
  Model model;
  model.node("Tanh", "x", "t");
  model.node("Mul", "t x", "y");
  EXPECT_THAT(model.text(), HasSubstr("multiply {\n"
                                      "    b1: tanh\n"
                                      "    b2: from input\n  }"));

  Model square;
  square.node("Tanh", "x", "t");
  square.node("Mul", "t t", "y");
  EXPECT_THAT(square.text(), HasSubstr("multiply tanh, tanh"));
}

TEST(ImportProducts, OfAnImageAndItsGate) {
  for (const char *operands : {"x s", "s x"}) {
    Model model;
    auto &mean = model.node("ReduceMean", "x", "m");
    set(mean, "axes", {-1, -2});
    model.node("Sigmoid", "m", "s");
    model.node("Mul", operands, "y");
    EXPECT_THAT(model.text(),
                HasSubstr("multiply {\n"
                          "    b1: from input\n"
                          "    b2: global_avg_pool -> sigmoid\n  }"));
  }
}

TEST(ImportProducts, OfOtherShapesAreErrors) {
  Model spatial;
  spatial.counted("w", {1, 3, 1, 1});
  spatial.node("Conv", "x w", "a");
  spatial.node("Mul", "x a", "y");
  EXPECT_THAT(spatial.error(), HasSubstr("it multiplies 8x8x3 by 8x8x1"));

  Model vector;
  set(vector.node("ReduceMean", "x", "m"), "axes", {2, 3});
  vector.node("Flatten", "m", "f");
  vector.node("Mul", "x f", "y");
  EXPECT_THAT(vector.error(), HasSubstr("it multiplies"));
}

} // namespace
} // namespace gnet
