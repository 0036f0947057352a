//===- RegularFile.h - Files that users name ------------------------------===//
#ifndef GNET_FILES_REGULARFILE_H
#define GNET_FILES_REGULARFILE_H

#include <llvm/ADT/Twine.h>
#include <llvm/Support/Error.h>
#include <llvm/Support/MemoryBuffer.h>

namespace gnet {

/// What is to be told before anything is opened: a pipe would wait for a
/// writer, a device has no end. The error does not name the file.
llvm::Error checkRegularFile(const llvm::Twine &path);

/// A regular file's bytes, which may be mapped. The error does not name it.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readRegularFile(const llvm::Twine &path);

} // namespace gnet

#endif // GNET_FILES_REGULARFILE_H
