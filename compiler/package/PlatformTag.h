//===- PlatformTag.h - The systems that shared libraries run on -----------===//
#ifndef GNET_PACKAGE_PLATFORMTAG_H
#define GNET_PACKAGE_PLATFORMTAG_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// As "manylinux_2_34_x86_64" (PEP 600): the oldest glibc that has what all of
/// these ELF files need, by the versions of the symbols that they name.
llvm::Expected<std::string>
platformTag(llvm::ArrayRef<llvm::StringRef> libraries);

} // namespace gnet

#endif // GNET_PACKAGE_PLATFORMTAG_H
