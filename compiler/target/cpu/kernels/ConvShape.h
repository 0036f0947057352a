//===- ConvShape.h - The numbers of a convolution, as kernels need them ---===//
#ifndef GNET_TARGET_CPU_KERNELS_CONVSHAPE_H
#define GNET_TARGET_CPU_KERNELS_CONVSHAPE_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

struct ConvShape {
  /// Of a convolution to blocks of `lanes` channels, from such or from nchw.
  ConvShape(gnk::ConvOp conv, int64_t lanes, bool isBlocked);

  int64_t batch;
  int64_t inputs, outputs; ///< Channels.
  int64_t groups;
  int64_t height, width;       ///< Of the source.
  int64_t outHeight, outWidth; ///< Of the destination.
  int64_t kernelHeight, kernelWidth;
  int64_t strideY, strideX;
  int64_t dilationY, dilationX;
  int64_t top, left; ///< Padding.

  bool isBlocked;      ///< The source; else it is nchw.
  int64_t inputBlock;  ///< Channels that are taken together, or all of nchw.
  int64_t inputBlocks; ///< Of a group; the last one may be filled up.
  int64_t outputBlocks, outputBlocksOfGroup;

  /// Elements from an input channel to the next of its block, from a pixel to
  /// the next, from a block of channels to the next.
  int64_t channelStep, pixelStep, blockStep;
  int64_t weightBytes; ///< Of one.
  /// Inputs that are multiplied at once, of a pixel's, which lie side by side:
  /// pairs where source and weights are bf16, quads where they are bytes.
  int64_t together;
  int64_t sourceImage, destinationImage; ///< From an image to the next.
  int64_t otherImage;

  /// Every pixel of the result is made of the one in its place.
  bool isPointwise() const;
  /// Whether column `x` of the result reads inside the source at `tap`.
  bool reads(int64_t x, int64_t tap) const;
};

/// How many inputs that lie side by side are multiplied at once: 4 bytes, 2
/// bf16, or 1.
int64_t inputsTogether(gnk::BufferType source, mlir::Type weights);

/// Whether `conv` may read floats in nchw, as a picture is, as pairs of bf16:
/// where it gives bf16. Weights that are only stored in it round nothing else.
bool readsAsPairs(gnk::ConvOp conv);

/// What a thread reads and another one wrote has to come from that one's cache.
/// If threads share the rows, each mostly reads what it wrote itself, and all
/// of the weights; if they share the groups of outputs, all of the source.
/// Whether that is more.
bool readsMoreThan(gnk::BufferType source, int64_t weightBytes);

/// `count` blocks in groups of nearly the same size, at most `most`: larger
/// ones first.
llvm::SmallVector<int64_t> evenGroups(int64_t count, int64_t most);

/// Emits group number `group` of such `groups`, once for each of their sizes:
/// `body` has its blocks and the number of its first one.
void forGroup(
    KernelBuilder &kernel, llvm::ArrayRef<int64_t> groups, mlir::Value group,
    llvm::function_ref<void(int64_t blocks, mlir::Value firstBlock)> body);

/// Emits items `from` to `to` - 1, of which each block has `groups`, one behind
/// the other: `begin` once for all that there are of a block, then `body` for
/// each of them.
void forGroupsOfBlocks(KernelBuilder &kernel, int64_t groups, mlir::Value from,
                       mlir::Value to,
                       llvm::function_ref<void(mlir::Value block)> begin,
                       llvm::function_ref<void(mlir::Value group)> body);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_CONVSHAPE_H
