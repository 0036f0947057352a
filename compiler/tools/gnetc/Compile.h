//===- Compile.h - From a spec to what was asked for ----------------------===//
#ifndef GNET_TOOLS_GNETC_COMPILE_H
#define GNET_TOOLS_GNETC_COMPILE_H

#include "Options.h"

namespace gnet {

/// Something failed and was reported where it was found.
class Reported : public llvm::ErrorInfo<Reported> {
public:
  // NOLINTNEXTLINE(readability-identifier-naming): the name ErrorInfo uses.
  static char ID;
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override;
};

/// `executable` is gnetc's own path.
llvm::Error compile(const Options &options, llvm::StringRef executable);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_COMPILE_H
