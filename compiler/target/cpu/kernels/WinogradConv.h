//===- WinogradConv.h - Convolution by fewer multiplications --------------===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADCONV_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADCONV_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// The body of a kernel with a WinogradPlan, see KernelKind.
Work emitWinograd(gnk::KernelInterface step, KernelBuilder &kernel);
Work emitWinogradBefore(gnk::KernelInterface step, KernelBuilder &kernel);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADCONV_H
