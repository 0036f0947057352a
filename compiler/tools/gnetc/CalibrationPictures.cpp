//===- CalibrationPictures.cpp - What a network is calibrated with --------===//
#include "CalibrationPictures.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace gnet {

llvm::Expected<CalibrationPictures>
CalibrationPictures::open(const Package &package, const std::string &path) {
  auto images = InputImages::open(path);
  if (!images)
    return images.takeError();
  if (llvm::Error error = images->check(*package.describe()))
    return error;
  return CalibrationPictures(package, std::move(*images));
}

llvm::Expected<std::vector<float>>
CalibrationPictures::read(size_t index) const {
  std::vector<float> input(inputSize(*package->describe()));
  const auto image = static_cast<int64_t>(index);
  if (llvm::Error error = images.read(*package, image, input.data()))
    return error;
  if (llvm::all_of(input, [](float value) { return std::isfinite(value); }))
    return input;
  return llvm::createStringError(name(index) +
                                 " has a value that is not finite: leave it "
                                 "out, or repair it");
}

} // namespace gnet
