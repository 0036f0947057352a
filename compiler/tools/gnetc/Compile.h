//===- Compile.h - From a spec to what was asked for ----------------------===//
#ifndef GNET_TOOLS_GNETC_COMPILE_H
#define GNET_TOOLS_GNETC_COMPILE_H

#include "Options.h"

namespace gnet {

/// `executable` is gnetc's own path.
llvm::Error compile(const Options &options, llvm::StringRef executable);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_COMPILE_H
