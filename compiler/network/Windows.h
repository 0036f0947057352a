//===- Windows.h - The arithmetic of kernels that slide -------------------===//
//
// The one place that knows it. Layers' shapes, padding by name and the
// verifiers of both dialects call it.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_NETWORK_WINDOWS_H
#define GNET_NETWORK_WINDOWS_H

#include "network/Shape.h"
#include <utility>

namespace gnet {

/// A kernel that slides over an image.
struct Window {
  Extent kernel;
  Extent stride;
  Extent dilation;
  Padding padding;
  Rounding rounding = Rounding::Floor;

  /// The kernel with the gaps of its dilation.
  Extent spread() const {
    return {(kernel.height - 1) * dilation.height + 1,
            (kernel.width - 1) * dilation.width + 1};
  }
};

/// Number of windows along one axis, or -1 if not one fits or the arithmetic
/// overflows. `dilation` spreads the kernel over (kernel - 1) * dilation + 1.
int64_t windowCount(int64_t size, int64_t kernel, int64_t stride,
                    int64_t dilation, int64_t padBefore, int64_t padAfter,
                    Rounding rounding);

/// Before and after one axis, so that ceil(size / stride) windows fit, the odd
/// one after: `SAME` of TensorFlow, `SAME_UPPER` of ONNX. `spread` is the
/// dilated kernel's extent.
std::pair<int64_t, int64_t> sameUpperPadding(int64_t size, int64_t spread,
                                             int64_t stride);

/// A result of `channels` channels with a place for each window over `input`.
ShapeOrError windowShape(const Window &window, const Shape &input,
                         int64_t channels);

/// `shape`, or an error if it has over 2^38 elements.
ShapeOrError checkedShape(const Shape &shape);

} // namespace gnet

#endif // GNET_NETWORK_WINDOWS_H
