#include "weights/maps/WeightMap.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

std::string failure(llvm::StringRef text) {
  auto map = parseWeightMap(text, "x.map");
  return map ? "" : llvm::toString(map.takeError());
}

TEST(ParseWeightMap, ReadsEveryKey) {
  auto map = parseWeightMap("// A comment\n"
                            "networks: a b // more\n"
                            "networks: c\n"
                            "format: Caffe ONNX\n"
                            "conv: HWIO\n"
                            "linear: IO\n"
                            "flatten: HWC\n"
                            "input: bgr\r\n"
                            "epsilon: 1e-3\n"
                            "extra_class: last\n"
                            "trim: :0\n"
                            "ignore: a.* *.b\n"
                            "\n"
                            "tensors:\n"
                            "  conv.weight = {}/w\n"
                            "  conv.weight = {}_w_0\n"
                            "layers:\n"
                            "  a{n} = b{n}\n"
                            "parameters:\n"
                            "  x.weight = a * 2 + b\n"
                            "created:\n"
                            "  p q\n"
                            "  r",
                            "x.map");
  ASSERT_TRUE(static_cast<bool>(map)) << llvm::toString(map.takeError());
  EXPECT_EQ(map->networks, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(map->formats, (std::vector<std::string>{"Caffe", "ONNX"}));
  EXPECT_EQ(map->conv, ConvLayout::Hwio);
  EXPECT_EQ(map->linear, LinearLayout::Io);
  EXPECT_EQ(map->flatten, FlattenOrder::Hwc);
  EXPECT_EQ(map->input, ChannelOrder::Bgr);
  EXPECT_EQ(map->epsilon, 1e-3);
  EXPECT_EQ(map->extraClass, ExtraClass::Last);
  EXPECT_EQ(map->trim, ":0");
  EXPECT_EQ(map->ignored, (std::vector<std::string>{"a.*", "*.b"}));
  EXPECT_EQ(map->layers.size(), 1u);
  ASSERT_EQ(map->parameters.size(), 1u);
  ASSERT_EQ(map->parameters[0].theirs.size(), 2u);
  EXPECT_EQ(map->parameters[0].theirs[0].size(), 2u);
  EXPECT_EQ(std::get<double>(map->parameters[0].theirs[0][1]), 2.0);
  EXPECT_EQ(map->created.lookup("p"), 0u);
  EXPECT_EQ(map->created.lookup("r"), 2u);
  EXPECT_EQ(map->tensors[0].size(), 2u); // conv.weight
  EXPECT_TRUE(map->serves("b"));
  EXPECT_FALSE(map->serves("d"));
}

TEST(ParseWeightMap, CallsTensorsAsPyTorchDoes) {
  auto map = parseWeightMap("", "x.map");
  ASSERT_TRUE(static_cast<bool>(map)) << llvm::toString(map.takeError());
  const std::vector<std::string> expected = {
      "x.weight", "x.bias", "x.weight",       "x.bias",
      "x.weight", "x.bias", "x.running_mean", "x.running_var",
      "x.weight", "x.bias", "x.weight"};
  for (size_t kind = 0; kind < tensorKinds; ++kind) {
    const auto &name = std::get<NameTemplate>(map->tensors[kind][0][0][0]);
    EXPECT_EQ(name.fill({{"", "x"}}), expected[kind]);
  }
}

TEST(ParseWeightMap, SaysWhereAndWhat) {
  EXPECT_EQ(failure("\n\nsize: 3\n"),
            "x.map:3: unknown key 'size:'; the keys are networks, format, "
            "conv, linear, flatten, input, epsilon, extra_class, trim and "
            "ignore, the sections tensors, layers, parameters and created");
  EXPECT_EQ(failure("conv: IOHW"), "x.map:1: 'conv:' takes OIHW or HWIO");
  EXPECT_EQ(failure("linear:"), "x.map:1: 'linear:' takes OI or IO");
  EXPECT_EQ(failure("flatten: CHW HWC"),
            "x.map:1: 'flatten:' takes CHW or HWC");
  EXPECT_EQ(failure("input: gbr"), "x.map:1: 'input:' takes rgb or bgr");
  EXPECT_EQ(failure("extra_class: 1"),
            "x.map:1: 'extra_class:' takes first or last");
  EXPECT_EQ(failure("epsilon: -1"), "x.map:1: '-1' is not a number from 0 on");
  EXPECT_EQ(failure("epsilon: nan"),
            "x.map:1: 'nan' is not a number from 0 on");
  EXPECT_EQ(failure("networks:"), "x.map:1: 'networks:' has no value");
  EXPECT_EQ(failure("trim: a b"), "x.map:1: 'trim:' takes one value");
  EXPECT_EQ(failure("a = b"),
            "x.map:1: 'a' is in no section; 'KEY: value' or a section's name "
            "and ':' must come first");
  EXPECT_EQ(failure("layers:\nconv: OIHW"),
            "x.map:2: 'conv:' is no section; keys stand before the first "
            "section");
  EXPECT_EQ(failure("layers: a = b"),
            "x.map:1: 'a' belongs on a line of its own");
}

TEST(ParseWeightMap, SaysWhatIsWrongWithARule) {
  EXPECT_EQ(failure("layers:\na b"), "x.map:2: this must be 'OURS = THEIRS', "
                                     "with blanks around '='");
  EXPECT_EQ(failure("layers:\na = b c"),
            "x.map:2: a layer has one name in the file");
  EXPECT_EQ(failure("layers:\na = {n}"),
            "x.map:2: '{n}' is captured nowhere on the left");
  EXPECT_EQ(failure("layers:\na = {}"),
            "x.map:2: '{}' is captured nowhere on the left");
  EXPECT_EQ(failure("layers:\n{ = b"), "x.map:2: '{' without '}' after it");
  EXPECT_EQ(failure("tensors:\nconv.scale = {}"),
            "x.map:2: 'conv.scale' is none of conv.weight, conv.bias, "
            "linear.weight, linear.bias, norm.scale, norm.shift, norm.mean, "
            "norm.variance, affine.scale, affine.shift, rbf.centres");
  EXPECT_EQ(failure("tensors:\nconv.weight = {n}"),
            "x.map:2: '{n}' is captured nowhere on the left");
  EXPECT_EQ(failure("created:\na b a"), "x.map:2: 'a' is created twice");
}

TEST(ParseWeightMap, SaysWhatIsWrongWithAFormula) {
  const std::string shape =
      "x.map:2: after '=' there must be names or numbers, at most 8, joined by "
      "'*' or '+' with blanks around";
  EXPECT_EQ(failure("parameters:\na = b c"), shape);
  EXPECT_EQ(failure("parameters:\na = b +"), shape);
  EXPECT_EQ(failure("parameters:\na = 1 * 1 * 1 * 1 * 1 * 1 * 1 * 1 * 1"),
            shape);
  EXPECT_EQ(failure("parameters:\na = b - c"),
            "x.map:2: '-' stands where '*' or '+' must");
  EXPECT_EQ(failure("parameters:\na = inf"),
            "x.map:2: 'inf' is not a finite number");
}

TEST(ParseWeightMap, RefusesWhatIsTooLarge) {
  EXPECT_EQ(failure(std::string((1 << 20) + 1, ' ')),
            "x.map: larger than 1 MiB: this is no weight map");
}

} // namespace
} // namespace gnet
