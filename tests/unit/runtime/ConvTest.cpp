#include "Placements.h"
#include "RunStep.h"

#include <gtest/gtest.h>

using namespace gnet::test;

namespace {

struct ConvCase {
  int64_t batch, inputs, outputs, height, width;
  int64_t kernel[2], stride[2], dilation[2], padding[4];
  int64_t groups;
  bool bias, relu;
  Placement source, destination;
  gnetrt_activation other = noActivation; ///< Unless `relu`.
  int64_t addition = GNETRT_NO_ADDITION;
  Placement addend = {};

  gnetrt_activation activation() const {
    return relu ? gnet::test::relu : other;
  }
};

int64_t windows(int64_t size, int64_t kernel, int64_t stride, int64_t dilation,
                int64_t before, int64_t after) {
  return (size + before + after - (kernel - 1) * dilation - 1) / stride + 1;
}

double sumAt(const ConvCase &c, const Images &in,
             const std::vector<float> &weight, int64_t n, int64_t o, int64_t y,
             int64_t x) {
  int64_t groupInputs = c.inputs / c.groups;
  int64_t firstInput = o / (c.outputs / c.groups) * groupInputs;
  double sum = 0;
  for (int64_t i = 0; i < groupInputs; ++i)
    for (int64_t p = 0; p < c.kernel[0]; ++p)
      for (int64_t q = 0; q < c.kernel[1]; ++q) {
        int64_t h = y * c.stride[0] - c.padding[0] + p * c.dilation[0];
        int64_t w = x * c.stride[1] - c.padding[1] + q * c.dilation[1];
        if (h < 0 || h >= in.height || w < 0 || w >= in.width)
          continue;
        size_t at = ((o * groupInputs + i) * c.kernel[0] + p) * c.kernel[1] + q;
        sum += in.at(n, firstInput + i, h, w) * weight[at];
      }
  return sum;
}

/// Of the result's size.
Images addendOf(const ConvCase &c) {
  return randomImages(c.batch, c.outputs,
                      windows(c.height, c.kernel[0], c.stride[0], c.dilation[0],
                              c.padding[0], c.padding[2]),
                      windows(c.width, c.kernel[1], c.stride[1], c.dilation[1],
                              c.padding[1], c.padding[3]),
                      4);
}

Images reference(const ConvCase &c, const Images &in,
                 const std::vector<float> &weight,
                 const std::vector<float> &bias, const Images &addend) {
  Images out = addend;
  for (int64_t n = 0; n < c.batch; ++n)
    for (int64_t o = 0; o < c.outputs; ++o)
      for (int64_t y = 0; y < out.height; ++y)
        for (int64_t x = 0; x < out.width; ++x) {
          double sum = sumAt(c, in, weight, n, o, y, x);
          sum += c.bias ? bias[o] : 0;
          sum += c.addition ? addend.at(n, o, y, x) : 0;
          out.at(n, o, y, x) = activated(c.activation(), sum);
        }
  return out;
}

std::string check(const ConvCase &c, int32_t threads = 1) {
  Images in = randomImages(c.batch, c.inputs, c.height, c.width, 1);
  FileTensor weight{
      "weight", {c.outputs, c.inputs / c.groups, c.kernel[0], c.kernel[1]}, {}};
  weight.values = randomFloats(
      c.outputs * c.inputs / c.groups * c.kernel[0] * c.kernel[1], 2);
  FileTensor bias{"bias", {c.outputs}, randomFloats(c.outputs, 3)};
  Images other = addendOf(c);
  Images expected = reference(c, in, weight.values, bias.values, other);
  Memory source(in, c.source), addend(other, c.addend);
  // In place the destination holds the addend before.
  Memory destination(other, c.destination);
  bool isInPlace = c.addition == GNETRT_ADDITION_IN_PLACE;
  Memory *added = isInPlace ? &destination : c.addition ? &addend : nullptr;
  gnetrt_conv conv{c.batch,
                   source.buffer(),
                   destination.buffer(),
                   added ? added->buffer() : gnetrt_buffer{},
                   {c.kernel[0], c.kernel[1]},
                   {c.stride[0], c.stride[1]},
                   {c.dilation[0], c.dilation[1]},
                   {c.padding[0], c.padding[1], c.padding[2], c.padding[3]},
                   c.groups,
                   c.addition,
                   c.activation()};
  std::string kernel = runStep(
      {weight, bias}, {source, added, destination},
      [&](gnetrt_builder *builder) {
        return gnetrt_onednn_conv(
            builder, 0, &conv, gnetrt_parameter_value(builder, 0),
            c.bias ? gnetrt_parameter_value(builder, 1) : nullptr);
      },
      threads);
  expectNear(destination.read(c.batch), expected);
  return kernel;
}

constexpr Placement nchw{GNETRT_NCHW}, blocked16{GNETRT_NCHW16C},
    blocked8{GNETRT_NCHW8C};
const Placement own{ownBlocks()};

ConvCase simple(Placement source, Placement destination) {
  return {1,      32,           48, 9,    7,    {3, 3}, {1, 1},
          {1, 1}, {1, 1, 1, 1}, 1,  true, true, source, destination};
}

} // namespace

