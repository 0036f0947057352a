//===- PhaseCopy.h - A picture, cut into phases, in blocks of channels ----===//
//
// A convolution with strides is the sum of one without for each of its phases:
// of every second row and column, say, from the first on, or from the second,
// with the filters' taps likewise,
//
//   sum over i of w[i] d[s x + i] =
//       sum over p < s: sum over j of w[s j + p] d[s (x + j) + p]
//
// In nchw, with few channels, the phases of all channels fill a block:
//
//   copy[row][column][(p * s' + p') * channels + channel] =
//       picture[channel][s row + p][s' column + p']
//
// with zeros where that is outside the picture or past the channels.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_PHASECOPY_H
#define GNET_TARGET_CPU_KERNELS_PHASECOPY_H

#include "target/cpu/kernels/ConvShape.h"

namespace gnet {

/// `conv`, from blocks of `lanes` channels or from nchw, as a convolution of
/// its phases: the shape's kernel, and what it has of inputs, are of these; its
/// strides tell how they lie in the source.
ConvShape phaseShape(gnk::ConvOp conv, int64_t lanes, bool isBlocked);

/// Of some rows of tiles, with what is around them.
struct PhaseCopy {
  int64_t rows, columns; ///< Of pixels of a phase.
  int64_t blockStep;     ///< Floats from a block of channels to the next.
  int64_t floats;

  PhaseCopy(const ConvShape &shape, int64_t rows, int64_t columns,
            int64_t lanes);

  /// Writes it to the thread's scratch memory, from `place` on: `firstRow` is
  /// the row of the result whose first taps begin the copy.
  void emit(KernelBuilder &kernel, const ConvShape &shape, mlir::Value image,
            mlir::Value firstRow, int64_t place) const;

  /// That emit() stores, one by one or as vectors of zeros.
  int64_t stores(const ConvShape &shape) const;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_PHASECOPY_H
