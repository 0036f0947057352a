//===- Precision.h - What products are computed with ----------------------===//
#ifndef GNET_TARGET_CUDA_PRECISION_H
#define GNET_TARGET_CUDA_PRECISION_H

#include "passes/planning/Pipeline.h"
#include "target/cuda/kernels/KernelKind.h"
#include "llvm/Support/Error.h"

namespace gnet::cuda {

/// The words for `--precision`, the default first.
llvm::ArrayRef<llvm::StringRef> precisionNames();

llvm::Expected<Precision> findPrecision(llvm::StringRef name);

/// What buffers and weights are of.
ElementTypes elementTypesOf(Precision precision);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_PRECISION_H
