//===- Ptxas.h - NVIDIA's assembler of PTX --------------------------------===//
#ifndef GNET_TARGET_CUDA_PTXAS_H
#define GNET_TARGET_CUDA_PTXAS_H

#include "target/cuda/CudaArch.h"
#include <optional>

namespace gnet {

/// Code of all kernels, as the driver takes it.
struct DeviceImage {
  std::string arch; ///< "sm_90a" of a cubin, "compute_80" of PTX.
  std::string data; ///< PTX ends with a zero byte.
  /// Whether its kernels wait themselves for the launches before them.
  bool waits = false;
};

/// A ptxas that is installed.
class Ptxas {
public:
  /// From PATH, else of the toolkit that CUDA_PATH names, or without that of
  /// the one in /usr/local/cuda; none where there is none.
  static std::optional<Ptxas> find();

  llvm::StringRef path() const { return program; }

  /// Whether it says that it can make code for `arch`.
  llvm::Expected<bool> knows(const CudaArch &arch) const;

  /// The cubins of `ptx`, one an architecture in their order, assembled side by
  /// side. The same PTX gives the same bytes.
  llvm::Expected<std::vector<DeviceImage>>
  assemble(llvm::StringRef ptx, llvm::ArrayRef<CudaArch> archs) const;

private:
  explicit Ptxas(std::string program) : program(std::move(program)) {}

  std::string program;
};

} // namespace gnet

#endif // GNET_TARGET_CUDA_PTXAS_H
