//===- SessionOptions.h - How a package is opened -------------------------===//
#ifndef GNET_RUN_SESSIONOPTIONS_H
#define GNET_RUN_SESSIONOPTIONS_H

#include "Arguments.h"
#include "loader/Package.h"

namespace gnet {

/// What of its options the command line gives: those of the subcommand's
/// options that are called so.
llvm::Expected<SessionOptions> sessionOptions(const Arguments &arguments);

} // namespace gnet

#endif // GNET_RUN_SESSIONOPTIONS_H