TEST(Conv, EveryPairOfLayouts) {
  for (Placement source : {nchw, blocked16, blocked8})
    for (Placement destination : {nchw, blocked16, blocked8})
      for (int64_t batch : {1, 3}) {
        SCOPED_TRACE(testing::Message()
                     << source.layout << " to " << destination.layout
                     << ", batch " << batch);
        ConvCase c = simple(source, destination);
        c.batch = batch;
        check(c);
      }
}

TEST(Conv, ChannelsThatFillNoBlock) {
  for (Placement placement : {nchw, blocked16, blocked8})
    for (int64_t inputs : {1, 3, 17})
      for (int64_t outputs : {1, 10, 31}) {
        SCOPED_TRACE(testing::Message() << placement.layout << ": " << inputs
                                        << " to " << outputs);
        ConvCase c = simple(placement, placement);
        c.inputs = inputs;
        c.outputs = outputs;
        check(c);
      }
}

TEST(Conv, PictureToBlocks) {
  for (int64_t inputs : {1, 3}) {
    ConvCase c{2,      inputs,       64, 37,   41,   {7, 7}, {2, 2},
               {1, 1}, {3, 3, 3, 3}, 1,  true, true, nchw,   own};
    std::string kernel = check(c);
    EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
  }
}

TEST(Conv, Slices) {
  ConvCase c = simple({GNETRT_NCHW16C, 96}, {GNETRT_NCHW16C, 320});
  c.batch = 3;
  check(c);
  c = simple({GNETRT_NCHW, 7}, {GNETRT_NCHW, 21});
  c.batch = 2;
  check(c);
  c.batch = 1;
  check(c);
}

TEST(Conv, UnalignedImages) {
  check(simple({GNETRT_NCHW, 0, 1}, {GNETRT_NCHW16C, 0, 3}));
  check(simple({GNETRT_NCHW16C, 0, 3}, {GNETRT_NCHW, 0, 1}));
}

TEST(Conv, UnevenWindows) {
  for (Placement placement : {nchw, blocked16, blocked8}) {
    SCOPED_TRACE(placement.layout);
    check({2,
           19,
           21,
           11,
           13,
           {3, 5},
           {2, 1},
           {1, 2},
           {0, 3, 2, 1},
           1,
           false,
           false,
           placement,
           placement});
    check({1,
           16,
           16,
           8,
           9,
           {1, 1},
           {2, 3},
           {1, 1},
           {0, 0, 0, 0},
           1,
           true,
           false,
           placement,
           placement});
  }
}

TEST(Conv, Groups) {
  for (Placement placement : {nchw, blocked16}) {
    SCOPED_TRACE(placement.layout);
    check({2,
           12,
           18,
           7,
           8,
           {3, 3},
           {1, 1},
           {1, 1},
           {1, 1, 1, 1},
           3,
           true,
           true,
           placement,
           placement});
    check({1,
           32,
           32,
           7,
           8,
           {3, 3},
           {2, 2},
           {1, 1},
           {1, 1, 1, 1},
           32,
           true,
           false,
           placement,
           placement});
    check({1,
           32,
           64,
           5,
           5,
           {1, 1},
           {1, 1},
           {1, 1},
           {0, 0, 0, 0},
           2,
           false,
           true,
           placement,
           placement});
  }
}

