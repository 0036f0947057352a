//===- CudaArch.cpp - The GPUs that machine code can be made for ----------===//
#include "target/cuda/CudaArch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

/// sm_80 is the first with asynchronous copies and tf32.
llvm::ArrayRef<CudaArch> cudaArchs() {
  static constexpr CudaArch known[] = {
      {"sm_80", 80, true},     {"sm_86", 86, true},    {"sm_87", 87, false},
      {"sm_89", 89, true},     {"sm_90", 90, false},   {"sm_90a", 90, true},
      {"sm_100", 100, false},  {"sm_100a", 100, true}, {"sm_103", 103, false},
      {"sm_103a", 103, false}, {"sm_120", 120, false}, {"sm_120a", 120, false}};
  return known;
}

llvm::Expected<std::vector<CudaArch>> findCudaArchs(llvm::StringRef list) {
  llvm::SmallVector<llvm::StringRef> given;
  list.split(given, ',');
  auto nameOf = [](const CudaArch &arch) -> llvm::StringRef {
    return arch.name;
  };
  for (llvm::StringRef name : given)
    if (llvm::none_of(cudaArchs(),
                      [&](const CudaArch &arch) { return arch.name == name; }))
      return llvm::createStringError(
          "unknown architecture '" + name + "'; known are " +
          llvm::join(llvm::map_range(cudaArchs(), nameOf), ", "));
  std::vector<CudaArch> archs;
  for (const CudaArch &arch : cudaArchs())
    if (llvm::is_contained(given, arch.name))
      archs.push_back(arch);
  return archs;
}

std::vector<CudaArch> defaultCudaArchs() {
  std::vector<CudaArch> archs;
  for (const CudaArch &arch : cudaArchs())
    if (arch.isDefault)
      archs.push_back(arch);
  return archs;
}

std::string ptxArch(llvm::ArrayRef<CudaArch> archs) {
  return "sm_" + std::to_string(archs.front().version);
}

} // namespace gnet
