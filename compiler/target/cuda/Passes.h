//===- Passes.h - From planned kernels to GPU code ------------------------===//
#ifndef GNET_TARGET_CUDA_PASSES_H
#define GNET_TARGET_CUDA_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace gnet {

/// The `gpu.module` of all kernels.
inline constexpr llvm::StringLiteral cudaKernelsModule = "kernels";

#define GEN_PASS_DECL
#include "target/cuda/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "target/cuda/Passes.h.inc"

} // namespace gnet

#endif // GNET_TARGET_CUDA_PASSES_H
