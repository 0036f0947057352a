//===- Convolution.cpp - A convolution of one image -----------------------===//
//
// The inputs of some pixels are laid out tap by tap, so that the inner loops
// go over pixels side by side: they take most of an evaluation's time.
//
//===----------------------------------------------------------------------===//
#include "quantization/Convolution.h"
#include <algorithm>

namespace gnet {
namespace {

constexpr int64_t pixelsAtOnce = 128, outputsAtOnce = 4;

/// One group of channels.
class GroupConvolution {
public:
  GroupConvolution(const Conv &conv, const Shape &from, const Shape &to)
      : conv(conv), from(from), to(to), inputs(from.channels / conv.groups),
        outputs(conv.channels / conv.groups),
        taps(inputs * conv.kernel.height * conv.kernel.width),
        columns(taps * pixelsAtOnce) {}

  void run(const float *input, const float *weight, float *output) {
    const int64_t pixels = to.height * to.width;
    for (int64_t first = 0; first < pixels; first += pixelsAtOnce) {
      const int64_t count = std::min(pixelsAtOnce, pixels - first);
      layOut(input, first, count);
      for (int64_t o = 0; o < outputs; o += outputsAtOnce)
        multiply(weight + o * taps, std::min(outputsAtOnce, outputs - o), count,
                 output + o * pixels + first, pixels);
    }
  }

private:
  void layOut(const float *input, int64_t first, int64_t count) {
    float *next = columns.data();
    for (int64_t c = 0; c < inputs; ++c)
      for (int64_t y = 0; y < conv.kernel.height; ++y)
        for (int64_t x = 0; x < conv.kernel.width; ++x, next += pixelsAtOnce)
          for (int64_t i = 0; i < count; ++i) {
            const int64_t row = (first + i) / to.width * conv.stride.height +
                                y * conv.dilation.height - conv.padding.top;
            const int64_t column = (first + i) % to.width * conv.stride.width +
                                   x * conv.dilation.width - conv.padding.left;
            const bool isInside = row >= 0 && row < from.height &&
                                  column >= 0 && column < from.width;
            next[i] = isInside
                          ? input[(c * from.height + row) * from.width + column]
                          : 0;
          }
  }

  void multiply(const float *weight, int64_t rows, int64_t count, float *output,
                int64_t stride) const {
    float sums[outputsAtOnce][pixelsAtOnce] = {};
    for (int64_t k = 0; k < taps; ++k) {
      const float *column = columns.data() + k * pixelsAtOnce;
      for (int64_t o = 0; o < rows; ++o) {
        const float factor = weight[o * taps + k];
        for (int64_t i = 0; i < pixelsAtOnce; ++i)
          sums[o][i] += factor * column[i];
      }
    }
    for (int64_t o = 0; o < rows; ++o)
      for (int64_t i = 0; i < count; ++i)
        output[o * stride + i] += sums[o][i];
  }

  const Conv &conv;
  const Shape &from, &to;
  const int64_t inputs, outputs, taps;
  std::vector<float> columns; ///< By tap, then by pixel.
};

} // namespace

void addConvolution(const Conv &conv, const Shape &from, const Shape &to,
                    llvm::ArrayRef<float> input, llvm::ArrayRef<float> weight,
                    llvm::MutableArrayRef<float> output) {
  GroupConvolution group(conv, from, to);
  for (int64_t g = 0; g < conv.groups; ++g)
    group.run(input.data() + input.size() / conv.groups * g,
              weight.data() + weight.size() / conv.groups * g,
              output.data() + output.size() / conv.groups * g);
}

} // namespace gnet
