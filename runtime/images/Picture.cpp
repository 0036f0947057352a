#include "images/Picture.h"
#include "files/RegularFile.h"
#include "loader/Error.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
// What a picture may cost in memory, whatever its header says: 1 GiB.
#define STBI_MAX_DIMENSIONS (1 << 14)
#include <stb/stb_image.h>

namespace gnet {

llvm::Expected<Picture> readPicture(const std::string &path) {
  if (llvm::Error error = checkRegularFile(path))
    return fail("cannot read {}: {}", path, llvm::toString(std::move(error)));
  int width = 0, height = 0, channels = 0;
  if (!stbi_info(path.c_str(), &width, &height, &channels))
    return fail("cannot read {} as a PNG or JPEG: {}", path,
                stbi_failure_reason());
  // Gray with alpha, which the network's preprocessing does not take.
  int wanted = channels == 2 ? 1 : channels;
  uint8_t *pixels = stbi_load(path.c_str(), &width, &height, &channels, wanted);
  if (!pixels)
    return fail("cannot read {}: {}", path, stbi_failure_reason());
  return Picture{width, height, wanted, {pixels, stbi_image_free}};
}

} // namespace gnet
