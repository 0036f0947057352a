//===- RenameSymbols.h - A package's own name for its API -----------------===//
#ifndef GNET_PACKAGE_RENAMESYMBOLS_H
#define GNET_PACKAGE_RENAMESYMBOLS_H

#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// The ELF object `object` with each function gnet_X it defines renamed to
/// <prefix>_X, and everything else it defines made local: nothing of a package
/// meets another's, or the program's. What is only used keeps its name.
llvm::Expected<std::string> renameApi(llvm::StringRef object,
                                      llvm::StringRef prefix);

} // namespace gnet

#endif // GNET_PACKAGE_RENAMESYMBOLS_H
