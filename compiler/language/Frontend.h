//===- Frontend.h - From a spec to a checked network ----------------------===//
//
// The way in for the rest of the compiler.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_FRONTEND_H
#define GNET_LANGUAGE_FRONTEND_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"
#include "language/syntax/AstPrinter.h"
#include "language/syntax/SpecText.h"

namespace gnet {

struct LoadResult {
  std::optional<Network> network; ///< Nothing if anything was reported.
  Diagnostics diagnostics;
};

/// Reads the spec at `path`, what it imports and its labels, and checks all of
/// it. `readFile` may take them from elsewhere than the disk.
LoadResult loadNetwork(const std::string &path,
                       const ReadFile &readFile = readFromDisk);

struct ParseResult {
  std::optional<ast::File> syntax; ///< Nothing if anything was reported.
  Diagnostics diagnostics;
};

/// The spec at `path` alone, as it is written.
ParseResult parseSpec(const std::string &path,
                      const ReadFile &readFile = readFromDisk);

} // namespace gnet

#endif // GNET_LANGUAGE_FRONTEND_H
