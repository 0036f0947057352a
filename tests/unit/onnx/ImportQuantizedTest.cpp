// Pairs that round to integers: ranges of results, and float32 of weights.
#include "OnnxModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

void addBytes(Model &model, const std::string &name, const Ints &dims,
              const Ints &values,
              onnx::TensorProto::DataType type = onnx::TensorProto::UINT8) {
  auto *tensor = model.graph().add_initializer();
  tensor->set_name(name);
  tensor->set_data_type(type);
  for (int64_t dim : dims)
    tensor->add_dims(dim);
  for (int64_t value : values)
    tensor->add_int32_data(static_cast<int32_t>(value));
}

/// Rounds `value`: `value`_q, then `value`_d.
void addPair(Model &model, const std::string &value, float scale, int64_t zero,
             onnx::TensorProto::DataType type = onnx::TensorProto::UINT8) {
  model.floats(value + "_s", {}, {scale});
  addBytes(model, value + "_z", {}, {zero}, type);
  const std::string steps = " " + value + "_s " + value + "_z";
  model.node("QuantizeLinear", value + steps, value + "_q");
  model.node("DequantizeLinear", value + "_q" + steps, value + "_d");
}

/// A convolution of 1x1 by bytes with a scale a channel.
void addConv(Model &model, const std::string &input,
             const std::string &output) {
  addBytes(model, "stem.weight_quantized", {2, 3, 1, 1},
           {127, 0, -3, 4, 5, -127}, onnx::TensorProto::INT8);
  model.floats("w_s", {2}, {0.5F, 2});
  addBytes(model, "w_z", {2}, {0, 1}, onnx::TensorProto::INT8);
  set(model.node("DequantizeLinear", "stem.weight_quantized w_s w_z", "w"),
      "axis", int64_t{0});
  addBytes(model, "b_i", {2}, {1000000, -3}, onnx::TensorProto::INT32);
  model.floats("b_s", {}, {0.25F});
  model.node("DequantizeLinear", "b_i b_s", "b");
  model.node("Conv", input + " w b", output);
}

TEST(ImportQuantized, ResultsHaveRanges) {
  Model model;
  addPair(model, "x", 0.5F, 28);
  addConv(model, "x_d", "c");
  model.node("Relu", "c", "r");
  addPair(model, "r", 0.25F, -128, onnx::TensorProto::INT8);
  set(model.node("MaxPool", "r_d", "p"), "kernel_shape", {2, 2});
  addPair(model, "p", 0.25F, -128, onnx::TensorProto::INT8);
  model.node("Sigmoid", "p_d", "y");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, HasSubstr("stem: conv 1x1 2 { activation: relu }"));
  ASSERT_TRUE(spec.calibration);
  EXPECT_EQ(spec.calibration->method, "imported");
  auto range = [&](const char *name) {
    const auto found = spec.calibration->ranges.lookup(name);
    return std::pair(found.min, found.max);
  };
  EXPECT_EQ(range("x"), std::pair(-14.0, 113.5));
  EXPECT_EQ(range("stem"), std::pair(0.0, 63.75));
  EXPECT_EQ(spec.calibration->ranges.size(), 3u);
}

TEST(ImportQuantized, WeightsAreWhatTheirIntegersStandFor) {
  Model model;
  addConv(model, "x", "c");
  ImportedSpec spec = model.spec();
  EXPECT_FALSE(spec.calibration);
  ASSERT_EQ(spec.weights.size(), 2u);
  EXPECT_EQ(spec.weights[0].parameter.name, "stem.weight");
  EXPECT_THAT(spec.weights[0].values, ElementsAre(63.5, 0, -1.5, 6, 8, -256));
  EXPECT_THAT(spec.weights[1].values, ElementsAre(250000, -0.75));
}

/// As NNCF leaves them.
TEST(ImportQuantized, WeightsThatNodesRoundAreRounded) {
  Model model;
  model.floats("stem.weight", {1, 3, 1, 1}, {0.74F, 500, 1.25F});
  model.floats("w_s", {1}, {0.5F});
  addBytes(model, "w_z", {1}, {0}, onnx::TensorProto::INT8);
  set(model.node("QuantizeLinear", "stem.weight w_s w_z", "w_q"), "axis",
      int64_t{0});
  set(model.node("DequantizeLinear", "w_q w_s w_z", "w"), "axis", int64_t{0});
  model.node("Conv", "x w", "c");
  ImportedSpec spec = model.spec();
  ASSERT_EQ(spec.weights.size(), 1u);
  EXPECT_THAT(spec.weights[0].values, ElementsAre(0.5, 63.5, 1));
}

TEST(ImportQuantized, ARangeFrom0OnIsARelu) {
  Model model;
  addConv(model, "x", "c");
  addPair(model, "c", 0.25F, 0);
  model.node("Sigmoid", "c_d", "y");
  EXPECT_THAT(model.text(), HasSubstr("activation: relu"));
  // Where nothing is less than 0 there is none.
  Model pooled;
  pooled.node("Sigmoid", "x", "s");
  set(pooled.node("MaxPool", "s", "p"), "kernel_shape", {2, 2});
  addPair(pooled, "p", 0.25F, 0);
  pooled.node("Tanh", "p_d", "y");
  EXPECT_THAT(pooled.text(), testing::Not(HasSubstr("relu")));
}

