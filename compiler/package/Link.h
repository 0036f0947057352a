//===- Link.h - The linker, as a library ----------------------------------===//
#ifndef GNET_PACKAGE_LINK_H
#define GNET_PACKAGE_LINK_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// Runs LLD for ELF inside this process, without a configuration of the
/// system's: `arguments` are all it knows. Its messages become the error. One
/// call at a time.
llvm::Error link(llvm::ArrayRef<std::string> arguments);

/// One relocatable ELF object of `objects` and of those in `files`. The linker
/// wants files: what is none is written into `folder`.
llvm::Expected<std::string> joinObjects(llvm::ArrayRef<std::string> objects,
                                        llvm::ArrayRef<std::string> files,
                                        const std::string &folder);

/// Likewise in a folder of its own.
llvm::Expected<std::string> joinObjects(llvm::ArrayRef<std::string> objects);

} // namespace gnet

#endif // GNET_PACKAGE_LINK_H
