#include "TestProgram.h"

extern "C" {
#include "core/preprocess.h"
}

#include <cmath>
#include <gtest/gtest.h>

using namespace gnet::test;

namespace {

struct Picture {
  int32_t width, height, channels;
  size_t rowBytes;
  std::vector<uint8_t> pixels;

  Picture(int32_t width, int32_t height, int32_t channels, size_t extra = 0)
      : width(width), height(height), channels(channels),
        rowBytes(static_cast<size_t>(width) * channels + extra) {
    for (float value : randomFloats(rowBytes * height, 7))
      pixels.push_back(static_cast<uint8_t>((value + 1) * 127.5));
  }
  double at(int64_t y, int64_t x, int c) const {
    return pixels[y * rowBytes + x * channels + c];
  }
};

/// Mean of `picture` under a triangle of half width `support` around a centre.
double sample(const Picture &picture, double y, double x, double support,
              int c) {
  double sum = 0, weights = 0;
  for (int64_t i = 0; i < picture.height; ++i)
    for (int64_t j = 0; j < picture.width; ++j) {
      double weight = std::max(0.0, 1 - std::abs(i + 0.5 - y) / support) *
                      std::max(0.0, 1 - std::abs(j + 0.5 - x) / support);
      sum += weight * picture.at(i, j, c);
      weights += weight;
    }
  return sum / weights;
}

class Preprocess : public testing::Test {
protected:
  TestProgram test{{}, 0, nullptr, nullptr};
  gnetrt_preprocessing form{};

  void set(int64_t order, int64_t height, int64_t width) {
    form = {order, 1 / 255.0, {0.485, 0.456, 0.406, 0}, {0.2, 0.3, 0.4, 0}};
    test.program.preprocessing = &form;
    test.program.input[0] = order == 0 ? 1 : 3;
    test.program.input[1] = height;
    test.program.input[2] = width;
  }

  double colour(const Picture &picture, double y, double x, double support,
                int64_t c) const {
    if (picture.channels == 1)
      return sample(picture, y, x, support, 0);
    if (form.order == 0)
      return 0.299 * sample(picture, y, x, support, 0) +
             0.587 * sample(picture, y, x, support, 1) +
             0.114 * sample(picture, y, x, support, 2);
    return sample(picture, y, x, support,
                  static_cast<int>(form.order == 2 ? 2 - c : c));
  }

  Images reference(const Picture &picture) const {
    Images out(1, test.program.input[0], test.program.input[1],
               test.program.input[2]);
    double step = std::min(picture.width / static_cast<double>(out.width),
                           picture.height / static_cast<double>(out.height));
    double left = (picture.width - out.width * step) / 2;
    double top = (picture.height - out.height * step) / 2;
    for (int64_t c = 0; c < out.channels; ++c)
      for (int64_t y = 0; y < out.height; ++y)
        for (int64_t x = 0; x < out.width; ++x)
          out.at(0, c, y, x) =
              (colour(picture, top + (y + 0.5) * step, left + (x + 0.5) * step,
                      std::max(step, 1.0), c) *
                   form.scale -
               form.mean[c]) /
              form.stddev[c];
    return out;
  }

  gnet_status run(const Picture &picture, std::vector<float> &out,
                  gnet_error *error) const {
    gnetrt_picture raw{picture.pixels.data(), picture.width, picture.height,
                       picture.rowBytes, picture.channels};
    out.resize(test.program.input[0] * test.program.input[1] *
               test.program.input[2]);
    return gnetrt_preprocess(&test.program, &raw, out.data(), error);
  }

  void check(const Picture &picture) const {
    std::vector<float> out;
    gnet_error error{};
    ASSERT_EQ(run(picture, out, &error), GNET_OK) << error.message;
    Images expected = reference(picture), result = expected;
    result.values.assign(out.begin(), out.end());
    expectNear(result, expected);
  }
};

} // namespace

TEST_F(Preprocess, SizesAndOrders) {
  for (int64_t order : {0, 1, 2})
    for (int32_t channels : {1, 3, 4}) {
      set(order, 12, 10);
      SCOPED_TRACE(testing::Message()
                   << "order " << order << ", " << channels << " channels");
      check(Picture(10, 12, channels));    // As it is.
      check(Picture(31, 40, channels, 5)); // Smaller, rows with a rest.
      check(Picture(60, 25, channels));    // Cut at the sides.
      check(Picture(4, 9, channels));      // Larger.
      check(Picture(1, 1, channels));
      check(Picture(200, 1, channels));
    }
}

TEST_F(Preprocess, SameSizeIsExact) {
  set(1, 5, 6);
  form.scale = 1;
  for (int c = 0; c < 3; ++c) {
    form.mean[c] = 0;
    form.stddev[c] = 1;
  }
  Picture picture(6, 5, 3);
  std::vector<float> out;
  ASSERT_EQ(run(picture, out, nullptr), GNET_OK);
  for (int c = 0; c < 3; ++c)
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 6; ++x)
        EXPECT_EQ(out[(c * 5 + y) * 6 + x], picture.at(y, x, c));
}

TEST_F(Preprocess, BadPictures) {
  set(1, 5, 6);
  gnet_error error{};
  std::vector<float> out;
  auto refused = [&](const Picture &picture) {
    return run(picture, out, &error) == GNET_INVALID_ARGUMENT;
  };
  Picture right(6, 5, 3);
  EXPECT_FALSE(refused(right));
  Picture wrong = right;
  wrong.width = 0;
  EXPECT_TRUE(refused(wrong));
  wrong = right;
  wrong.height = -1;
  EXPECT_TRUE(refused(wrong));
  wrong = right;
  wrong.channels = 2;
  EXPECT_TRUE(refused(wrong));
  wrong = right;
  wrong.rowBytes = 17;
  EXPECT_TRUE(refused(wrong));
  test.program.input[0] = 4;
  EXPECT_TRUE(refused(right));
  EXPECT_NE(std::string(error.message).find("no picture"), std::string::npos);
}
