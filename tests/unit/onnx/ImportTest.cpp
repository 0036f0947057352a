#include "OnnxModel.h"
#include <gmock/gmock.h>
#include <random>

namespace gnet {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const WeightTensor *find(const ImportedSpec &spec, const std::string &name) {
  for (const WeightTensor &tensor : spec.weights)
    if (tensor.parameter.name == name)
      return &tensor;
  return nullptr;
}

Floats valuesOf(const ImportedSpec &spec, const std::string &name) {
  const WeightTensor *tensor = find(spec, name);
  return tensor ? tensor->values : Floats();
}

TEST(Import, NamesComeFromWeights) {
  Model model;
  model.counted("stem/7x7_w_0", {4, 3, 3, 3});
  set(model.node("Conv", "x stem/7x7_w_0", "r0"), "pads", {1, 1, 1, 1});
  model.node("Relu", "r0", "r1");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, HasSubstr("conv 3x3 4 { pad: same, bias: false, "
                                   "activation: relu }"));
  EXPECT_THAT(spec.text, HasSubstr("expect 8x8x4"));
  ASSERT_EQ(spec.weights.size(), 1U);
  EXPECT_EQ(spec.weights[0].values.size(), 108U);
  EXPECT_EQ(spec.weights[0].values[107], 107);
}

TEST(Import, ConvolutionKeys) {
  Model model;
  model.counted("w", {4, 1, 3, 3});
  auto &pointed = model.node("Conv", "x w", "a");
  set(pointed, "group", int64_t{3});
  EXPECT_THAT(model.error(), HasSubstr("3 groups do not divide the 4 output "
                                       "channels"));

  Model grouped({1, 4, 9, 9});
  grouped.counted("stem.weight", {4, 2, 3, 3});
  auto &node = grouped.node("Conv", "x stem.weight", "a");
  set(node, "group", int64_t{2});
  set(node, "dilations", {2, 1});
  set(node, "strides", {2, 1});
  set(node, "pads", {0, 1, 2, 3});
  EXPECT_THAT(grouped.text(),
              AllOf(HasSubstr("stem: conv 3x3 4"), HasSubstr("stride: 2x1"),
                    HasSubstr("groups: 2"), HasSubstr("dilation: 2x1"),
                    HasSubstr("pad: [0, 1, 2, 3]"), HasSubstr("bias: false"),
                    HasSubstr("expect 4x11x4")));
}

TEST(Import, AutoPadAndPadNodes) {
  Model upper({1, 3, 8, 8});
  upper.counted("w", {4, 3, 3, 3});
  auto &same = upper.node("Conv", "x w", "a");
  set(same, "auto_pad", "SAME_UPPER");
  set(same, "strides", {2, 2});
  EXPECT_THAT(upper.text(), HasSubstr("pad: same_upper"));

  Model lower({1, 3, 8, 8});
  lower.counted("w", {4, 3, 3, 3});
  auto &before = lower.node("Conv", "x w", "a");
  set(before, "auto_pad", "SAME_LOWER");
  set(before, "strides", {2, 2});
  EXPECT_THAT(lower.text(), HasSubstr("pad: [1, 1, 0, 0]"));

  Model padded({1, 3, 8, 8});
  padded.counted("w", {4, 3, 3, 3});
  padded.integers("pads", {0, 0, 1, 2, 0, 0, 3, 4});
  padded.node("Pad", "x pads", "p");
  padded.node("Conv", "p w", "a");
  EXPECT_THAT(padded.text(), HasSubstr("pad: [1, 2, 3, 4]"));

  Model pooled({1, 3, 8, 8});
  pooled.integers("pads", {0, 0, 1, 1, 0, 0, 1, 1});
  pooled.node("Pad", "x pads", "p");
  set(pooled.node("MaxPool", "p", "a"), "kernel_shape", {3, 3});
  EXPECT_THAT(pooled.error(), HasSubstr("only a convolution can take in"));
}

TEST(Import, PoolsOfCaffe2) {
  // 8 rows: floor((8 + 1 - 3) / 2) + 1 = 4 = ceil((8 - 3) / 2) + 1
  Model model({1, 3, 8, 8});
  auto &pool = model.node("MaxPool", "x", "a");
  set(pool, "kernel_shape", {3, 3});
  set(pool, "strides", {2, 2});
  set(pool, "pads", {0, 0, 1, 1});
  EXPECT_THAT(model.text(), HasSubstr("max_pool 3x3/2 { rounding: ceil }"));

  // What counts the padding is not the same: it stays padding.
  Model counted({1, 3, 8, 8});
  auto &average = counted.node("AveragePool", "x", "a");
  set(average, "kernel_shape", {3, 3});
  set(average, "strides", {2, 2});
  set(average, "pads", {0, 0, 1, 1});
  set(average, "count_include_pad", int64_t{1});
  EXPECT_THAT(counted.text(), HasSubstr("avg_pool 3x3/2 { pad: same_upper, "
                                        "count_padding: true }"));

  Model global({1, 3, 6, 6});
  auto &whole = global.node("AveragePool", "x", "a");
  set(whole, "kernel_shape", {7, 7});
  set(whole, "pads", {0, 0, 1, 1});
  EXPECT_THAT(global.text(), HasSubstr("global_avg_pool"));
}

