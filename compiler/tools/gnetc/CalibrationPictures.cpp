//===- CalibrationPictures.cpp - What a network is calibrated with --------===//
#include "CalibrationPictures.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cmath>

namespace gnet {

llvm::Expected<CalibrationPictures>
CalibrationPictures::open(const Package &package, const std::string &path) {
  CalibrationPictures pictures(package, path);
  if (llvm::sys::fs::is_directory(path)) {
    auto files = picturesOf(path);
    if (!files)
      return files.takeError();
    pictures.files = std::move(*files);
    return pictures;
  }
  auto images = readImages(package, path);
  if (!images)
    return images.takeError();
  pictures.images = std::move(*images);
  return pictures;
}

size_t CalibrationPictures::size() const {
  return files.empty() ? images.shape[0] : files.size();
}

std::string CalibrationPictures::name(size_t index) const {
  return files.empty() ? "image " + std::to_string(index + 1) + " of " + path
                       : files[index];
}

llvm::Expected<std::vector<float>>
CalibrationPictures::read(size_t index) const {
  const size_t size = inputSize(*package->describe());
  std::vector<float> input(size);
  if (files.empty())
    std::copy_n(images.values.begin() + static_cast<int64_t>(index * size),
                size, input.begin());
  else if (llvm::Error error =
               readPictureFor(*package, files[index], input.data()))
    return error;
  if (llvm::all_of(input, [](float value) { return std::isfinite(value); }))
    return input;
  return llvm::createStringError(name(index) +
                                 " has a value that is not finite: leave it "
                                 "out, or repair it");
}

} // namespace gnet
