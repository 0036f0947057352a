#include "Images.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace gnet::test {

Images::Images(int64_t batch, int64_t channels, int64_t height, int64_t width)
    : batch(batch), channels(channels), height(height), width(width),
      values(batch * channels * height * width) {}

double &Images::at(int64_t n, int64_t c, int64_t h, int64_t w) {
  return values[((n * channels + c) * height + h) * width + w];
}

double Images::at(int64_t n, int64_t c, int64_t h, int64_t w) const {
  return values[((n * channels + c) * height + h) * width + w];
}

std::vector<float> randomFloats(size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<float> floats(count);
  for (float &value : floats)
    value = static_cast<float>(generator() / 2147483648.0 - 1.0);
  return floats;
}

Images randomImages(int64_t batch, int64_t channels, int64_t height,
                    int64_t width, unsigned seed) {
  Images images(batch, channels, height, width);
  std::vector<float> floats = randomFloats(images.values.size(), seed);
  images.values.assign(floats.begin(), floats.end());
  return images;
}

namespace {

int64_t blockOf(int64_t layout) {
  return layout == GNETRT_NCHW16C ? 16 : layout == GNETRT_NCHW8C ? 8 : 1;
}

int64_t paddedChannels(const gnetrt_buffer &shape) {
  int64_t block = blockOf(shape.layout);
  return (shape.channels + block - 1) / block * block;
}

} // namespace

Memory::Memory(const Images &images, Placement placement)
    : shape{images.channels, images.height, images.width, placement.layout, 0} {
  shape.image_stride =
      paddedChannels(shape) * shape.height * shape.width + placement.gap;
  floats.assign(shape.image_stride * images.batch + placement.shift + 16,
                std::numeric_limits<float>::quiet_NaN());
  auto address = reinterpret_cast<uintptr_t>(floats.data());
  first = (64 - address % 64) % 64 / sizeof(float) + placement.shift;
  for (int64_t n = 0; n < images.batch; ++n)
    for (int64_t c = 0; c < paddedChannels(shape); ++c)
      for (int64_t h = 0; h < shape.height; ++h)
        for (int64_t w = 0; w < shape.width; ++w)
          floats[place(n, c, h, w)] =
              c < shape.channels ? images.at(n, c, h, w) : 0.0;
}

size_t Memory::place(int64_t n, int64_t c, int64_t h, int64_t w) const {
  int64_t block = blockOf(shape.layout);
  int64_t plane = shape.height * shape.width;
  return first + n * shape.image_stride + c / block * block * plane +
         (h * shape.width + w) * block + c % block;
}

void Memory::forget() {
  floats.assign(floats.size(), std::numeric_limits<float>::quiet_NaN());
}

Images Memory::read(int64_t batch) {
  Images images(batch, shape.channels, shape.height, shape.width);
  std::vector<bool> written(floats.size());
  for (int64_t n = 0; n < batch; ++n)
    for (int64_t c = 0; c < paddedChannels(shape); ++c)
      for (int64_t h = 0; h < shape.height; ++h)
        for (int64_t w = 0; w < shape.width; ++w) {
          size_t at = place(n, c, h, w);
          written[at] = true;
          if (c < shape.channels)
            images.at(n, c, h, w) = floats[at];
          else
            EXPECT_EQ(floats[at], 0.0f) << "spare lane " << c;
        }
  for (size_t i = 0; i < floats.size(); ++i)
    EXPECT_TRUE(written[i] || std::isnan(floats[i]))
        << "written outside the images at " << i;
  return images;
}

void expectNear(const Images &result, const Images &expected) {
  ASSERT_EQ(result.values.size(), expected.values.size());
  double largest = 0;
  for (double value : expected.values)
    largest = std::max(largest, std::abs(value));
  ASSERT_TRUE(std::isfinite(largest));
  for (size_t i = 0; i < expected.values.size(); ++i)
    ASSERT_NEAR(result.values[i], expected.values[i], 1e-5 * largest)
        << "element " << i;
}

} // namespace gnet::test
