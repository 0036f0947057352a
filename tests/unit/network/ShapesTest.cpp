#include "network/Shapes.h"
#include <gtest/gtest.h>
#include <limits>

using namespace gnet;

namespace {

/// Counts the windows by walking along the axis: a window counts if it begins
/// inside the input or its left padding, and with floor rounding if it also
/// ends inside the padded input.
int64_t walkedCount(int64_t size, int64_t kernel, int64_t stride,
                    int64_t dilation, int64_t before, int64_t after,
                    Rounding rounding) {
  int64_t spread = (kernel - 1) * dilation + 1;
  int64_t end = size + before + after;
  if (spread > end)
    return -1;
  int64_t count = 0;
  for (int64_t begin = 0;; begin += stride) {
    bool whole = begin + spread <= end;
    bool previousWhole = begin == 0 || begin - stride + spread < end;
    bool inside = begin < size + before;
    bool counts = rounding == Rounding::Floor
                      ? whole
                      : whole || (previousWhole && inside);
    if (!counts)
      return count;
    ++count;
  }
}

TEST(WindowCount, AgreesWithWalkingAlongTheAxis) {
  for (int64_t size = 1; size <= 12; ++size)
    for (int64_t kernel = 1; kernel <= 5; ++kernel)
      for (int64_t stride = 1; stride <= 4; ++stride)
        for (int64_t dilation = 1; dilation <= 2; ++dilation)
          for (int64_t before = 0; before < kernel; ++before)
            for (int64_t after = 0; after < kernel; ++after)
              for (Rounding rounding : {Rounding::Floor, Rounding::Ceil})
                ASSERT_EQ(windowCount(size, kernel, stride, dilation, before,
                                      after, rounding),
                          walkedCount(size, kernel, stride, dilation, before,
                                      after, rounding))
                    << size << " kernel " << kernel << " stride " << stride
                    << " dilation " << dilation << " pad " << before << ","
                    << after << " ceil " << (rounding == Rounding::Ceil);
}

TEST(WindowCount, RefusesWhatOverflows) {
  int64_t huge = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(windowCount(huge, 1, 1, 1, 0, 0, Rounding::Floor), -1);
  EXPECT_EQ(windowCount(8, huge, 1, huge, 0, 0, Rounding::Floor), -1);
  EXPECT_EQ(windowCount(8, 3, 1, 1, huge, huge, Rounding::Ceil), -1);
  EXPECT_EQ(windowCount(8, 3, 0, 1, 0, 0, Rounding::Floor), -1);
}

Conv convOf(int64_t channels, int64_t kernel, int64_t stride, int64_t pad) {
  Conv conv;
  conv.channels = channels;
  conv.kernel = {kernel, kernel};
  conv.stride = {stride, stride};
  conv.padding = {pad, pad, pad, pad};
  return conv;
}

std::string messageOf(const ShapeOrError &result) {
  const auto *error = std::get_if<ShapeError>(&result);
  return error ? error->message : "";
}

TEST(InferShape, GooglenetsStem) {
  Shape conv1 =
      std::get<Shape>(inferShape(convOf(64, 7, 2, 3), {{3, 224, 224}}));
  EXPECT_EQ(conv1, (Shape{64, 112, 112}));
  MaxPool pool{{3, 3}, {2, 2}, {}, Rounding::Ceil};
  EXPECT_EQ(std::get<Shape>(inferShape(pool, {conv1})), (Shape{64, 56, 56}));
}

TEST(InferShape, KernelLargerThanPaddedInput) {
  EXPECT_EQ(messageOf(inferShape(convOf(8, 7, 1, 1), {{3, 4, 4}})),
            "the 7x7 kernel is larger than its padded input, 6x6");
}

TEST(InferShape, GroupsDivideBothChannelCounts) {
  Conv conv = convOf(8, 1, 1, 0);
  conv.groups = 3;
  EXPECT_EQ(messageOf(inferShape(conv, {{6, 4, 4}})),
            "3 groups do not divide the 8 output channels");
  conv.channels = 9;
  EXPECT_EQ(messageOf(inferShape(conv, {{7, 4, 4}})),
            "3 groups do not divide the 7 input channels");
}

TEST(InferShape, ConcatNeedsOneSize) {
  EXPECT_EQ(std::get<Shape>(inferShape(Concat{}, {{3, 5, 6}, {4, 5, 6}})),
            (Shape{7, 5, 6}));
  EXPECT_NE(messageOf(inferShape(Concat{}, {{3, 5, 6}, {4, 5, 7}})), "");
}

TEST(InferShape, MultiplyTakesOneShapeOrAFactorAChannel) {
  const Shape image{8, 5, 6}, factors{8, 1, 1};
  EXPECT_EQ(std::get<Shape>(inferShape(Multiply{}, {image, image})), image);
  EXPECT_EQ(std::get<Shape>(inferShape(Multiply{}, {image, factors})), image);
  EXPECT_EQ(std::get<Shape>(inferShape(Multiply{}, {factors, factors})),
            factors);
}

TEST(InferShape, MultiplyRefusesWhatDoesNotFit) {
  const std::string wanted =
      "multiply takes two tensors of one shape, or as the second a factor a "
      "channel, ";
  EXPECT_EQ(messageOf(inferShape(Multiply{}, {{8, 5, 6}, {4, 1, 1}})),
            wanted + "1x1x8, but input 1 is 5x6x8 and input 2 is 1x1x4");
  EXPECT_EQ(messageOf(inferShape(Multiply{}, {{8, 1, 1}, {8, 5, 6}})),
            wanted + "1x1x8, but input 1 is 1x1x8 and input 2 is 5x6x8");
  EXPECT_EQ(messageOf(inferShape(Multiply{}, {{8, 5, 6}, {8, 5, 1}})),
            wanted + "1x1x8, but input 1 is 5x6x8 and input 2 is 5x1x8");
  EXPECT_EQ(
      messageOf(inferShape(Multiply{}, {{8, 1, 1}, {8, 1, 1}, {8, 1, 1}})),
      "multiply takes two inputs, not 3");
  EXPECT_EQ(messageOf(inferShape(Multiply{}, {{8, 1, 1}})),
            "multiply takes two inputs, not 1");
}

TEST(InferShape, RefusesAProductThatOverflows) {
  int64_t large = int64_t{1} << 31;
  EXPECT_NE(messageOf(inferShape(convOf(large, 1, 1, 0), {{1, large, large}})),
            "");
}

TEST(InferShape, FlattenAndLinear) {
  EXPECT_EQ(std::get<Shape>(inferShape(Flatten{}, {{2, 3, 4}})),
            (Shape{24, 1, 1}));
  EXPECT_EQ(std::get<Shape>(inferShape(Linear{10, true}, {{2, 3, 4}})),
            (Shape{10, 1, 1}));
}

} // namespace
