// A calibrated network: bytes between its layers, and integers as parameters.
#include "ExportedModel.h"
#include "quantization/Quantization.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::ElementsAre;

/// conv and relu, conv and relu, pool, linear, softmax.
Network network() {
  Conv conv;
  conv.channels = 2;
  conv.kernel = {3, 3};
  conv.padding = {1, 1, 1, 1};
  conv.bias = false;
  MaxPool pool;
  pool.kernel = pool.stride = {2, 2};
  return chain({{conv, {2, 4, 4}},
                {Relu{}, {2, 4, 4}},
                {conv, {2, 4, 4}},
                {Relu{}, {2, 4, 4}},
                {pool, {2, 2, 2}},
                {Linear{3, true}, {3, 1, 1}},
                {Softmax{}, {3, 1, 1}}});
}

Calibration calibration() {
  Calibration calibration;
  calibration.ranges["s1"] = {0, 5.1};
  calibration.ranges["s3"] = {-1, 4};
  calibration.ranges["s5"] = {0, 5};
  calibration.ranges["s6"] = {-1, 1};
  calibration.biasCorrections["s1"] = {7, 7};
  calibration.biasCorrections["s3"] = {0.5, -0.25};
  return calibration;
}

template <typename Number> std::vector<Number> numbers(const std::string &raw) {
  std::vector<Number> values(raw.size() / sizeof(Number));
  std::memcpy(values.data(), raw.data(), raw.size());
  return values;
}

using ExportQuantized = Export;

TEST_F(ExportQuantized, WhatAPackageHasAsBytesIs) {
  const Calibration ranges = calibration();
  EXPECT_THAT(
      nodes(exported(network(), {.calibration = &ranges})),
      ElementsAre(
          // What reads the input multiplies no bytes.
          "Conv s1(image, s1.weight)", "Relu s2(s1)",
          "QuantizeLinear s2/quantized(s2, s2/constant/scale, "
          "s2/constant/zero_point)",
          "DequantizeLinear s2/dequantized(s2/quantized, s2/constant/scale, "
          "s2/constant/zero_point)",
          "DequantizeLinear s3.weight/dequantized(s3.weight, s3.weight/scale, "
          "s3.weight/zero_point)",
          "DequantizeLinear s3.bias/dequantized(s3.bias, s3.bias/scale, "
          "s3.bias/zero_point)",
          "Conv s3(s2/dequantized, s3.weight/dequantized, "
          "s3.bias/dequantized)",
          "Relu s4(s3)",
          "QuantizeLinear s4/quantized(s4, s4/constant/scale, "
          "s4/constant/zero_point)",
          "DequantizeLinear s4/dequantized(s4/quantized, s4/constant/scale, "
          "s4/constant/zero_point)",
          "MaxPool s5(s4/dequantized)",
          "QuantizeLinear s5/quantized(s5, s5/constant/scale, "
          "s5/constant/zero_point)",
          "DequantizeLinear s5/dequantized(s5/quantized, s5/constant/scale, "
          "s5/constant/zero_point)",
          "Flatten s6/flatten(s5/dequantized)",
          "DequantizeLinear s6.weight/dequantized(s6.weight, s6.weight/scale, "
          "s6.weight/zero_point)",
          "DequantizeLinear s6.bias/dequantized(s6.bias, s6.bias/scale, "
          "s6.bias/zero_point)",
          "Gemm s6(s6/flatten, s6.weight/dequantized, s6.bias/dequantized)",
          // What softmax takes stays as it is.
          "Softmax s7(s6)"));
}

TEST_F(ExportQuantized, IntegersAreThoseOfTheRanges) {
  const Calibration ranges = calibration();
  const onnx::ModelProto model = exported(network(), {.calibration = &ranges});
  const float scale = quantizationOf({0, 5.1}).scale;
  EXPECT_THAT(floats(tensor(model, "s2/constant/scale").raw_data()),
              ElementsAre(scale));
  EXPECT_EQ(tensor(model, "s2/constant/zero_point").raw_data(),
            std::string(1, '\0'));
  // A pool and what it pools are alike.
  for (const char *name : {"s4", "s5"}) {
    EXPECT_THAT(
        floats(tensor(model, std::string(name) + "/constant/scale").raw_data()),
        ElementsAre(quantizationOf({-1, 5}).scale));
    EXPECT_EQ(
        tensor(model, std::string(name) + "/constant/zero_point").raw_data(),
        std::string(1, 42));
  }
  const std::vector<float> weight = randomWeights(network(), 1)[1].values;
  const llvm::ArrayRef<float> first(weight.data(), 18);
  const float weightScale = weightScaleOf(first);
  EXPECT_EQ(floats(tensor(model, "s3.weight/scale").raw_data())[0],
            weightScale);
  const auto bytes = numbers<int8_t>(tensor(model, "s3.weight").raw_data());
  ASSERT_EQ(bytes.size(), 36u);
  for (size_t i = 0; i < 18; ++i)
    EXPECT_EQ(bytes[i], quantizedWeight(first[i], weightScale));
  const auto bias = numbers<int32_t>(tensor(model, "s3.bias").raw_data());
  EXPECT_NEAR(bias[0] * double(scale) * weightScale, 0.5, 1e-3);
}

TEST_F(ExportQuantized, WhatIsKeptStaysFloat) {
  const Calibration ranges = calibration();
  EXPECT_THAT(
      nodes(exported(network(),
                     {.calibration = &ranges, .kept = {"s1", "s3", "s4"}})),
      ElementsAre("Conv s1(image, s1.weight)", "Relu s2(s1)",
                  "Conv s3(s2, s3.weight)", "Relu s4(s3)", "MaxPool s5(s4)",
                  testing::_, testing::_, "Flatten s6/flatten(s5/dequantized)",
                  testing::_, testing::_, testing::_, "Softmax s7(s6)"));
}

TEST_F(ExportQuantized, ResultsWithoutARangeStayFloat) {
  Calibration ranges = calibration();
  ranges.ranges.erase("s3");
  ranges.ranges.erase("s5");
  EXPECT_THAT(nodes(exported(network(), {.calibration = &ranges})),
              testing::Contains("MaxPool s5(s4)"));
}

TEST_F(ExportQuantized, ACorrectionOfOtherChannelsIsAnError) {
  Calibration ranges = calibration();
  ranges.biasCorrections["s3"] = {1};
  EXPECT_EQ(llvm::toString(exportOnnx(network(), randomWeights(network(), 1),
                                      {.calibration = &ranges}, path.string())),
            "the calibration corrects 1 biases of 's3', which has 2");
  EXPECT_EQ(filesInFolder(), 0u);
}

} // namespace
} // namespace gnet
