#include "images/Picture.h"
#include "files/RegularFile.h"
#include "images/Orientation.h"
#include "loader/Error.h"
#include <climits>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
// What a picture may cost in memory, whatever its header says: 1 GiB.
#define STBI_MAX_DIMENSIONS (1 << 14)
#include <stb/stb_image.h>

namespace gnet {

llvm::Expected<Picture> readPicture(const std::string &path) {
  auto file = readRegularFile(path);
  if (!file)
    return fail("cannot read {}: {}", path, llvm::toString(file.takeError()));
  llvm::StringRef bytes = (*file)->getBuffer();
  if (bytes.size() > INT_MAX)
    return fail("cannot read {}: it is too large", path);
  const auto *data = reinterpret_cast<const stbi_uc *>(bytes.data());
  int size = static_cast<int>(bytes.size());
  int width = 0, height = 0, channels = 0;
  if (!stbi_info_from_memory(data, size, &width, &height, &channels))
    return fail("cannot read {} as a PNG or JPEG: {}", path,
                stbi_failure_reason());
  // Gray with alpha, which the network's preprocessing does not take.
  int wanted = channels == 2 ? 1 : channels;
  uint8_t *pixels =
      stbi_load_from_memory(data, size, &width, &height, &channels, wanted);
  if (!pixels)
    return fail("cannot read {}: {}", path, stbi_failure_reason());
  return upright({width, height, wanted, {pixels, stbi_image_free}},
                 orientationOf(bytes));
}

} // namespace gnet
