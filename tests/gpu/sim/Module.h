//===- Module.h - Device code, ready to run on the CPU --------------------===//
#ifndef GNET_GPU_SIM_MODULE_H
#define GNET_GPU_SIM_MODULE_H

#include "gpu/sim/GlobalMemory.h"
#include "gpu/sim/Launch.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>
#include <vector>

namespace gnet::gpu::sim {

/// Threads of the host may share a module.
class Module {
public:
  /// `code`: LLVM IR as text or bitcode, as it went to NVPTX. An error names
  /// all that it uses and that is not known here.
  static llvm::Expected<std::unique_ptr<Module>>
  load(llvm::MemoryBufferRef code, Checks checks = Checks::All);

  ~Module();

  bool hasKernel(llvm::StringRef name) const;
  std::vector<std::string> kernels() const;

  /// Blocks until done. An error is the first that was found, with the kernel,
  /// the block, the thread and the instruction; memory is then as it was left.
  /// `memory` is for one launch at a time.
  llvm::Error launch(const Launch &launch, GlobalMemory &memory);

private:
  struct Implementation;
  explicit Module(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_MODULE_H