TEST(Import, LinearLayersFlattenAndTranspose) {
  Model model({0, 2, 2, 2});
  model.counted("fc.weight", {8, 3});
  model.floats("fc.bias", {3}, {5, 6, 7});
  model.integers("shape", {0, -1});
  model.node("Reshape", "x shape", "flat");
  model.node("MatMul", "flat fc.weight", "m");
  model.node("Add", "fc.bias m", "y");
  set(model.node("Softmax", "y", "p"), "axis", int64_t{-1});
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, AllOf(HasSubstr("fc: linear 3 "), HasSubstr("softmax"),
                               Not(HasSubstr("flatten"))));
  EXPECT_THAT(valuesOf(spec, "fc.bias"), ElementsAre(5, 6, 7));
  Floats weight = valuesOf(spec, "fc.weight");
  ASSERT_EQ(weight.size(), 24U);
  // Row i of the weight is column i of the file's.
  EXPECT_EQ(weight[0], 0);
  EXPECT_EQ(weight[1], 3);
  EXPECT_EQ(weight[8], 1);
  EXPECT_EQ(weight[23], 23);
}

/// As exporters compute shapes and padding where they do not fold constants.
TEST(Import, SizesAreComputed) {
  Model model;
  model.integers("zero", {0});
  model.integers("one", {1});
  model.integers("minus", {-1});
  model.integers("lowest", {-INT64_MAX});
  model.integers("pairs", {-1, 2});
  // Columns and rows, each from both sides, as PyTorch has them: 1, 2, 3, 4.
  model.integers("around", {0, 1, 2, 3, -1, -1, -1, -1});
  model.node("Add", "around one", "raised");
  model.node("Reshape", "raised pairs", "pairwise");
  model.node("Slice", "pairwise minus lowest zero minus", "turned");
  set(model.node("Transpose", "turned", "columns"), "perm", {1, 0});
  model.node("Reshape", "columns minus", "flat");
  model.node("Mul", "flat one", "same");
  model.node("Sub", "same zero", "pads");
  model.node("Pad", "x pads", "p");
  model.counted("w", {2, 3, 1, 1});
  model.node("Conv", "p w", "y");
  EXPECT_THAT(model.text(), HasSubstr("expect 15x11x2"));

  Model steps;
  steps.integers("two", {2});
  steps.integers("all", {1, 2, 3, 4});
  steps.integers("zero", {0});
  steps.integers("four", {4});
  steps.node("Slice", "all zero four zero two", "some");
  EXPECT_THAT(steps.error(), HasSubstr("in steps of 1 or -1"));

  Model many;
  many.integers("two", {1, 2});
  many.integers("three", {1, 2, 3});
  many.node("Add", "two three", "sum");
  EXPECT_THAT(many.error(), HasSubstr("only sizes of as many constants"));

  Model large;
  large.integers("most", {INT64_MAX});
  large.node("Mul", "most most", "product");
  EXPECT_THAT(large.error(), HasSubstr("past what integers have"));
}

TEST(Import, BatchNormTakesTheScaleBehindIt) {
  Model model;
  model.floats("s", {3}, {1, 1, 1});
  model.floats("b", {3}, {0, 0, 0});
  model.floats("m", {3}, {4, 5, 6});
  model.floats("v", {3}, {7, 8, 9});
  model.floats("weight", {3}, {2, 3, 4});
  model.floats("shift", {3, 1, 1}, {-1, -2, -3});
  model.node("BatchNormalization", "x s b m v", "n");
  model.integers("axes", {1, 2});
  model.node("Unsqueeze", "weight axes", "wide");
  model.node("Mul", "n wide", "p");
  model.node("Add", "p shift", "y");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, Not(HasSubstr("affine")));
  ASSERT_EQ(spec.weights.size(), 4U);
  EXPECT_THAT(spec.weights[0].values, ElementsAre(2, 3, 4));
  EXPECT_THAT(spec.weights[1].values, ElementsAre(-1, -2, -3));
  EXPECT_THAT(spec.weights[2].values, ElementsAre(4, 5, 6));
  EXPECT_THAT(spec.weights[3].values, ElementsAre(7, 8, 9));
}

