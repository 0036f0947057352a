//===- TemporaryFolder.cpp - For what is made on the way ------------------===//
#include "TemporaryFolder.h"
#include "llvm/Support/FileSystem.h"

namespace gnet {

llvm::Expected<std::unique_ptr<TemporaryFolder>>
TemporaryFolder::create(llvm::StringRef prefix) {
  auto folder = std::make_unique<TemporaryFolder>();
  if (std::error_code failed =
          llvm::sys::fs::createUniqueDirectory(prefix, folder->folder))
    return llvm::createFileError("a folder for temporary files", failed);
  return folder;
}

TemporaryFolder::~TemporaryFolder() {
  llvm::sys::fs::remove_directories(folder);
}

} // namespace gnet
