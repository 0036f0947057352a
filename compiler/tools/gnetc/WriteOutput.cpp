//===- WriteOutput.cpp - A result to a file or to standard output ---------===//
#include "WriteOutput.h"
#include "files/StagedFile.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef text) {
  if (path != "-")
    return replaceFile(path, text);
  llvm::outs() << text;
  llvm::outs().flush();
  std::error_code failed = llvm::outs().error();
  llvm::outs().clear_error();
  if (failed)
    return llvm::createFileError("standard output", failed);
  return llvm::Error::success();
}

} // namespace gnet
