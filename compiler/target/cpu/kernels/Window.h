//===- Window.h - Windows that slide along one side of an image -----------===//
#ifndef GNET_TARGET_CPU_KERNELS_WINDOW_H
#define GNET_TARGET_CPU_KERNELS_WINDOW_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

struct ConvShape;

/// The rows or the columns of a convolution or a pooling.
struct WindowAxis {
  int64_t size;  ///< Of the source.
  int64_t count; ///< Windows: the destination's size.
  int64_t kernel, stride, dilation;
  int64_t before; ///< Padding.

  static WindowAxis rowsOf(const ConvShape &shape);
  static WindowAxis columnsOf(const ConvShape &shape);

  /// From the first tap of `windows` windows to past the last one.
  int64_t span(int64_t windows) const {
    return (windows - 1) * stride + (kernel - 1) * dilation + 1;
  }
  /// Where the source has tap 0 of a window.
  int64_t start(int64_t window) const { return window * stride - before; }
  mlir::Value start(KernelBuilder &kernel, mlir::Value window) const;
  /// Whether no tap of these windows is outside the source.
  bool isInside(int64_t first, int64_t windows) const {
    return start(first) >= 0 && start(first) + span(windows) <= size;
  }
};

/// Numbers from `from` to below `to`, which may be less.
struct Range {
  mlir::Value from, to;
};

/// The taps of a window that are inside the source.
Range tapsInside(KernelBuilder &kernel, const WindowAxis &axis,
                 mlir::Value window);

/// Cuts all windows evenly into tiles of at most `most`. Those in the middle,
/// which are alike, share a loop: `x` is the first window, `first` its number
/// or that of one that stands for it.
void forTiles(
    KernelBuilder &kernel, const WindowAxis &axis, int64_t most,
    llvm::function_ref<void(mlir::Value x, int64_t first, int64_t windows)>
        body);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINDOW_H
