// Local response normalisation of several nodes, as PyTorch's exporters write
// nn.LocalResponseNorm.
#include "OnnxModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// x of 3 x 8 x 8 and what an lrn of size 3 is made of, in pieces.
struct LrnModel : Model {
  explicit LrnModel(int64_t opset = 17) : Model({0, 3, 8, 8}, opset) {
    floats("alpha", {}, {9.999999747378752e-05F});
    floats("k", {}, {2});
    floats("beta", {}, {0.75F});
    integers("wide", {-1, 1, 3, 8, 8});
    integers("flat", {-1, 1, 3, 64});
    integers("image", {-1, 3, 8, 8});
    integers("one", {1});
    integers("pads", {0, 0, 1, 0, 0, 0, 0, 1, 0, 0});
  }

  /// An average of `size` channels, of `input` in five dimensions.
  onnx::NodeProto &average(const std::string &input, const std::string &output,
                           int64_t size = 3) {
    auto &pool = node("AveragePool", input, output);
    set(pool, "kernel_shape", {size, 1, 1});
    set(pool, "strides", {1, 1, 1});
    set(pool, "pads", {0, 0, 0, 0, 0, 0});
    set(pool, "count_include_pad", int64_t{1});
    set(pool, "ceil_mode", int64_t{0});
    return pool;
  }

  /// The squares of `of` and their padding, as `padded`.
  void squares(const std::string &pads = "pads", const std::string &of = "x") {
    node("Mul", of + " " + of, "squares");
    set(node("Reshape", "squares wide", "view"), "allowzero", int64_t{1});
    set(node("Pad", "view " + pads, "padded"), "mode", "constant");
  }

  /// Their average of `size` channels, as `means`.
  void meansOfPadded(int64_t size = 3) {
    average("padded", "mean", size);
    node("Squeeze", "mean one", "means");
  }

  /// x over what `means` are to be.
  void quotient(const std::string &means, const std::string &alpha = "alpha") {
    node("Mul", means + " " + alpha, "weighted");
    node("Add", "weighted k", "sum");
    node("Pow", "sum beta", "power");
    node("Div", "x power", "y").set_name("norm1/Div");
  }
};

TEST(ImportLrn, OfTorchsExporter) {
  LrnModel model;
  model.squares();
  model.meansOfPadded();
  model.quotient("means");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text,
              AllOf(HasSubstr("lrn 3 { k: 2 }"), Not(HasSubstr("multiply")),
                    Not(HasSubstr("scale"))));
  EXPECT_THAT(spec.notes, Not(Contains(HasSubstr("left out"))));
}

/// A condition whether there is something to squeeze, sizes that are asked for
/// and padding that is turned around, all of nodes.
TEST(ImportLrn, OfTorchsOlderExporter) {
  LrnModel model;
  model.integers("zero", {0});
  model.integers("minus", {-1});
  model.integers("lowest", {-INT64_MAX});
  model.integers("pairs", {-1, 2});
  model.integers("torchPads", {0, 0, 0, 0, 1, 1});
  model.integers("rank", {5});
  model.integers("two", {2});
  model.integers("six", {6});
  model.node("Mul", "x x", "squares");
  model.node("Shape", "x", "sizes");
  model.node("Gather", "sizes zero", "batch");
  model.integers("rest", {1, 3, 8, 8});
  set(model.node("Concat", "batch rest", "asked"), "axis", int64_t{0});
  model.node("Reshape", "squares asked", "view");
  model.node("Mul", "rank two", "ends");
  model.node("Sub", "ends six", "missing");
  model.node("ConstantOfShape", "missing", "zeros");
  set(model.node("Concat", "torchPads zeros", "all"), "axis", int64_t{0});
  model.node("Reshape", "all pairs", "pairwise");
  model.node("Slice", "pairwise minus lowest zero minus", "turned");
  set(model.node("Transpose", "turned", "columns"), "perm", {1, 0});
  model.node("Reshape", "columns minus", "onnxPads");
  model.node("Pad", "view onnxPads", "padded");
  model.average("padded", "mean");
  model.node("Shape", "mean", "meanSizes");
  model.node("Gather", "meanSizes one", "size");
  model.node("Equal", "size one", "is");
  auto &condition = model.node("If", "is", "narrow");
  auto branch = [&](const char *name, const char *op) -> onnx::NodeProto & {
    auto *attribute = condition.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto_AttributeType_GRAPH);
    auto *graph = attribute->mutable_g();
    graph->add_output()->set_name(op);
    auto *node = graph->add_node();
    node->set_op_type(op);
    node->add_input("mean");
    node->add_output(op);
    return *node;
  };
  branch("then_branch", "Squeeze").add_input("axes");
  auto *axes = condition.mutable_attribute(0)->mutable_g()->add_node();
  axes->set_op_type("Constant");
  axes->add_output("axes");
  set(*axes, "value_ints", Ints{1});
  branch("else_branch", "Identity");
  model.node("Reshape", "narrow image", "means");
  model.quotient("means");
  EXPECT_THAT(model.text(), HasSubstr("lrn 3 { k: 2 }"));
}

