//===- KernelReport.h - Which kernels were chosen, and why ----------------===//
#ifndef GNET_TARGET_CPU_KERNELREPORT_H
#define GNET_TARGET_CPU_KERNELREPORT_H

#include "report/ProgramFigures.h"
#include "tuning/Tuning.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// Prints a table of generated kernels: a line a step, then their sums and the
/// machine's facts. `of bound` is how much of a step's time what bounds it
/// takes, and over 100 % where the caches have what is read. With a tuning the
/// times that were measured stand beside those predicted; null: there is none.
void printKernels(const ProgramFigures &program, const Tuning *tuning,
                  llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELREPORT_H
