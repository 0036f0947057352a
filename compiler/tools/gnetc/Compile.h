//===- Compile.h - From a spec to what was asked for ----------------------===//
#ifndef GNET_TOOLS_GNETC_COMPILE_H
#define GNET_TOOLS_GNETC_COMPILE_H

#include "Compilation.h"

namespace gnet {

/// `executable` is gnetc's own path.
llvm::Error compile(const Options &options, llvm::StringRef executable);

/// Makes the stages of these names and what they need, without a word.
llvm::Error makeStages(Compilation &compilation,
                       llvm::ArrayRef<llvm::StringRef> names);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_COMPILE_H
