//===- Server.h - The language of specs for editors -----------------------===//
//
// The Language Server Protocol, version 3.17, over two streams.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LSP_SERVER_H
#define GNET_LSP_SERVER_H

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>

namespace gnet {

/// Answers until the client says `exit`, or `input` ends. An error if the
/// client did not ask it to shut down before.
llvm::Error serveEditor(std::FILE *input, llvm::raw_ostream &output,
                        llvm::StringRef version);

} // namespace gnet

#endif // GNET_LSP_SERVER_H
