//===- Manifest.h - Which network a package's folder holds ----------------===//
#ifndef GNET_LOADER_MANIFEST_H
#define GNET_LOADER_MANIFEST_H

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <string>

namespace gnet {

/// The network that a manifest's text names: a C identifier.
llvm::Expected<std::string> parseManifest(llvm::StringRef text);

/// The name in the one share/*/manifest.json of the folder.
llvm::Expected<std::string> packageName(const std::string &folder);

} // namespace gnet

#endif // GNET_LOADER_MANIFEST_H
