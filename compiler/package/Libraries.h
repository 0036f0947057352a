//===- Libraries.h - The static and the shared library --------------------===//
#ifndef GNET_PACKAGE_LIBRARIES_H
#define GNET_PACKAGE_LIBRARIES_H

#include "package/Installation.h"

namespace gnet {

/// Writes lib<name>.a, lib<name>.so and the libraries they need into the folder
/// `lib`. `installation` was found for `parts`.
llvm::Error writeLibraries(llvm::StringRef name, const TargetParts &parts,
                           const Installation &installation,
                           llvm::StringRef lib);

} // namespace gnet

#endif // GNET_PACKAGE_LIBRARIES_H
