//===- Shapes.h - The shape a layer gives ---------------------------------===//
//
// The one place that knows window arithmetic. Semantic analysis and the gn
// dialect's verifiers both call it.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_NETWORK_SHAPES_H
#define GNET_NETWORK_SHAPES_H

#include "network/Network.h"
#include <utility>
#include <variant>

namespace gnet {

/// Why a layer cannot take its inputs, in words, without a location.
struct ShapeError {
  std::string message;
};

using ShapeOrError = std::variant<Shape, ShapeError>;

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

/// The layer's output shape. Elements fit an int64_t and the byte size of a
/// float32 tensor stays under 2^40, else an error.
ShapeOrError inferShape(const LayerOp &op, const std::vector<Shape> &inputs);

} // namespace gnet

#endif // GNET_NETWORK_SHAPES_H
