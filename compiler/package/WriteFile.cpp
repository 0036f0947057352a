//===- WriteFile.cpp - Whole files, in and out ----------------------------===//
#include "package/WriteFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

llvm::Error writeFile(const llvm::Twine &path, llvm::StringRef bytes) {
  std::error_code failed;
  llvm::raw_fd_ostream stream(path.str(), failed);
  if (!failed) {
    stream << bytes;
    stream.close();
    failed = stream.error();
    stream.clear_error(); // Else its destructor ends the program.
  }
  if (failed)
    return llvm::createFileError(path, failed);
  return llvm::Error::success();
}

llvm::Expected<std::string> readFile(const llvm::Twine &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createFileError(path, buffer.getError());
  return (*buffer)->getBuffer().str();
}

} // namespace gnet
