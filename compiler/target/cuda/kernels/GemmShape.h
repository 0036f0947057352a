//===- GemmShape.h - Convolutions and matrices as one product -------------===//
//
// A convolution is the product of a matrix with a row for each pixel of the
// result, of all images, and a column for each input at each tap, and one of
// its weights. That of the pixels is never made: tiles of it are gathered.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMSHAPE_H
#define GNET_TARGET_CUDA_KERNELS_GEMMSHAPE_H

#include "target/cuda/kernels/KernelKind.h"
#include "target/cuda/kernels/Window.h"

namespace gnet::cuda {

struct GemmShape {
  /// Of a convolution, of blocks or, where `isBlocked` is false, of a source
  /// in nchw.
  GemmShape(gnk::ConvOp conv, bool isBlocked);
  /// Of a matrix, whose features are seen as channels in blocks.
  explicit GemmShape(gnk::LinearOp linear);
  /// Of a step that `kernel`, a tiled one, computes.
  static GemmShape of(gnk::KernelInterface step, gnk::KernelAttr kernel);

  bool isBlocked;
  gnk::BufferType source, destination;
  WindowAxis rows, columns;
  int64_t groups = 1;
  int64_t inputs, outputs; ///< Of a group.
  int64_t blocksOfGroup;   ///< Of inputs; the last one may be filled up.
  gn::ActivationAttr activation;
  mlir::Value bias;
  mlir::TypedValue<gnk::BufferType> addend;

  int64_t taps() const { return rows.kernel * columns.kernel; }
  int64_t pixels() const { return rows.count * columns.count; }
  /// Rows of a full batch.
  int64_t rowCount() const { return pixels() * source.getBatch(); }
  /// Columns, without what fills up chunks.
  int64_t depth() const {
    return isBlocked ? blocksOfGroup * taps() * channelBlock : inputs * taps();
  }
  /// Whether the source has all of each window.
  bool isInside() const { return rows.isInside() && columns.isInside(); }
  bool isPointwise() const {
    return rows.isPointwise() && columns.isPointwise();
  }
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMSHAPE_H
