//===- PackageTest.cpp - The public functions -----------------------------===//
#include "Images.h"
#include "gnet.h"
#include "gnet.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using gnet::test::randomFloats;

TEST(Package, Describes) {
  const gnet_info *info = gnet_describe();
  EXPECT_STREQ(info->name, "gnet");
  EXPECT_STREQ(info->compiler, "gnetc test");
  EXPECT_STREQ(info->cpu, "x86-64");
  EXPECT_EQ(info->batch, 2);
  EXPECT_EQ(info->input_channels, 3);
  EXPECT_EQ(info->input_height, 4);
  EXPECT_EQ(info->output_width, 5);
  EXPECT_EQ(info->layer_count, 1);
  EXPECT_EQ(info->parameters, 6);
  EXPECT_EQ(info->macs, 1234);
}

TEST(Package, NamesItsCpus) {
  EXPECT_STREQ(gnet_cpu(0), "x86-64");
  EXPECT_EQ(gnet_cpu(1), nullptr);
  EXPECT_EQ(gnet_cpu(-1), nullptr);
  EXPECT_EQ(gnet::cpus(), std::vector<std::string>{"x86-64"});
  gnet::options options;
  options.cpu = "x86-64";
  gnet::model model(options);
  EXPECT_STREQ(model.info().cpu, "x86-64");
  EXPECT_EQ(model.info().macs, 1234);
  options.cpu = "vax";
  EXPECT_THROW(gnet::model{options}, gnet::error);
}

TEST(Package, Labels) {
  EXPECT_STREQ(gnet_label(0), "ant");
  EXPECT_STREQ(gnet_label(3), "dog");
  EXPECT_EQ(gnet_label(4), nullptr);
  EXPECT_EQ(gnet_label(-1), nullptr);
}

TEST(Package, LayerInfo) {
  gnet_layer layer{};
  gnet_error error{};
  ASSERT_EQ(gnet_layer_info(nullptr, 0, &layer, &error), GNET_OK);
  EXPECT_STREQ(layer.path, "relu");
  EXPECT_STREQ(layer.kernel, "onednn");
  EXPECT_EQ(gnet_layer_info(nullptr, 1, &layer, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_layer_info(nullptr, -1, &layer, &error),
            GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_layer_info(nullptr, 0, nullptr, &error),
            GNET_INVALID_ARGUMENT);
}

TEST(Package, RunsInCpp) {
  gnet::model model;
  gnet::context context(model);
  std::vector<float> input = randomFloats(gnet::input_size(), 1);
  std::vector<float> output = context.run(input);
  ASSERT_EQ(output.size(), input.size());
  for (size_t i = 0; i < input.size(); ++i)
    EXPECT_EQ(output[i], std::max(input[i], 0.0f));
  EXPECT_EQ(std::string(model.layer_info(0).kernel).rfind("onednn ", 0), 0u);
  EXPECT_EQ(gnet::label(1), "bee");
  EXPECT_EQ(gnet::label(7), "7");
}

TEST(Package, ProfilesInCpp) {
  gnet::model model;
  gnet::context context(model);
  std::vector<float> input = randomFloats(gnet::input_size(), 1);
  std::vector<float> output(gnet::output_size(), -1);
  std::vector<double> seconds =
      context.run_profiled(input.data(), output.data());
  ASSERT_EQ(seconds.size(), 1u);
  EXPECT_GE(seconds[0], 0);
  EXPECT_EQ(output, context.run(input));
}

TEST(Package, OneDnnRunsWholeBatches) {
  gnet::model model;
  gnet::context context(model);
  std::vector<float> input = randomFloats(gnet::input_size(), 1);
  std::vector<float> output(gnet::output_size(), -1);
  gnet_error error{};
  for (int32_t images : {0, 1, 3}) {
    EXPECT_EQ(gnet_run_batch(context.get(), images, input.data(), output.data(),
                             &error),
              GNET_INVALID_ARGUMENT);
    EXPECT_EQ(std::string(error.message).find("oneDNN") != std::string::npos,
              images == 1)
        << error.message;
  }
  context.run_batch(2, input.data(), output.data());
  EXPECT_EQ(output, context.run(input));
}

TEST(Package, ErrorsInCpp) {
  gnet::options options;
  options.weights_path = "/no/such/file";
  try {
    gnet::model model(options);
    FAIL() << "no error";
  } catch (const gnet::error &error) {
    EXPECT_EQ(error.code(), GNET_IO_ERROR);
    EXPECT_NE(std::string(error.what()).find("/no/such/file"),
              std::string::npos);
  }
  gnet::model model;
  gnet::context context(model);
  EXPECT_THROW(context.run(std::vector<float>(3)), std::invalid_argument);
}

TEST(Package, ModelsAndContextsMove) {
  static_assert(!std::is_copy_constructible_v<gnet::model>);
  static_assert(!std::is_copy_constructible_v<gnet::context>);
  gnet::model first;
  gnet::model second = std::move(first);
  gnet::context context(second);
  gnet::context moved = std::move(context);
  EXPECT_EQ(moved.run(std::vector<float>(gnet::input_size(), 2.0f)),
            std::vector<float>(gnet::output_size(), 2.0f));
}

TEST(Package, Preprocesses) {
  std::vector<uint8_t> pixels(60);
  for (size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<uint8_t>(i * 4);
  std::vector<float> input(60);
  gnet::preprocess(pixels.data(), 5, 4, 3, input.data());
  // BGR: the first channel is the pixels' third; (x * 0.5 - 1) / 4.
  EXPECT_FLOAT_EQ(input[0], (pixels[2] * 0.5f - 1) / 4);
  EXPECT_FLOAT_EQ(input[59], (pixels[57] * 0.5f - 3) / 6);
}

TEST(Top, FallingAndTheFirstOfEquals) {
  std::vector<float> scores = {1, 5, 3, 5, -2, 3};
  EXPECT_EQ(gnet::top(scores.data(), 6, 6),
            (std::vector<int32_t>{1, 3, 2, 5, 0, 4}));
  EXPECT_EQ(gnet::top(scores.data(), 6, 2), (std::vector<int32_t>{1, 3}));
  EXPECT_EQ(gnet::top(scores.data(), 6, 0), std::vector<int32_t>{});
}

TEST(Top, NanComesLast) {
  float nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> scores = {nan, -INFINITY, nan, 2};
  EXPECT_EQ(gnet::top(scores.data(), 4, 4), (std::vector<int32_t>{3, 1, 0, 2}));
}

TEST(Top, AgreesWithSorting) {
  std::vector<float> scores = randomFloats(1000, 3);
  for (float &score : scores)
    score = std::round(score * 20);
  std::vector<int32_t> order(scores.size());
  for (size_t i = 0; i < order.size(); ++i)
    order[i] = static_cast<int32_t>(i);
  std::sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    return std::pair(-scores[a], a) < std::pair(-scores[b], b);
  });
  order.resize(37);
  EXPECT_EQ(gnet::top(scores.data(), 1000, 37), order);
}

TEST(Top, Arguments) {
  float score = 1;
  int32_t index = 0;
  gnet_error error{};
  EXPECT_EQ(gnet_top(&score, 1, 2, &index, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_top(&score, 1, -1, &index, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_top(nullptr, 1, 1, &index, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_top(&score, 1, 1, nullptr, &error), GNET_INVALID_ARGUMENT);
  EXPECT_EQ(gnet_top(&score, 1, 1, &index, nullptr), GNET_OK);
}
