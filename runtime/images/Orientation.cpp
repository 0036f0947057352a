#include "images/Orientation.h"

#include <cstdlib>
#include <cstring>
#include <llvm/Support/DataExtractor.h>
#include <llvm/Support/Endian.h>
#include <new>

namespace gnet {
namespace {

using llvm::StringRef;

/// The segment of a JPEG with EXIF data, which is laid out as a TIFF file, or
/// nothing. Segments begin with a marker and their length.
StringRef exifOf(StringRef jpeg) {
  constexpr char application1 = '\xE1', scan = '\xDA';
  if (!jpeg.consume_front("\xFF\xD8"))
    return {};
  while (jpeg.size() >= 4 && jpeg[0] == '\xFF' && jpeg[1] != scan) {
    size_t length = llvm::support::endian::read16be(jpeg.data() + 2);
    StringRef segment = jpeg.substr(4, length < 2 ? 0 : length - 2);
    if (jpeg[1] == application1 &&
        segment.consume_front(StringRef("Exif\0\0", 6)))
      return segment;
    jpeg = jpeg.substr(2 + length);
  }
  return {};
}

} // namespace

int orientationOf(StringRef jpeg) {
  constexpr uint64_t entryBytes = 12, valueInEntry = 8;
  constexpr uint16_t orientationTag = 0x0112;
  StringRef exif = exifOf(jpeg);
  bool isLittle = exif.starts_with("II");
  if (!isLittle && !exif.starts_with("MM"))
    return 1;
  // Of what lies outside it gives zeros.
  llvm::DataExtractor data(exif, isLittle, 0);
  uint64_t at = 4;
  at = data.getU32(&at);
  for (uint16_t left = data.getU16(&at);
       left > 0 && data.isValidOffsetForDataOfSize(at, entryBytes);
       --left, at += entryBytes) {
    uint64_t tagAt = at, valueAt = at + valueInEntry;
    if (data.getU16(&tagAt) != orientationTag)
      continue;
    int value = data.getU16(&valueAt);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

Picture upright(Picture picture, int orientation) {
  if (orientation == 1)
    return picture;
  bool isTransposed = orientation >= 5;
  bool mirrorsRows = orientation == 2 || orientation == 3 || orientation == 6 ||
                     orientation == 7;
  bool mirrorsColumns = orientation == 3 || orientation == 4 ||
                        orientation == 7 || orientation == 8;
  int32_t width = isTransposed ? picture.height : picture.width;
  int32_t height = isTransposed ? picture.width : picture.height;
  auto bytes = static_cast<size_t>(picture.channels);
  auto *pixels = static_cast<uint8_t *>(std::malloc(bytes * width * height));
  if (!pixels)
    throw std::bad_alloc();
  uint8_t *to = pixels;
  for (int32_t y = 0; y < height; ++y)
    for (int32_t x = 0; x < width; ++x, to += bytes) {
      int64_t row = mirrorsColumns ? height - 1 - y : y;
      int64_t column = mirrorsRows ? width - 1 - x : x;
      if (isTransposed)
        std::swap(row, column);
      std::memcpy(to,
                  picture.pixels.get() +
                      static_cast<size_t>(row * picture.width + column) * bytes,
                  bytes);
    }
  return {width, height, picture.channels, {pixels, std::free}};
}

} // namespace gnet
