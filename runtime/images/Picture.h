//===- Picture.h - A picture's pixels -------------------------------------===//
#ifndef GNET_IMAGES_PICTURE_H
#define GNET_IMAGES_PICTURE_H

#include <cstdint>
#include <llvm/Support/Error.h>
#include <memory>
#include <string>

namespace gnet {

/// 8-bit pixels, row by row without gaps: gray, RGB or RGBA.
struct Picture {
  int32_t width, height, channels;
  std::unique_ptr<uint8_t, void (*)(void *)> pixels;
};

/// Reads a PNG or JPEG, upright if the JPEG says how.
llvm::Expected<Picture> readPicture(const std::string &path);

} // namespace gnet

#endif // GNET_IMAGES_PICTURE_H
