#include "network/Windows.h"

#include "network/ShapeText.h"

#include <algorithm>

namespace gnet {

namespace {

/// Under 2^40 bytes as float32: far past any network, far from any overflow.
constexpr int64_t maxElements = int64_t{1} << 38;
constexpr int64_t maxExtent = int64_t{1} << 31;

bool fits(const Shape &shape) {
  __int128 elements = static_cast<__int128>(shape.channels) * shape.height;
  return elements <= maxElements && elements * shape.width <= maxElements;
}

} // namespace

int64_t windowCount(int64_t size, int64_t kernel, int64_t stride,
                    int64_t dilation, int64_t padBefore, int64_t padAfter,
                    Rounding rounding) {
  for (int64_t value : {size, kernel, stride, dilation})
    if (value < 1 || value > maxExtent)
      return -1;
  for (int64_t value : {padBefore, padAfter})
    if (value < 0 || value > maxExtent)
      return -1;
  int64_t span = size + padBefore + padAfter - ((kernel - 1) * dilation + 1);
  if (span < 0)
    return -1;
  if (rounding == Rounding::Floor)
    return span / stride + 1;
  int64_t count = (span + stride - 1) / stride + 1;
  bool lastStartsPastInput = (count - 1) * stride >= size + padBefore;
  return lastStartsPastInput ? count - 1 : count;
}

std::pair<int64_t, int64_t> sameUpperPadding(int64_t size, int64_t spread,
                                             int64_t stride) {
  int64_t windows = (size + stride - 1) / stride;
  int64_t total = std::max<int64_t>((windows - 1) * stride + spread - size, 0);
  return {total / 2, total - total / 2};
}

ShapeOrError checkedShape(const Shape &shape) {
  if (!fits(shape))
    return ShapeError{"the output " + shapeText(shape) +
                      " is too large: over 2^38 elements"};
  return shape;
}

ShapeOrError windowShape(const Window &window, const Shape &input,
                         int64_t channels) {
  const auto &[kernel, stride, dilation, pad, rounding] = window;
  int64_t height = windowCount(input.height, kernel.height, stride.height,
                               dilation.height, pad.top, pad.bottom, rounding);
  int64_t width = windowCount(input.width, kernel.width, stride.width,
                              dilation.width, pad.left, pad.right, rounding);
  if (height >= 1 && width >= 1)
    return checkedShape({channels, height, width});
  Extent padded{input.height + pad.top + pad.bottom,
                input.width + pad.left + pad.right};
  return ShapeError{"the " + extentText(window.spread()) +
                    " kernel is larger than its padded input, " +
                    extentText(padded)};
}

} // namespace gnet
