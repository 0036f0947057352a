//===- CalibrationPictures.h - What a network is calibrated with ----------===//
#ifndef GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H
#define GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H

#include "images/InputImages.h"

namespace gnet {

/// PNG and JPEG pictures of a folder, read one by one, or the images of a .npy
/// file.
class CalibrationPictures {
public:
  /// `package` outlives this.
  static llvm::Expected<CalibrationPictures> open(const Package &package,
                                                  const std::string &path);

  size_t size() const;
  /// For messages: a path, or `image 3 of FILE.npy`.
  std::string name(size_t index) const;
  /// As the package wants its input; an error if a value is not finite.
  llvm::Expected<std::vector<float>> read(size_t index) const;

private:
  CalibrationPictures(const Package &package, std::string path)
      : package(&package), path(std::move(path)) {}

  const Package *package;
  std::string path;
  std::vector<std::string> files; ///< Of a folder,
  Array images;                   ///< or all that there are.
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H
