//===- KernelReport.h - Which kernels were chosen, and why ----------------===//
#ifndef GNET_TARGET_CPU_KERNELREPORT_H
#define GNET_TARGET_CPU_KERNELREPORT_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "target/cpu/CpuLevel.h"
#include "tuning/Tuning.h"

namespace gnet {

struct KernelReportOptions {
  const CpuLevel &level; ///< That the network is planned for.
  /// What the kernels were chosen with: the next best is of such alone.
  bool isExact;
  const Tuning *tuning; ///< Null: the model chose.
};

/// Prints a table of the generated kernels of `network`: a line a step, then
/// their sums and the machine's facts. A step is bound by the largest of what
/// its multiplications take and what its weights and its activations do, if all
/// of them come from memory; `of bound` is how much of its time that is, and
/// over 100 % where the caches have them. `error` is measured for kernels that
/// round more than the definition. With a tuning the times that were measured
/// stand beside those predicted.
llvm::Error printKernels(mlir::func::FuncOp network,
                         const KernelReportOptions &options,
                         llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELREPORT_H
