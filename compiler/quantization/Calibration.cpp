//===- Calibration.cpp - The ranges that a network's values have ----------===//
#include "quantization/Calibration.h"
#include "files/RegularFile.h"

namespace gnet {

llvm::Expected<Calibration> Calibration::read(llvm::StringRef path) {
  auto file = readRegularFile(path);
  if (!file)
    return llvm::createFileError(path, file.takeError());
  auto calibration = parseCalibration((*file)->getBuffer());
  if (!calibration)
    return llvm::createFileError(path, calibration.takeError());
  return calibration;
}

} // namespace gnet
