//===- LaunchTables.h - A gnetrt_cuda_program and what it points to -------===//
#ifndef GNET_TARGET_CUDA_PROGRAM_LAUNCHTABLES_H
#define GNET_TARGET_CUDA_PROGRAM_LAUNCHTABLES_H

#include "target/cuda/program/LaunchPlan.h"
#include "target/program/ConstantTables.h"

namespace gnet {

/// The kernels' code for one architecture, which another object defines as
/// `imageSymbol(arch)`.
struct CudaImage {
  llvm::StringRef arch; ///< As "sm_90a" for a cubin, "compute_80" for PTX.
  int64_t size = 0;
  bool waits = false; ///< See gnetrt_cuda_image.
};

/// The symbol of the object that holds the code for `arch`.
std::string imageSymbol(llvm::StringRef arch);

/// Adds the tables that `launches` and `images` are at run time. `picture`:
/// what makes an input of a picture; null for nothing.
mlir::LLVM::GlobalOp emitLaunchTables(ConstantTables &tables,
                                      llvm::ArrayRef<PlannedLaunch> launches,
                                      gnk::LaunchAttr picture,
                                      llvm::ArrayRef<CudaImage> images,
                                      llvm::StringRef precision);

} // namespace gnet

#endif // GNET_TARGET_CUDA_PROGRAM_LAUNCHTABLES_H