/// As NNCF rounds what a depthwise convolution reads.
TEST(ImportQuantized, ResultsByChannelsHaveTheRangeOfAll) {
  Model model;
  model.floats("s", {3}, {0.5F, 1, 2});
  addBytes(model, "z", {3}, {10, 0, 100});
  model.node("QuantizeLinear", "x s z", "q");
  model.node("DequantizeLinear", "q s z", "d");
  model.node("Tanh", "d", "y");
  ImportedSpec spec = model.spec();
  ASSERT_TRUE(spec.calibration);
  const auto range = spec.calibration->ranges.lookup("x");
  EXPECT_EQ(std::pair(range.min, range.max), std::pair(-200.0, 310.0));
  EXPECT_THAT(spec.notes, Contains(HasSubstr("that of all their channels")));
}

/// As onnxruntime writes what ONNX had no type of integers for.
TEST(ImportQuantized, MoreThanABytesBitsAreSaid) {
  Model model;
  addPair(model, "x", 0.5F, 0, onnx::TensorProto::UINT16);
  model.node("Tanh", "x_d", "y");
  for (auto &node : *model.graph().mutable_node())
    if (node.op_type() != "Tanh")
      node.set_domain("com.microsoft");
  ImportedSpec spec = model.spec();
  ASSERT_TRUE(spec.calibration);
  EXPECT_EQ(spec.calibration->ranges.lookup("x").max, 32767.5);
  EXPECT_THAT(spec.notes, Contains(HasSubstr("more than 8 bits")));
}

/// As where only convolutions are quantised: their results, before the relu.
TEST(ImportQuantized, RangesThatNoPackageHasAreCounted) {
  Model model;
  addConv(model, "x", "c");
  addPair(model, "c", 0.25F, 100);
  model.node("Relu", "c_d", "r");
  addPair(model, "r", 0.25F, 0);
  model.node("Tanh", "r_d", "y");
  ImportedSpec spec = model.spec();
  ASSERT_TRUE(spec.calibration);
  EXPECT_EQ(spec.calibration->ranges.size(), 1u);
  EXPECT_THAT(spec.notes, Contains(HasSubstr("1 of the results")));
}

/// In a form like `q_output_stem.weight_1`.
TEST(ImportQuantized, NncfsNamesAreTheWeights) {
  Model model;
  addBytes(model, "q_output_stem.weight_1", {1, 3, 1, 1}, {1, 2, 3},
           onnx::TensorProto::INT8);
  model.floats("w_s", {}, {0.5F});
  model.node("DequantizeLinear", "q_output_stem.weight_1 w_s", "w");
  model.node("Conv", "x w", "c");
  EXPECT_EQ(model.spec().weights.at(0).parameter.name, "stem.weight");
}

TEST(ImportQuantized, WhatDoesNotFitIsSaid) {
  Model open;
  open.floats("s", {}, {0.5F});
  addBytes(open, "z", {}, {0});
  open.node("QuantizeLinear", "x s z", "q");
  open.node("Tanh", "q", "y");
  EXPECT_THAT(open.error(), HasSubstr("which only DequantizeLinear takes"));

  Model output;
  output.floats("s", {}, {0.5F});
  addBytes(output, "z", {}, {0});
  output.node("Tanh", "x", "t");
  output.node("QuantizeLinear", "t s z", "q");
  EXPECT_THAT(output.error(), HasSubstr("output 'q' is of integers"));

  Model other;
  other.floats("s", {}, {0.5F});
  other.floats("s2", {}, {0.25F});
  addBytes(other, "z", {}, {0});
  other.node("QuantizeLinear", "x s z", "q");
  other.node("DequantizeLinear", "q s2 z", "d");
  EXPECT_THAT(other.error(), HasSubstr("is not that of the QuantizeLinear"));

  Model channels;
  channels.floats("s", {2}, {0.5F, 1});
  channels.node("QuantizeLinear", "x s", "q");
  EXPECT_THAT(channels.error(), HasSubstr("neither one nor one a channel"));

  Model rows;
  rows.floats("s", {3}, {0.5F, 1, 2});
  set(rows.node("QuantizeLinear", "x s", "q"), "axis", int64_t{2});
  EXPECT_THAT(rows.error(), HasSubstr("neither one nor one a channel"));

  Model integers;
  integers.node("QLinearConv", "x", "q");
  EXPECT_THAT(integers.error(), HasSubstr("quant_format=QuantFormat.QDQ"));

  Model dynamic;
  dynamic.node("DynamicQuantizeLinear", "x", "q");
  EXPECT_THAT(dynamic.error(), HasSubstr("quantize_static"));

  Model zero;
  zero.floats("s", {}, {0});
  zero.node("QuantizeLinear", "x s", "q");
  EXPECT_THAT(zero.error(), HasSubstr("no number above 0"));

  Model axis;
  addBytes(axis, "w_i", {2, 3, 1, 1}, {1, 2, 3, 4, 5, 6},
           onnx::TensorProto::INT8);
  axis.floats("w_s", {3}, {1, 2, 3});
  set(axis.node("DequantizeLinear", "w_i w_s", "w"), "axis", int64_t{0});
  EXPECT_THAT(axis.error(), HasSubstr("not one a place of its axis"));
}

} // namespace
} // namespace gnet
