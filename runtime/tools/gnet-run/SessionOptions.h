//===- SessionOptions.h - How a package is opened -------------------------===//
#ifndef GNET_RUN_SESSIONOPTIONS_H
#define GNET_RUN_SESSIONOPTIONS_H

#include "Arguments.h"

namespace gnet {

struct SessionOptions {
  std::string weights; ///< A safetensors file; empty: the package's own.
  int32_t threads = 1;
  int32_t device = 0; ///< The GPU of a package that computes on one.
  /// Which of its codes to run; empty: the best for this machine.
  std::string cpu;
};

/// What of them the command line gives: those of the subcommand's options that
/// are called so.
llvm::Expected<SessionOptions> sessionOptions(const Arguments &arguments);

} // namespace gnet

#endif // GNET_RUN_SESSIONOPTIONS_H
