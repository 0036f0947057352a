//===- StagedFile.cpp - A file that appears when it is whole --------------===//
#include "files/StagedFile.h"
#include <llvm/ADT/SmallString.h>

namespace fs = llvm::sys::fs;

namespace gnet {

namespace {

bool canBeReplaced(llvm::StringRef path) {
  fs::file_status status;
  return fs::status(path, status) || fs::is_regular_file(status);
}

/// Where the path is a link, what it leads to.
std::string destinationOf(llvm::StringRef path) {
  llvm::SmallString<256> real;
  return fs::real_path(path, real) ? path.str() : real.str().str();
}

std::error_code writeInPlace(llvm::StringRef path, StagedFile::Writer writer) {
  int descriptor = -1;
  if (std::error_code failed = fs::openFileForWrite(
          path, descriptor, fs::CD_OpenExisting, fs::OF_None))
    return failed;
  const std::error_code failed = writer(descriptor);
  fs::file_t file = fs::convertFDToNativeFile(descriptor);
  const std::error_code unclosed = fs::closeFile(file);
  return failed ? failed : unclosed;
}

} // namespace

llvm::Expected<StagedFile> StagedFile::write(llvm::StringRef path,
                                             Writer writer) {
  StagedFile staged(path);
  if (!canBeReplaced(path)) {
    if (std::error_code failed = writeInPlace(path, writer))
      return llvm::createFileError(path, failed);
    return staged;
  }
  staged.path = destinationOf(path);
  auto file = fs::TempFile::create(staged.path + "-%%%%%%%%");
  if (!file)
    return llvm::createFileError(path, file.takeError());
  staged.file = std::move(*file);
  if (std::error_code failed = writer(staged.file->FD))
    return llvm::createFileError(path, failed);
  return staged;
}

StagedFile::~StagedFile() {
  if (file)
    llvm::consumeError(file->discard());
}

llvm::Error StagedFile::moveIntoPlace() {
  if (!file)
    return llvm::Error::success();
  auto whole = std::exchange(file, std::nullopt);
  if (llvm::Error error = whole->keep(path))
    return llvm::createFileError(path, std::move(error));
  return llvm::Error::success();
}

std::error_code writeTo(int descriptor,
                        llvm::function_ref<void(llvm::raw_ostream &)> print) {
  llvm::raw_fd_ostream stream(descriptor, /*shouldClose=*/false);
  print(stream);
  stream.flush();
  const std::error_code failed = stream.error();
  stream.clear_error(); // Else its destructor ends the program.
  return failed;
}

llvm::Error replaceFile(llvm::StringRef path,
                        llvm::function_ref<void(llvm::raw_ostream &)> print) {
  auto staged = StagedFile::write(
      path, [&](int descriptor) { return writeTo(descriptor, print); });
  if (!staged)
    return staged.takeError();
  return staged->moveIntoPlace();
}

llvm::Error replaceFile(llvm::StringRef path, llvm::StringRef bytes) {
  return replaceFile(path, [&](llvm::raw_ostream &stream) { stream << bytes; });
}

} // namespace gnet
