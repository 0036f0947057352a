//===- PictureRuns.h - A picture of which a filter's row is a run of bytes ===//
//
// Instructions for bytes multiply quads of inputs, and a picture's pixel has
// three, or one. So all threads first copy it, from nchw, to memory that they
// share: row by row and pixel by pixel, the channels of each side by side, with
// what is outside around it. The taps of a filter's row, all channels of each,
// are then bytes that lie together: 21 of 7 taps and 3 channels, which six
// quads hold, where each tap by itself would take one.
//
// That is a convolution by filters of one column, whose inputs are a run's; a
// pixel of the copy is as many bytes as a result's run begins behind the one
// before.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_PICTURERUNS_H
#define GNET_TARGET_CPU_KERNELS_PICTURERUNS_H

#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// Whether `conv` multiplies bytes of so few channels that runs are worth it.
bool canReadRuns(gnk::ConvOp conv, const Machine &machine);

/// Of `conv`, reading the copy: places are counted in bytes.
ConvShape runShape(gnk::ConvOp conv, const Machine &machine);

/// Floats that the copy takes the place of.
int64_t floatsOfRuns(const ConvShape &shape);

/// Writes what makes the copy.
Work emitPictureRuns(KernelBuilder &kernel, gnk::ConvOp conv);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_PICTURERUNS_H
