//===- KernelFigures.h - What generated kernels are thought to take -------===//
#ifndef GNET_TARGET_CPU_KERNELFIGURES_H
#define GNET_TARGET_CPU_KERNELFIGURES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "report/ProgramFigures.h"
#include "target/cpu/CpuLevel.h"
#include "tuning/Tuning.h"

namespace gnet {

struct KernelReportOptions {
  const CpuLevel &level; ///< That the network is planned for.
  /// What the kernels were chosen with: the next best is of such alone.
  bool isExact;
  const Tuning *tuning; ///< Null: the model chose.
};

/// Of a planned network with generated kernels. A step is bound by the largest
/// of what its multiplications take and what its weights and its activations
/// do, if all of them come from memory. The error is measured for kernels that
/// round more than the definition.
llvm::Expected<ProgramFigures>
kernelFigures(mlir::func::FuncOp network, const KernelReportOptions &options);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELFIGURES_H
