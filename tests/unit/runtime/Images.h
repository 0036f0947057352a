//===- Images.h - Batches of images in memory, for tests ------------------===//
//
// A test thinks in double values by image, channel, row and column; memory has
// a layout, gaps between the images of a slice, and any alignment.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TESTS_RUNTIME_IMAGES_H
#define GNET_TESTS_RUNTIME_IMAGES_H

#include "abi/program.h"

#include <cstdint>
#include <vector>

namespace gnet::test {

struct Images {
  int64_t batch, channels, height, width;
  std::vector<double> values;

  Images(int64_t batch, int64_t channels, int64_t height, int64_t width);
  double &at(int64_t n, int64_t c, int64_t h, int64_t w);
  double at(int64_t n, int64_t c, int64_t h, int64_t w) const;
};

/// Float32 values from -1 to 1, the same for a seed.
Images randomImages(int64_t batch, int64_t channels, int64_t height,
                    int64_t width, unsigned seed);
std::vector<float> randomFloats(size_t count, unsigned seed);

/// How a test lays images out.
struct Placement {
  int64_t layout = GNETRT_NCHW;
  int64_t gap = 0;   ///< Floats between two images.
  int64_t shift = 0; ///< Floats by which the first is off 64 bytes' alignment.
};

/// The memory of images: NaN where no image is, zero in a block's spare lanes.
class Memory {
public:
  Memory(const Images &images, Placement placement);

  const gnetrt_buffer &buffer() const { return shape; }
  float *data() { return floats.data() + first; }

  /// Everything NaN, also the spare lanes.
  void forget();
  /// The images, and a failure of the running test where a spare lane is not
  /// zero or a float between the images was written.
  Images read(int64_t batch);

private:
  size_t place(int64_t n, int64_t c, int64_t h, int64_t w) const;

  gnetrt_buffer shape;
  std::vector<float> floats;
  size_t first;
};

/// Fails the running test where values differ by over 1e-5 of the largest.
void expectNear(const Images &result, const Images &expected);

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_IMAGES_H
