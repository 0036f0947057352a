//===- Window.h - Windows that slide along one side of an image -----------===//
#ifndef GNET_TARGET_CUDA_KERNELS_WINDOW_H
#define GNET_TARGET_CUDA_KERNELS_WINDOW_H

#include "target/cuda/kernels/KernelBuilder.h"

namespace gnet::cuda {

/// The rows or the columns of a convolution or a pooling.
struct WindowAxis {
  int64_t size;  ///< Of the source.
  int64_t count; ///< Windows: the destination's size.
  int64_t kernel, stride, dilation;
  int64_t before; ///< Padding.

  /// Side 0 has the rows, side 1 the columns.
  static WindowAxis of(gnk::ConvOp conv, int64_t side);
  static WindowAxis of(gnk::PoolOp pool, int64_t side);

  /// Where the source has tap 0 of a window: before it, too.
  mlir::Value start(KernelBuilder &kernel, mlir::Value window) const;
  /// Whether the source has all of each window.
  bool isInside() const {
    return before == 0 && (count - 1) * stride + (kernel - 1) * dilation < size;
  }
  /// Whether each window has just the element in its place.
  bool isPointwise() const {
    return kernel == 1 && stride == 1 && before == 0 && count == size;
  }
};

/// Numbers from `from` to below `to`, which may be less.
struct Range {
  mlir::Value from, to;
};

/// The taps of a window that are inside the source.
Range tapsInside(KernelBuilder &kernel, const WindowAxis &axis,
                 mlir::Value start);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_WINDOW_H