TEST(Import, ConstantsAreScalesAndAffines) {
  Model model;
  model.floats("colours", {3, 1, 1}, {0.5F, 0.25F, 2});
  model.floats("shift", {1, 3, 1, 1}, {1, 2, 3});
  model.counted("w", {4, 3, 1, 1});
  model.floats("learned", {4, 1, 1}, {1, 2, 3, 4});
  model.floats("small", {}, {0.17F});
  model.node("Mul", "x colours", "a");
  model.node("Sub", "a shift", "b");
  model.node("Conv", "b w", "c");
  model.node("Mul", "c learned", "d");
  model.node("Mul", "small d", "e");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text,
              AllOf(HasSubstr("scale [0.5, 0.25, 2] { offset: [-1, -2, -3] }"),
                    HasSubstr("affine { bias: false }"),
                    HasSubstr("scale 0.17 ")));
}

TEST(Import, ChannelsTakenApartAreAScale) {
  Model model({1, 3, 8, 8});
  for (std::string c : {"0", "1", "2"}) {
    auto *index = &model.graph();
    auto *tensor = index->add_initializer();
    tensor->set_name("i" + c);
    tensor->set_data_type(onnx::TensorProto_DataType_INT64);
    tensor->add_int64_data(std::stoi(c));
    model.floats("f" + c, {}, {0.5F + std::stof(c)});
    model.floats("o" + c, {}, {-std::stof(c)});
    model.integers("axis" + c, {1});
    set(model.node("Gather", "x i" + c, "g" + c), "axis", int64_t{1});
    model.node("Unsqueeze", "g" + c + " axis" + c, "u" + c);
    model.node("Mul", "u" + c + " f" + c, "m" + c);
    model.node("Add", "m" + c + " o" + c, "a" + c);
  }
  Model swapped = model;
  set(model.node("Concat", "a0 a1 a2", "y"), "axis", int64_t{1});
  EXPECT_THAT(model.text(),
              HasSubstr("scale [0.5, 1.5, 2.5] { offset: [0, -1, -2] }"));
  set(swapped.node("Concat", "a0 a2 a1", "y"), "axis", int64_t{1});
  EXPECT_THAT(swapped.error(), HasSubstr("it joins channels otherwise"));
}

TEST(Import, RepeatedBranchesAreAModule) {
  Model model({1, 4, 8, 8});
  std::string flow = "x";
  for (std::string name : {"mixed_1a", "mixed_1b", "mixed_2a"}) {
    int64_t channels = name == "mixed_2a" ? 8 : 4;
    int64_t inputs = name == "mixed_1a" ? 4 : 2 * channels;
    if (name == "mixed_2a")
      inputs = 8;
    model.counted(name + "/1x1_w_0", {channels, inputs, 1, 1});
    model.counted(name + "/3x3_w_0", {channels, inputs, 3, 3});
    model.node("Conv", flow + " " + name + "/1x1_w_0", name + "l");
    model.node("Relu", name + "l", name + "lr");
    set(model.node("Conv", flow + " " + name + "/3x3_w_0", name + "r"), "pads",
        {1, 1, 1, 1});
    model.node("Relu", name + "r", name + "rr");
    set(model.node("Concat", name + "lr " + name + "rr", name), "axis",
        int64_t{1});
    flow = name;
  }
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text,
              AllOf(HasSubstr("module mixed(n1x1) {\n  concat {\n"
                              "    b1: conv 1x1 n1x1\n"
                              "    b2: conv 3x3 n1x1 { pad: same }\n"),
                    HasSubstr("mixed_1a: mixed(4)"),
                    HasSubstr("mixed_2a: mixed(8)")));
  EXPECT_EQ(valuesOf(spec, "mixed_2a.b2.conv3x3.weight").size(), 0U);
  EXPECT_EQ(valuesOf(spec, "mixed_2a.b2.weight").size(), 8U * 8 * 9);
}

TEST(Import, ResidualSumsAndWhatDoesNotNest) {
  Model model({1, 4, 8, 8});
  model.counted("w", {4, 4, 1, 1});
  model.counted("v", {4, 4, 1, 1});
  model.node("Conv", "x w", "a");
  model.node("Conv", "a v", "b");
  model.node("Add", "b a", "s"); // A block: from a.
  model.node("Relu", "s", "r");
  model.node("Sigmoid", "r", "t"); // r goes to three: no block holds it all.
  model.node("Tanh", "r", "u");
  model.node("Add", "t u", "k");
  model.node("Relu", "t", "l");
  set(model.node("Concat", "k l r", "y"), "axis", int64_t{1});
  EXPECT_THAT(model.text(), AllOf(HasSubstr("add {"), HasSubstr("from input"),
                                  HasSubstr(": add "), HasSubstr("concat "),
                                  HasSubstr("expect 8x8x12")));
}

