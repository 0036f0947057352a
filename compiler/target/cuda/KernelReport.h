//===- KernelReport.h - Which GPU kernels were chosen, and why ------------===//
#ifndef GNET_TARGET_CUDA_KERNELREPORT_H
#define GNET_TARGET_CUDA_KERNELREPORT_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "target/cuda/kernels/KernelKind.h"

namespace gnet {

/// Prints a table of the GPU kernels of `network`, whose launches are known: a
/// line a step, then sums, the time that the graph of all steps is thought to
/// take, and the card's facts. A step is bound by the largest of what its
/// multiplications take at the card's rate, what the instructions of its kernel
/// do, what its weights and what its activations do, if all of them come from
/// memory, and what a launch costs;
/// `of bound` is how much of its time that is, and over 100 % where caches have
/// them. Next best is the next tile, or the next way, with how much slower it
/// is thought to be and what its time goes into.
llvm::Error printCudaKernels(mlir::func::FuncOp network, const cuda::Card &card,
                             cuda::Precision precision, llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_TARGET_CUDA_KERNELREPORT_H
