//===- Manifest.h - What a package says of itself -------------------------===//
#ifndef GNET_PACKAGE_MANIFEST_H
#define GNET_PACKAGE_MANIFEST_H

#include "package/Package.h"

namespace gnet {

/// share/<name>/manifest.json of the package in the folder `root`, whose other
/// files are all there: their digests are part of it.
llvm::Expected<std::string> manifestOf(const PackageContents &contents,
                                       llvm::StringRef root);

/// The manifest of the network's package in `directory`: the file of it that is
/// written last.
std::string manifestPath(llvm::StringRef directory, llvm::StringRef network);

} // namespace gnet

#endif // GNET_PACKAGE_MANIFEST_H
