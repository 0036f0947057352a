//===- StrassenError.h - The digits that a product by Strassen loses ------===//
#ifndef GNET_TARGET_CPU_KERNELS_STRASSENERROR_H
#define GNET_TARGET_CPU_KERNELS_STRASSENERROR_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// How far some results of a convolution of 1 x 1 with so many inputs, computed
/// as the kernel computes them, are from their definition in double precision:
/// see winogradError().
double strassenError(int64_t inputs, bool hasFma);

/// Of the kernel that `step`, a convolution, has.
double strassenErrorOf(gnk::KernelInterface step, const Machine &machine);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_STRASSENERROR_H
