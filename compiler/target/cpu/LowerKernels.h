//===- LowerKernels.h - Generated kernels as functions of LLVM ------------===//
#ifndef GNET_TARGET_CPU_LOWERKERNELS_H
#define GNET_TARGET_CPU_LOWERKERNELS_H

#include "mlir/Pass/PassManager.h"

namespace gnet {

/// Adds to `passes`, a manager of modules, what makes functions of the llvm
/// dialect of those in the modules within.
void addKernelLowering(mlir::OpPassManager &passes);

/// Makes what `addKernelLowering` adds known as `lower-kernels`.
void registerKernelLowering();

} // namespace gnet

#endif // GNET_TARGET_CPU_LOWERKERNELS_H
