//===- KernelReport.h - Which kernels were chosen, and why ----------------===//
#ifndef GNET_TARGET_CPU_KERNELREPORT_H
#define GNET_TARGET_CPU_KERNELREPORT_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "target/cpu/CpuLevel.h"

namespace gnet {

/// Prints a table of the generated kernels of `network`, planned for `level`: a
/// line a step, then their sums and the machine's facts. A step is bound by the
/// largest of what its multiplications take and what its weights and its
/// activations do, if all of them come from memory. `multiplying alone` is how
/// far the first is from the prediction. `exact` is what the kernels were
/// chosen with: the next best is of such alone.
llvm::Error printKernels(mlir::func::FuncOp network, const CpuLevel &level,
                         bool exact, llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELREPORT_H