TEST(ImportLrn, InOtherOrdersAndDimensions) {
  // Rows and columns as one dimension, and the pool's own padding.
  LrnModel flat;
  flat.node("Mul", "x x", "squares");
  flat.node("Reshape", "squares flat", "view");
  auto &pool = flat.node("AveragePool", "view", "mean");
  set(pool, "kernel_shape", {3, 1});
  set(pool, "pads", {1, 0, 1, 0});
  set(pool, "count_include_pad", int64_t{1});
  flat.node("Reshape", "mean image", "means");
  flat.node("Mul", "alpha means", "weighted");
  flat.node("Add", "k weighted", "sum");
  flat.node("Pow", "sum beta", "power");
  flat.node("Div", "x power", "y");
  EXPECT_THAT(flat.text(), HasSubstr("lrn 3 { k: 2 }"));

  // Axes are attributes in older operator sets.
  LrnModel old(11);
  old.node("Mul", "x x", "squares");
  set(old.node("Unsqueeze", "squares", "view"), "axes", Ints{1});
  old.node("Pad", "view pads", "padded");
  old.average("padded", "mean");
  set(old.node("Squeeze", "mean", "means"), "axes", Ints{1});
  old.quotient("means");
  EXPECT_THAT(old.text(), HasSubstr("lrn 3 { k: 2 }"));

  LrnModel single;
  single.node("Mul", "x x", "squares");
  single.node("Unsqueeze", "squares one", "view");
  single.average("view", "mean", 1);
  single.node("Squeeze", "mean one", "means");
  single.quotient("means");
  EXPECT_THAT(single.text(), HasSubstr("lrn 1 { k: 2 }"));
}

/// As onnxruntime's quantiser does: it is computed in float32.
TEST(ImportLrn, RoundedInside) {
  LrnModel model;
  model.floats("step", {}, {0.5F});
  auto *zero = model.graph().add_initializer();
  zero->set_name("zero");
  zero->set_data_type(onnx::TensorProto::UINT8);
  zero->add_int32_data(0);
  auto rounded = [&](const std::string &value) {
    model.node("QuantizeLinear", value + " step zero", value + "Q");
    model.node("DequantizeLinear", value + "Q step zero", value + "D");
    return value + "D";
  };
  model.counted("w", {3, 3, 1, 1});
  model.node("Conv", "x w", "c");
  const std::string c = rounded("c");
  model.node("Mul", c + " " + c, "squares");
  model.node("Reshape", rounded("squares") + " wide", "view");
  model.node("Pad", rounded("view") + " pads", "padded");
  model.average(rounded("padded"), "mean");
  model.node("Squeeze", rounded("mean") + " one", "means");
  model.floats("alphaStep", {}, {0.01F});
  auto *byte = model.graph().add_initializer();
  byte->set_name("alphaQ");
  byte->set_data_type(onnx::TensorProto::UINT8);
  byte->add_int32_data(2);
  model.node("DequantizeLinear", "alphaQ alphaStep zero", "alphaD");
  model.node("Mul", rounded("means") + " alphaD", "weighted");
  model.node("Add", rounded("weighted") + " k", "sum");
  model.node("Pow", rounded("sum") + " beta", "power");
  model.node("Div", "c power", "quotient");
  model.node("Tanh", rounded("quotient"), "y");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, AllOf(HasSubstr("activation: relu"),
                               HasSubstr("lrn 3 { alpha: 0.02, k: 2 }")));
  EXPECT_THAT(spec.notes, Contains(HasSubstr("compute in float32")));
  ASSERT_TRUE(spec.calibration);
  EXPECT_EQ(spec.calibration->ranges.size(), 2U);
}

