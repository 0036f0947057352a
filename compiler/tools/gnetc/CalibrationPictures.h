//===- CalibrationPictures.h - What a network is calibrated with ----------===//
#ifndef GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H
#define GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H

#include "images/InputImages.h"

namespace gnet {

/// Images of finite values.
class CalibrationPictures {
public:
  /// `package` outlives this.
  static llvm::Expected<CalibrationPictures> open(const Package &package,
                                                  const std::string &path);

  size_t size() const { return images.size(); }
  /// For messages.
  std::string name(size_t index) const {
    return images.name(static_cast<int64_t>(index));
  }
  /// As the package wants its input; an error if a value is not finite.
  llvm::Expected<std::vector<float>> read(size_t index) const;

private:
  CalibrationPictures(const Package &package, InputImages images)
      : package(&package), images(std::move(images)) {}

  const Package *package;
  InputImages images;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_CALIBRATIONPICTURES_H
