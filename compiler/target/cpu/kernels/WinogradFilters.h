//===- WinogradFilters.h - Filters of bytes, transformed in a run ---------===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADFILTERS_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADFILTERS_H

#include "target/cpu/kernels/KernelBuilder.h"
#include "target/cpu/kernels/WinogradPlan.h"

namespace gnet {

/// Writes U of a group of `blocks` blocks of outputs, whose packed filters
/// begin at `weights`: by products, pairs of inputs and outputs.
void transformFilters(KernelBuilder &kernel, const ConvShape &shape,
                      const WinogradPlan &plan, int64_t blocks,
                      mlir::Value weights);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADFILTERS_H
