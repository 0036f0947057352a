//===- Emulated.h - Packages for a machine that is not this one -----------===//
#ifndef GNET_ENDTOEND_EMULATED_H
#define GNET_ENDTOEND_EMULATED_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet::endtoend {

/// What is missing for packages for AArch64 to run here; empty: nothing.
std::string missingForAarch64();

/// How a package is run.
struct EmulatedRun {
  std::string folder;
  std::string name; ///< Of the network.
  int threads = 1;
  std::string weights = "-"; ///< A safetensors file; "-": the package's own.
};

/// Runs a package for AArch64 in QEMU on one batch.
llvm::Expected<std::vector<float>> runOnAarch64(const EmulatedRun &how,
                                                llvm::ArrayRef<float> input);

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_EMULATED_H
