#include "RunStep.h"

#include <gtest/gtest.h>

using namespace gnet::test;

namespace {

struct LinearCase {
  int64_t batch, channels, height, width, features;
  bool bias;
  gnetrt_activation activation;
  Placement source;
  int64_t gap; ///< Behind each result.
};

Images reference(const LinearCase &c, const Images &in,
                 const std::vector<float> &weight,
                 const std::vector<float> &bias) {
  int64_t inputs = c.channels * c.height * c.width;
  Images out(c.batch, c.features, 1, 1);
  for (int64_t n = 0; n < c.batch; ++n)
    for (int64_t o = 0; o < c.features; ++o) {
      double sum = c.bias ? bias[o] : 0;
      for (int64_t i = 0; i < inputs; ++i)
        sum += in.values[n * inputs + i] * weight[o * inputs + i];
      out.at(n, o, 0, 0) = activated(c.activation, sum);
    }
  return out;
}

std::string check(const LinearCase &c) {
  int64_t inputs = c.channels * c.height * c.width;
  Images in = randomImages(c.batch, c.channels, c.height, c.width, 1);
  FileTensor weight{
      "weight", {c.features, inputs}, randomFloats(c.features * inputs, 2)};
  FileTensor bias{"bias", {c.features}, randomFloats(c.features, 3)};
  Images expected = reference(c, in, weight.values, bias.values);
  Memory source(in, c.source), destination(expected, {GNETRT_NCHW, c.gap});
  gnetrt_linear linear{c.batch, source.buffer(), destination.buffer(),
                       c.activation};
  std::string kernel = runStep(
      {weight, bias}, source, destination, [&](gnetrt_builder *builder) {
        return gnetrt_onednn_linear(
            builder, 0, &linear, gnetrt_parameter_value(builder, 0),
            c.bias ? gnetrt_parameter_value(builder, 1) : nullptr);
      });
  expectNear(destination.read(c.batch), expected);
  return kernel;
}

} // namespace

TEST(Linear, EveryLayoutAndShape) {
  for (int64_t layout : {GNETRT_NCHW, GNETRT_NCHW16C, GNETRT_NCHW8C})
    for (int64_t batch : {1, 3})
      for (auto [channels, height, width] :
           {std::tuple{1024, 1, 1}, {16, 5, 5}, {17, 3, 2}, {3, 4, 7}})
        for (bool bias : {true, false}) {
          SCOPED_TRACE(testing::Message()
                       << "layout " << layout << ", batch " << batch << ", "
                       << channels << "x" << height << "x" << width);
          std::string kernel = check({batch,
                                      channels,
                                      height,
                                      width,
                                      37,
                                      bias,
                                      bias ? relu : noActivation,
                                      {layout},
                                      0});
          if (channels % 16 == 0) {
            EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
          }
        }
}

TEST(Linear, Slices) {
  check({3, 16, 3, 3, 10, true, noActivation, {GNETRT_NCHW16C, 144}, 6});
  check({2, 5, 3, 3, 10, true, relu, {GNETRT_NCHW, 11, 1}, 0});
}

TEST(Linear, EveryActivation) {
  for (const gnetrt_activation &activation : allActivations()) {
    SCOPED_TRACE(activation.kind);
    check({2, 120, 1, 1, 84, true, activation, {GNETRT_NCHW}, 0});
  }
}
