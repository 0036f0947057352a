//===- NextPixels.h - Pixels are asked for a tile ahead -------------------===//
//
// A tile reads, or writes, a few lines of each of its rows: too few for the
// processor to see what comes next. Where an image is larger than the second
// cache each line would be waited for.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_NEXTPIXELS_H
#define GNET_TARGET_CPU_KERNELS_NEXTPIXELS_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// Pixels of a block of channels; steps are in elements of its memory.
struct PixelRows {
  mlir::Value first;
  int64_t rows, rowStep;
  int64_t columns, columnStep;
};

/// Whether the second cache cannot hold an image of so many elements of
/// `memory`.
bool exceedsLevel2(const KernelBuilder &kernel, mlir::Value memory,
                   int64_t elements);

/// Asks for each line of `pixels`, which may be past the end of `memory`.
void fetchLines(KernelBuilder &kernel, mlir::Value memory,
                const PixelRows &pixels);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_NEXTPIXELS_H