TEST(ImportLrn, WhatIsNoneIsAnError) {
  LrnModel even;
  even.integers("evenPads", {0, 0, 2, 0, 0, 0, 0, 1, 0, 0});
  even.squares("evenPads");
  even.meansOfPadded(4);
  even.quotient("means");
  EXPECT_THAT(even.error(),
              HasSubstr("the AveragePool node that gives 'mean': its window is "
                        "of 4 channels, where the size must be odd"));

  LrnModel aside;
  aside.integers("before", {0, 0, 2, 0, 0, 0, 0, 0, 0, 0});
  aside.squares("before");
  aside.meansOfPadded();
  aside.quotient("means");
  EXPECT_THAT(aside.error(), HasSubstr("is not in the middle of its window"));

  LrnModel rows;
  rows.node("Mul", "x x", "squares");
  auto &pool = rows.node("AveragePool", "squares", "mean");
  set(pool, "kernel_shape", {3, 1});
  set(pool, "pads", {1, 0, 1, 0});
  set(pool, "count_include_pad", int64_t{1});
  rows.quotient("mean");
  EXPECT_THAT(rows.error(), HasSubstr("over something else than channels"));

  LrnModel both;
  both.squares();
  set(both.node("AveragePool", "padded", "mean"), "kernel_shape", {3, 3, 1});
  both.node("Squeeze", "mean one", "means");
  both.quotient("means");
  EXPECT_THAT(both.error(), HasSubstr("over more than channels"));

  LrnModel uncounted;
  uncounted.node("Mul", "x x", "squares");
  uncounted.node("Reshape", "squares flat", "view");
  auto &ends = uncounted.node("AveragePool", "view", "mean");
  set(ends, "kernel_shape", {3, 1});
  set(ends, "pads", {1, 0, 1, 0});
  uncounted.node("Reshape", "mean image", "means");
  uncounted.quotient("means");
  EXPECT_THAT(uncounted.error(), HasSubstr("count_include_pad: 0"));

  LrnModel narrow;
  narrow.squares();
  narrow.meansOfPadded(2);
  narrow.quotient("means");
  EXPECT_THAT(narrow.error(), HasSubstr("gives not one mean a channel"));

  LrnModel single;
  single.node("Mul", "x x", "squares");
  single.node("Identity", "squares", "means");
  single.quotient("means");
  EXPECT_THAT(single.error(), HasSubstr("without the mean over channels"));

  LrnModel wide;
  wide.squares();
  wide.average("padded", "mean");
  wide.quotient("mean");
  EXPECT_THAT(wide.error(), HasSubstr("what it divides by is 1x1x3x8x8"));

  LrnModel alpha;
  alpha.floats("many", {3, 1, 1}, {1, 2, 3});
  alpha.squares();
  alpha.meansOfPadded();
  alpha.quotient("means", "many");
  EXPECT_THAT(alpha.error(),
              HasSubstr("node 'norm1/Div' (Div): the factor of its mean, "
                        "'many', is not one number"));

  LrnModel other;
  other.node("Tanh", "x", "t");
  other.squares("pads", "t");
  other.meansOfPadded();
  other.quotient("means");
  EXPECT_THAT(other.error(), HasSubstr("the language can only flatten"));
}

} // namespace
} // namespace gnet
