//===- Libraries.h - The static and the shared library --------------------===//
#ifndef GNET_PACKAGE_LIBRARIES_H
#define GNET_PACKAGE_LIBRARIES_H

#include "package/Installation.h"
#include "llvm/ADT/ArrayRef.h"

namespace gnet {

/// Writes lib<name>.a, lib<name>.so and the libraries they need into the folder
/// `lib`. `objects` are ELF objects: the generated program and, where they are
/// embedded, its weights.
llvm::Error writeLibraries(llvm::StringRef name,
                           llvm::ArrayRef<std::string> objects,
                           const Installation &installation,
                           llvm::StringRef lib);

} // namespace gnet

#endif // GNET_PACKAGE_LIBRARIES_H
