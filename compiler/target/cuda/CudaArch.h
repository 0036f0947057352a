//===- CudaArch.h - The GPUs that machine code can be made for ------------===//
#ifndef GNET_TARGET_CUDA_CUDAARCH_H
#define GNET_TARGET_CUDA_CUDAARCH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

/// An architecture of GPUs, as ptxas and LLVM name it.
struct CudaArch {
  llvm::StringLiteral name; ///< As "sm_90a".
  int version;              ///< 90.
  bool isDefault;           ///< Whether packages are for it if none is named.
};

/// Those that kernels can run on, the oldest first.
llvm::ArrayRef<CudaArch> cudaArchs();

/// Those of a list as "sm_80,sm_90a", each once, the oldest first.
llvm::Expected<std::vector<CudaArch>> findCudaArchs(llvm::StringRef list);

/// Those that packages are for if none is named.
std::vector<CudaArch> defaultCudaArchs();

/// The architecture whose PTX all of `archs` can be made of: as "sm_80". It has
/// no instruction that later ones lack.
std::string ptxArch(llvm::ArrayRef<CudaArch> archs);

/// The first whose kernels can begin before those that they wait for have ended
/// (programmatic dependent launch), as number and as PTX names it.
inline constexpr int firstEarlyVersion = 90;
inline constexpr llvm::StringLiteral firstEarlyArch = "sm_90";

} // namespace gnet

#endif // GNET_TARGET_CUDA_CUDAARCH_H
