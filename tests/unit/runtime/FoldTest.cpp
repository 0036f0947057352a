#include "TestProgram.h"

#include <cmath>
#include <gtest/gtest.h>

extern "C" {
#include "core/tensor.h"
}

using namespace gnet::test;

namespace {

std::vector<FileTensor> tensors() {
  return {{"weight", {3, 2, 2, 1}, randomFloats(12, 1)},
          {"bias", {3}, randomFloats(3, 2)},
          {"scale", {3}, randomFloats(3, 3)},
          {"shift", {3}, randomFloats(3, 4)},
          {"mean", {3}, randomFloats(3, 5)},
          {"variance", {3}, {0.5f, 0.0f, 3.0f}}};
}

enum { Weight, Bias, Scale, Shift, Mean, Variance };

float at(int tensor, int i) { return tensors()[tensor].values[i]; }

void fold(const std::function<void(gnetrt_builder *)> &body) {
  TestProgram test(
      tensors(), 1,
      [&](gnetrt_builder *builder) {
        body(builder);
        return GNET_OK;
      },
      nullptr);
  EXPECT_NE(test.open(), nullptr);
}

} // namespace

TEST(Fold, Weight) {
  fold([](gnetrt_builder *builder) {
    for (bool scaled : {true, false}) {
      const gnetrt_tensor *folded = gnetrt_fold_weight(
          builder, gnetrt_parameter_value(builder, Weight),
          scaled ? gnetrt_parameter_value(builder, Scale) : nullptr,
          gnetrt_parameter_value(builder, Variance), 1e-3);
      ASSERT_NE(folded, nullptr);
      ASSERT_EQ(folded->rank, 4);
      for (int o = 0; o < 3; ++o)
        for (int i = 0; i < 4; ++i)
          EXPECT_FLOAT_EQ(folded->data[o * 4 + i],
                          at(Weight, o * 4 + i) * (scaled ? at(Scale, o) : 1) /
                              std::sqrt(at(Variance, o) + 1e-3));
    }
  });
}

TEST(Fold, Bias) {
  fold([](gnetrt_builder *builder) {
    for (bool all : {true, false}) {
      auto optional = [&](int index) {
        return all ? gnetrt_parameter_value(builder, index) : nullptr;
      };
      const gnetrt_tensor *folded = gnetrt_fold_bias(
          builder, optional(Bias), optional(Scale), optional(Shift),
          gnetrt_parameter_value(builder, Mean),
          gnetrt_parameter_value(builder, Variance), 1e-3);
      ASSERT_NE(folded, nullptr);
      for (int o = 0; o < 3; ++o)
        EXPECT_FLOAT_EQ(folded->data[o],
                        ((all ? at(Bias, o) : 0) - at(Mean, o)) *
                                (all ? at(Scale, o) : 1) /
                                std::sqrt(at(Variance, o) + 1e-3) +
                            (all ? at(Shift, o) : 0));
    }
  });
}

TEST(Fold, WithoutVariance) {
  fold([](gnetrt_builder *builder) {
    const gnetrt_tensor *weight =
        gnetrt_fold_weight(builder, gnetrt_parameter_value(builder, Weight),
                           gnetrt_parameter_value(builder, Scale), nullptr, 0);
    const gnetrt_tensor *bias = gnetrt_fold_bias(
        builder, gnetrt_parameter_value(builder, Bias),
        gnetrt_parameter_value(builder, Scale), nullptr, nullptr, nullptr, 0);
    const gnetrt_tensor *shift = gnetrt_fold_bias(
        builder, nullptr, nullptr, gnetrt_parameter_value(builder, Shift),
        nullptr, nullptr, 0);
    ASSERT_TRUE(weight && bias && shift);
    for (int o = 0; o < 3; ++o) {
      EXPECT_FLOAT_EQ(weight->data[o * 4], at(Weight, o * 4) * at(Scale, o));
      EXPECT_FLOAT_EQ(bias->data[o], at(Bias, o) * at(Scale, o));
      EXPECT_EQ(shift->data[o], at(Shift, o));
    }
  });
}

TEST(Fold, Constant) {
  fold([](gnetrt_builder *builder) {
    const float values[] = {0.458f, 0.448f, 0.45f};
    const gnetrt_tensor *constant = gnetrt_constant(builder, values, 3);
    ASSERT_NE(constant, nullptr);
    EXPECT_EQ(constant->rank, 1);
    EXPECT_EQ(constant->dims[0], 3);
    EXPECT_TRUE(std::equal(values, values + 3, constant->data));
  });
}

/// Three filters of 2 x 1: output 0 sees input 1, output 1 sees 0 and 2.
TEST(Fold, Connections) {
  fold([](gnetrt_builder *builder) {
    gnetrt_tensor compact = *gnetrt_parameter_value(builder, Weight);
    compact.rank = 3;
    compact.dims[0] = 3;
    compact.dims[1] = 2;
    compact.dims[2] = 1;
    const int64_t places[] = {1, 3, 5};
    const gnetrt_tensor *filters =
        gnetrt_connect_weight(builder, &compact, places, 2, 3);
    ASSERT_NE(filters, nullptr);
    EXPECT_EQ(filters->rank, 4);
    const float expected[] = {0, 0, at(Weight, 0), at(Weight, 1),
                              0, 0, at(Weight, 2), at(Weight, 3),
                              0, 0, at(Weight, 4), at(Weight, 5)};
    EXPECT_TRUE(std::equal(expected, expected + 12, filters->data));
  });
}

TEST(Fold, ImpossibleVariance) {
  TestProgram test(
      tensors(), 1,
      [](gnetrt_builder *builder) -> int32_t {
        const gnetrt_tensor *folded = gnetrt_fold_weight(
            builder, gnetrt_parameter_value(builder, Weight), nullptr,
            gnetrt_parameter_value(builder, Variance), 0);
        EXPECT_EQ(folded, nullptr);
        return GNET_BAD_WEIGHTS;
      },
      nullptr);
  std::string file = test.file();
  gnet_options options;
  gnet_options_init(&options);
  options.weights_data = file.data();
  options.weights_size = file.size();
  Model model;
  gnet_error error{};
  EXPECT_EQ(test.open(&options, model, &error), GNET_BAD_WEIGHTS);
  EXPECT_NE(std::string(error.message).find("channel 1"), std::string::npos)
      << error.message;
}
