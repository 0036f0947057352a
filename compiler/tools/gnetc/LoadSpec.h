//===- LoadSpec.h - A spec as a network, mistakes reported ----------------===//
#ifndef GNET_TOOLS_GNETC_LOADSPEC_H
#define GNET_TOOLS_GNETC_LOADSPEC_H

#include "language/diagnostics/Diagnostics.h"
#include "network/Network.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// Something failed and was reported where it was found.
class Reported : public llvm::ErrorInfo<Reported> {
public:
  // NOLINTNEXTLINE(readability-identifier-naming): the name ErrorInfo uses.
  static char ID;
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override;
};

/// Prints the diagnostics on standard error.
llvm::Error report(const Diagnostics &diagnostics);

/// `-` is standard input. If given, `filesRead` grows by the spec, its imports
/// and its labels.
llvm::Expected<Network> loadSpec(const std::string &path,
                                 std::vector<std::string> *filesRead = {});

} // namespace gnet

#endif // GNET_TOOLS_GNETC_LOADSPEC_H
