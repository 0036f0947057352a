//===- WriteOutput.h - A result to a file or to standard output -----------===//
#ifndef GNET_TOOLS_GNETC_WRITEOUTPUT_H
#define GNET_TOOLS_GNETC_WRITEOUTPUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// To the file `path`, or for `-` to standard output.
llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef text);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_WRITEOUTPUT_H
