//===- Passes.h - From planned launches to a program ----------------------===//
#ifndef GNET_TARGET_CUDA_PROGRAM_PASSES_H
#define GNET_TARGET_CUDA_PROGRAM_PASSES_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace gnet {

#define GEN_PASS_DECL
#include "target/cuda/program/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "target/cuda/program/Passes.h.inc"

} // namespace gnet

#endif // GNET_TARGET_CUDA_PROGRAM_PASSES_H
