//===- GemmTaps.h - The depth of a product as taps of windows -------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMTAPS_H
#define GNET_TARGET_CUDA_KERNELS_GEMMTAPS_H

#include "target/cuda/kernels/GemmShape.h"

namespace gnet::cuda {

/// Of the depth a block of inputs or, of a source in nchw, an input, at a tap.
struct GemmTap {
  mlir::Value from; ///< Where it lies behind tap 0 of the first of them.
  mlir::Value bits; ///< Of GemmWindow::missing; null in blocks that lack none.
};

/// The window of a row of the product.
struct GemmWindow {
  /// Tap 0 of the first inputs, where the source has it or would have it.
  Memory from;
  mlir::Value some;    ///< Behind that, where the source has something.
  mlir::Value isPixel; ///< False for a row past the last image.
  mlir::Value missing; ///< Bits of what is not there.
};

/// Taps are told from where they lie by one addition, and whether they are in
/// the source by one test: each row and column of a window has a bit, as have
/// what fills up the depth and pixels past the last image.
class GemmTaps {
public:
  /// The depth may be filled up to a multiple of `together` taps.
  GemmTaps(KernelBuilder &kernel, const GemmShape &shape, int64_t together);

  /// Whether there are bits for all of a window.
  static bool canTell(const GemmShape &shape);

  int64_t count() const; ///< All of the depth, not filled up.
  GemmTap tap(mlir::Value number) const;
  /// Of pixel number `pixel` of `pixelCount`, of all images.
  GemmWindow window(mlir::Value pixel, mlir::Value pixelCount) const;
  mlir::Value isThere(const GemmWindow &window, const GemmTap &tap) const;

private:
  bool hasBits() const { return isFilledUp || !isInside || !shape.isBlocked; }
  mlir::Value missing(mlir::Value isPixel, mlir::Value top,
                      mlir::Value left) const;

  KernelBuilder &k;
  const GemmShape &shape;
  bool isFilledUp;
  bool isInside; ///< Whether all windows are in the source.
};

/// What tap() would compute again and again, of all the depth, filled up, in
/// shared memory.
class GemmTapTable {
public:
  /// Its bytes, of `count` taps.
  static int64_t sharedBytes(int64_t count) { return count * words * 4; }

  /// Written by all threads, which then wait for each other, `behind` bytes
  /// from where shared memory begins.
  GemmTapTable(KernelBuilder &kernel, const GemmTaps &taps, int64_t count,
               int64_t behind);

  /// `count` from number `first` on, 1 or an even one.
  llvm::SmallVector<GemmTap> taps(mlir::Value first, int64_t count) const;

private:
  static constexpr int64_t words = 2;

  KernelBuilder &k;
  Memory table;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMTAPS_H
