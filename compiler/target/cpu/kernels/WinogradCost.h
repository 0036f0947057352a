//===- WinogradCost.h - What Winograd convolution costs -------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADCOST_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADCOST_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// Adds a kernel for each size of tile that does not lose too many digits, see
/// KernelKind.
void proposeWinograd(gnk::KernelInterface step, const Machine &machine,
                     llvm::SmallVectorImpl<Candidate> &candidates);

/// Likewise, of a convolution of bytes.
void proposeIntegerWinograd(gnk::KernelInterface step, const Machine &machine,
                            llvm::SmallVectorImpl<Candidate> &candidates);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADCOST_H
