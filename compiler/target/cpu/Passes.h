//===- Passes.h - From planned kernels to machine code --------------------===//
#ifndef GNET_TARGET_CPU_PASSES_H
#define GNET_TARGET_CPU_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace gnet {

#define GEN_PASS_DECL
#include "target/cpu/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "target/cpu/Passes.h.inc"

} // namespace gnet

#endif // GNET_TARGET_CPU_PASSES_H
