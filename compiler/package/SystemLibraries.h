//===- SystemLibraries.h - The C library that packages are linked with ----===//
#ifndef GNET_PACKAGE_SYSTEMLIBRARIES_H
#define GNET_PACKAGE_SYSTEMLIBRARIES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

/// Paths of libm and libc for machines of `triple`: those that gnetc itself
/// runs with, or what a cross compiler would link with.
llvm::Expected<std::vector<std::string>>
systemLibraries(llvm::StringRef triple);

} // namespace gnet

#endif // GNET_PACKAGE_SYSTEMLIBRARIES_H
