//===- RegularFile.cpp - Files that users name ----------------------------===//
#include "files/RegularFile.h"
#include <llvm/Support/FileSystem.h>

namespace gnet {

llvm::Error checkRegularFile(const llvm::Twine &path) {
  llvm::sys::fs::file_status status;
  if (std::error_code failed = llvm::sys::fs::status(path, status))
    return llvm::createStringError(failed.message());
  if (status.type() == llvm::sys::fs::file_type::regular_file)
    return llvm::Error::success();
  return llvm::createStringError("it is not a regular file");
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readRegularFile(const llvm::Twine &path) {
  if (llvm::Error error = checkRegularFile(path))
    return std::move(error);
  auto bytes = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  if (!bytes)
    return llvm::createStringError(bytes.getError().message());
  return std::move(*bytes);
}

} // namespace gnet
