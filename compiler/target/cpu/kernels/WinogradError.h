//===- WinogradError.h - The digits that a Winograd convolution loses -----===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADERROR_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADERROR_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// What the tiles of a convolution are made of.
struct WinogradForm {
  int64_t resultsY, resultsX; ///< Of a tile.
  int64_t tapsY, tapsX;
  int64_t inputs; ///< Channels.
  bool hasFma;
  bool isOfPairs = false; ///< Products are of numbers rounded to bf16.
};

/// How far some tiles of results, computed as the kernel computes them, are
/// from their definition in double precision: the largest difference over the
/// largest result. Inputs are normally distributed, weights He-initialised,
/// both the same at every call.
double winogradError(const WinogradForm &form);

/// Of the kernel that `step`, a convolution, has.
double winogradErrorOf(gnk::KernelInterface step, const Machine &machine);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADERROR_H