/// Depthwise ones of any number of channels are fast in blocks, also with what
/// follows them.
TEST(Conv, Depthwise) {
  for (int64_t channels : {3, 16, 24, 40, 72, 88})
    for (int64_t kernel : {3, 5})
      for (int64_t stride : {1, 2})
        for (int64_t addition :
             {GNETRT_NO_ADDITION, GNETRT_ADDITION, GNETRT_ADDITION_IN_PLACE})
          for (const gnetrt_activation &activation : allActivations()) {
            SCOPED_TRACE(testing::Message()
                         << channels << " channels, " << kernel << "x" << kernel
                         << "/" << stride << ", addition " << addition
                         << ", kind " << activation.kind);
            ConvCase c = simple(own, own);
            c.batch = 2;
            c.inputs = c.outputs = c.groups = channels;
            c.kernel[0] = c.kernel[1] = kernel;
            c.stride[0] = c.stride[1] = stride;
            std::fill_n(c.padding, 4, kernel / 2);
            c.relu = false;
            c.other = activation;
            c.addition = addition;
            c.addend = own;
            std::string name = check(c);
            EXPECT_EQ(name.find("ref"), std::string::npos) << name;
          }
}

TEST(Conv, EveryActivation) {
  for (Placement placement : {nchw, blocked16, blocked8})
    for (int64_t outputs : {32, 21})
      for (const gnetrt_activation &activation : allActivations()) {
        SCOPED_TRACE(testing::Message() << placement.layout << ", " << outputs
                                        << ", kind " << activation.kind);
        ConvCase c = simple(placement, placement);
        c.outputs = outputs;
        c.relu = false;
        c.other = activation;
        check(c);
      }
}

/// A sum of one place and one of two, over 1x1 and 3x3, of channels that fill
/// groups and that do not; fast where a package does it.
TEST(Conv, Additions) {
  for (Placement placement : {nchw, blocked16, blocked8})
    for (int64_t addition : {GNETRT_ADDITION, GNETRT_ADDITION_IN_PLACE})
      for (int64_t kernel : {1, 3})
        for (int64_t outputs : {48, 37}) {
          SCOPED_TRACE(testing::Message()
                       << placement.layout << ", addition " << addition
                       << ", kernel " << kernel << ", " << outputs);
          ConvCase c = simple(placement, placement);
          c.batch = 2;
          c.outputs = outputs;
          c.kernel[0] = c.kernel[1] = kernel;
          std::fill_n(c.padding, 4, kernel / 2);
          c.addition = addition;
          c.addend = placement;
          std::string name = check(c);
          if (placement.layout == own.layout)
            EXPECT_EQ(name.find("ref"), std::string::npos) << name;
        }
}

TEST(Conv, AdditionOfSlices) {
  ConvCase c = simple(blocked16, {GNETRT_NCHW16C, 320});
  c.batch = 3;
  c.addition = GNETRT_ADDITION;
  c.addend = {GNETRT_NCHW16C, 96};
  check(c);
  c.addition = GNETRT_ADDITION_IN_PLACE;
  check(c);
}

/// Many channels: partial sums over them must not be taken for the addend.
TEST(Conv, AdditionInPlaceOfManyChannels) {
  ConvCase c = simple(own, own);
  c.inputs = 1056;
  c.kernel[0] = c.kernel[1] = 1;
  std::fill_n(c.padding, 4, 0);
  c.addition = GNETRT_ADDITION_IN_PLACE;
  check(c);
}

TEST(Conv, TwoThreads) {
  ConvCase c = simple(blocked16, {GNETRT_NCHW16C, 320});
  c.batch = 3;
  check(c, 2);
}

TEST(Conv, BlocksAreFast) {
  std::string kernel = check(simple(own, own));
  EXPECT_EQ(kernel.rfind("onednn ", 0), 0u) << kernel;
  EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
}

TEST(Conv, WhatOneDnnRefusesIsAnError) {
  Images in = randomImages(1, 4, 5, 5, 1);
  Memory source(in, nchw), destination(in, nchw);
  gnetrt_conv conv{1,
                   source.buffer(),
                   destination.buffer(),
                   {},
                   {3, 3},
                   {1, 1},
                   {1, 1},
                   {0, 0, 0, 0},
                   1,
                   GNETRT_NO_ADDITION,
                   noActivation};
  FileTensor weight{"weight", {4, 4, 3, 3}, randomFloats(144, 2)};
  TestProgram test(
      {weight}, 1,
      [&](gnetrt_builder *builder) {
        return gnetrt_onednn_conv(builder, 0, &conv,
                                  gnetrt_parameter_value(builder, 0), nullptr);
      },
      nullptr);
  std::string file = test.file();
  gnet_options options;
  gnet_options_init(&options);
  options.weights_data = file.data();
  options.weights_size = file.size();
  Model model;
  gnet_error error{};
  EXPECT_EQ(test.open(&options, model, &error), GNET_BACKEND_ERROR);
  EXPECT_EQ(model, nullptr);
  EXPECT_NE(std::string(error.message).find("layer (kind)"), std::string::npos)
      << error.message;
}
