//===- CpuPipelines.h - The passes that make a package for CPUs -----------===//
//
// For one CPU they are of the module, for several each program has its own.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_CPUPIPELINES_H
#define GNET_TARGET_CPU_CPUPIPELINES_H

#include "mlir/Pass/PassManager.h"
#include "target/cpu/CpuOptions.h"

namespace gnet {

/// From gn to planned kernels.
llvm::Error addCpuPlanning(mlir::OpPassManager &passes,
                           const CpuOptions &options);

/// What the programs' tables say beside the options.
struct CpuProgramFacts {
  llvm::StringRef compiler;
  llvm::ArrayRef<std::string> packedNames; ///< One a program.
  int64_t weightsSize = 0;                 ///< Of those that the library holds.
};

/// From planned kernels to the llvm dialect.
llvm::Error addCpuLowering(mlir::OpPassManager &passes,
                           const CpuOptions &options,
                           const CpuProgramFacts &facts);

} // namespace gnet

#endif // GNET_TARGET_CPU_CPUPIPELINES_H
