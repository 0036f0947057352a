//===- TunedChoice.h - Kernels chosen by measurement ----------------------===//
#ifndef GNET_TARGET_CPU_TUNEDCHOICE_H
#define GNET_TARGET_CPU_TUNEDCHOICE_H

#include "target/cpu/CpuLevel.h"
#include "target/cpu/kernels/KernelKind.h"
#include "tuning/Tuning.h"

namespace gnet {

/// What a step computes, as `conv 3x3 1x96x28x28 to 1x128x28x28 ...`: steps of
/// one shape differ in their layer, in what is fused behind and in layouts
/// alone. It is the same before and after planning.
std::string stepShape(gnk::KernelInterface step);

/// A kernel with all its numbers, as `winograd form 4x4 rows 2 tile 8x3`: no
/// two of a step's candidates are alike in it.
std::string choiceText(gnk::KernelAttr kernel);

/// What would do for `step`.
StepKernels kernelsOfStep(gnk::KernelInterface step, const Machine &machine,
                          bool exact);

/// The tuning in the file `path`, measured on `level`'s processor with kernels
/// of the same kinds.
llvm::Expected<Tuning> readTuningFor(llvm::StringRef path,
                                     const CpuLevel &level, bool exact);

} // namespace gnet

#endif // GNET_TARGET_CPU_TUNEDCHOICE_H
