//===- GpuClocks.h - How fast a GPU's clocks go ---------------------------===//
//
// Of NVIDIA's management library, which comes with the driver and is opened at
// run time.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_RUN_GPUCLOCKS_H
#define GNET_RUN_GPUCLOCKS_H

#include <llvm/Support/Error.h>
#include <memory>
#include <string>

namespace gnet {

/// In MHz.
struct Clocks {
  unsigned multiprocessors = 0, memory = 0;
};

class GpuClocks {
public:
  /// Of the GPU in this place of the PCI bus, as "0000:17:00.0".
  static llvm::Expected<GpuClocks> open(const std::string &pciBusId);

  /// As they are now.
  llvm::Expected<Clocks> read() const;

private:
  struct Library;

  explicit GpuClocks(std::shared_ptr<Library> library)
      : library(std::move(library)) {}

  llvm::Error readOne(unsigned kind, unsigned &megahertz) const;

  std::shared_ptr<Library> library; ///< With the GPU's handle.
};

} // namespace gnet

#endif // GNET_RUN_GPUCLOCKS_H