TEST(Import, BlocksInARowHaveBranchesOfTheirOwnNames) {
  Model model({1, 4, 8, 8});
  for (std::string in = "x", out = "a"; out <= "b"; in = out, ++out[0]) {
    model.node("GlobalAveragePool", in, out + "p");
    model.node("Sigmoid", out + "p", out + "s");
    model.node("Mul", in + " " + out + "s", out);
  }
  model.node("Add", "b x", "y");
  EXPECT_THAT(model.text(),
              AllOf(HasSubstr(" b2: global_avg_pool -> sigmoid"),
                    HasSubstr(" b2_2: global_avg_pool -> sigmoid")));
}

TEST(Import, NamesThatShareAStartStayApartAtAJoin) {
  Model model({1, 4, 8, 8});
  model.counted("w", {4, 4, 1, 1});
  auto &left = model.node("Sigmoid", "x", "part/a");
  left.set_name("part/a");
  model.node("Relu", "part/a", "r");
  model.node("Tanh", "part/a", "t");
  model.node("Relu", "t", "u");
  model.node("Add", "r t", "part/sum");
  model.node("Conv", "part/sum w", "part/c").set_name("part/c");
  model.node("Add", "part/c u", "y");
  EXPECT_THAT(model.text(), HasSubstr("conv 1x1 4"));
}

/// The importer compares what it wrote with what it read, layer by layer.
TEST(Import, RandomGraphsComeBack) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](size_t limit) { return random() % limit; };
    Model model({1, 2, 6, 6});
    std::vector<std::pair<std::string, int64_t>> values = {{"x", 2}};
    for (int i = 0; i < 16; ++i) {
      // Mostly what came last, so that there are chains.
      auto pick = [&] {
        size_t back =
            below(2) ? 1 : 1 + below(std::min<size_t>(values.size(), 4));
        return values[values.size() - back];
      };
      std::string name =
          "block" + std::to_string(i / 5) + "/v" + std::to_string(i);
      auto [left, channels] = pick();
      auto [right, others] = pick();
      std::string weight = name + ".weight";
      size_t kind = below(8);
      if (kind == 0) {
        model.counted(weight, {2, channels, 1, 1});
        model.node("Conv", left + " " + weight, name);
        channels = 2;
      } else if (kind == 1 && channels == others) {
        model.node("Add", left + " " + right, name);
      } else if (kind == 2 && channels + others < 40) {
        set(model.node("Concat", left + " " + right, name), "axis", int64_t{1});
        channels += others;
      } else if (kind == 3 && channels == others) {
        model.node("Mul", left + " " + right, name);
      } else if (kind == 4) {
        model.node("GlobalAveragePool", right, name + "p");
        model.counted(weight, {channels, others, 1, 1});
        model.node("Conv", name + "p " + weight, name + "c");
        model.node("Sigmoid", name + "c", name + "s");
        model.node("Mul", name + "s " + left, name);
      } else {
        model.node(kind == 5 ? "Relu" : "Sigmoid", left, name);
      }
      values.emplace_back(name, channels);
    }
    SCOPED_TRACE(seed);
    EXPECT_THAT(model.text(), HasSubstr("network net"));
  }
}

TEST(Import, UnneededNodesAreLeftOutWithANote) {
  Model model;
  model.node("Relu", "x", "a");
  model.node("Sigmoid", "x", "unused").set_name("spare");
  model.graph().add_output()->set_name("a");
  ImportedSpec spec = model.spec();
  EXPECT_THAT(spec.text, Not(HasSubstr("sigmoid")));
  EXPECT_THAT(spec.notes, ElementsAre(HasSubstr("node 'spare' (Sigmoid)"),
                                      HasSubstr("mean and std")));
}

TEST(Import, DecimalsReadAsWritten) {
  Model model;
  auto &lrn = model.node("LRN", "x", "a");
  set(lrn, "size", int64_t{5});
  set(lrn, "alpha", 9.999999747378752e-05F);
  set(lrn, "bias", 2.0F);
  set(model.node("LeakyRelu", "a", "b"), "alpha", 0.1F);
  EXPECT_THAT(model.text(),
              AllOf(HasSubstr("lrn 5 { k: 2 }"), HasSubstr("slope: 0.1 ")));
}

TEST(Import, OneTensorTwice) {
  Model model;
  model.node("Relu", "x", "a");
  model.node("Add", "a a", "b");
  set(model.node("Concat", "b x b", "c"), "axis", int64_t{1});
  EXPECT_THAT(model.text(), AllOf(HasSubstr("expect 8x8x9")));
}

} // namespace
} // namespace gnet
