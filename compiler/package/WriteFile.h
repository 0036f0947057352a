//===- WriteFile.h - Whole files, in and out ------------------------------===//
#ifndef GNET_PACKAGE_WRITEFILE_H
#define GNET_PACKAGE_WRITEFILE_H

#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// Creates or replaces the file. A full disk is an error like any other.
llvm::Error writeFile(const llvm::Twine &path, llvm::StringRef bytes);

llvm::Expected<std::string> readFile(const llvm::Twine &path);

} // namespace gnet

#endif // GNET_PACKAGE_WRITEFILE_H
