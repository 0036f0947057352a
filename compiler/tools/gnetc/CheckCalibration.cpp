//===- CheckCalibration.cpp - Whether one is of what is compiled ----------===//
#include "CheckCalibration.h"
#include "quantization/Digests.h"

namespace gnet {

llvm::Error checkCalibration(const Compilation &compilation,
                             const Weights *weights) {
  llvm::StringRef path = compilation.options.compiler->calibration();
  if (path.empty())
    return llvm::Error::success();
  auto read = Calibration::read(path);
  if (!read)
    return read.takeError();
  if (llvm::Error error = checkDigests(*read, compilation.whole, weights))
    return llvm::createFileError(path, std::move(error));
  return llvm::Error::success();
}

} // namespace gnet
