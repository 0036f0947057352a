#include "images/Orientation.h"

#include "TemporaryFile.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>

#include <gtest/gtest.h>
#include <vector>

using namespace gnet;

namespace {

/// A number of two bytes as little endian has it, or big endian.
std::string two(bool isLittle, int number) {
  char low = static_cast<char>(number), high = static_cast<char>(number >> 8);
  return isLittle ? std::string{low, high} : std::string{high, low};
}
std::string four(bool isLittle, int number) {
  std::string low = two(isLittle, number), high = two(isLittle, 0);
  return isLittle ? low + high : high + low;
}

std::string segment(char marker, const std::string &bytes) {
  return std::string{'\xFF', marker} +
         two(false, static_cast<int>(bytes.size()) + 2) + bytes;
}

/// The beginning of a JPEG whose second entry of EXIF data is its orientation.
std::string jpeg(bool isLittle, int orientation) {
  auto entry = [&](int tag, int value) {
    return two(isLittle, tag) + two(isLittle, 3) + four(isLittle, 1) +
           two(isLittle, value) + two(isLittle, 0);
  };
  std::string tiff = (isLittle ? "II" : "MM") + two(isLittle, 42) +
                     four(isLittle, 8) + two(isLittle, 2) + entry(0x0100, 7) +
                     entry(0x0112, orientation) + four(isLittle, 0);
  return "\xFF\xD8" + segment('\xE0', std::string("JFIF\0", 5)) +
         segment('\xE1', "http://ns.adobe.com/xap/1.0/") +
         segment('\xE1', std::string("Exif\0\0", 6) + tiff) + "\xFF\xDA";
}

TEST(Orientation, IsReadOfBothOrdersOfBytes) {
  for (bool isLittle : {false, true})
    for (int orientation = 1; orientation <= 8; ++orientation)
      EXPECT_EQ(orientationOf(jpeg(isLittle, orientation)), orientation);
}

TEST(Orientation, IsUprightWhereNothingIsSaid) {
  for (bool isLittle : {false, true})
    for (int none : {0, 9, 0xFFFF})
      EXPECT_EQ(orientationOf(jpeg(isLittle, none)), 1);
  EXPECT_EQ(orientationOf(""), 1);
  EXPECT_EQ(orientationOf("\x89PNG\r\n\x1A\n"), 1);
  EXPECT_EQ(orientationOf(std::string("\xFF\xD8\xFF\xE1\0\0", 6)), 1);
  std::string behindTheScan = jpeg(true, 6);
  behindTheScan.insert(2, "\xFF\xDA");
  EXPECT_EQ(orientationOf(behindTheScan), 1);
}

TEST(Orientation, OfAnyPartOfAFile) {
  std::string whole = jpeg(false, 6);
  for (size_t size = 0; size <= whole.size(); ++size) {
    // On the heap, where AddressSanitizer sees what is read behind it.
    std::vector<char> part(whole.begin(), whole.begin() + size);
    int found = orientationOf({part.data(), size});
    EXPECT_TRUE(found == 1 || found == 6);
  }
  for (size_t i = 0; i < whole.size(); ++i)
    for (char byte : {'\0', '\xFF'}) {
      std::string changed = whole;
      changed[i] = byte;
      orientationOf(changed);
    }
}

/// Pixels of two channels, each their number twice.
Picture picture(int32_t width, int32_t height, const std::string &numbers) {
  auto *pixels = static_cast<uint8_t *>(std::malloc(2 * numbers.size()));
  for (size_t i = 0; i < numbers.size(); ++i)
    pixels[2 * i] = pixels[2 * i + 1] = static_cast<uint8_t>(numbers[i]);
  return {width, height, 2, {pixels, std::free}};
}

TEST(Orientation, TurnsAndMirrors) {
  struct Case {
    int orientation;
    int32_t width, height;
    const char *lies;
  };
  for (const Case &c : std::vector<Case>{{1, 3, 2, "abcdef"},
                                         {2, 3, 2, "cbafed"},
                                         {3, 3, 2, "fedcba"},
                                         {4, 3, 2, "defabc"},
                                         {5, 2, 3, "adbecf"},
                                         {6, 2, 3, "cfbead"},
                                         {7, 2, 3, "fcebda"},
                                         {8, 2, 3, "daebfc"}}) {
    Picture turned = upright(picture(c.width, c.height, c.lies), c.orientation);
    EXPECT_EQ(turned.width, 3);
    EXPECT_EQ(turned.height, 2);
    EXPECT_EQ(std::string(turned.pixels.get(), turned.pixels.get() + 12),
              "aabbccddeeff")
        << c.orientation;
  }
}

/// A JPEG, 16 x 8, black on the left and white on the right.
std::string blackAndWhite() {
  std::vector<uint8_t> pixels;
  for (int i = 0; i < 16 * 8; ++i)
    pixels.push_back(i % 16 < 8 ? 0 : 255);
  std::string bytes;
  stbi_write_jpg_to_func(
      [](void *to, void *from, int size) {
        static_cast<std::string *>(to)->append(static_cast<char *>(from), size);
      },
      &bytes, 16, 8, 1, pixels.data(), 95);
  return bytes;
}

TEST(Orientation, IsThatOfPicturesThatAreRead) {
  std::string exif = jpeg(true, 6);
  test::TemporaryFile file(exif.substr(0, exif.size() - 2) +
                           blackAndWhite().substr(2));
  llvm::Expected<Picture> found = readPicture(file.path);
  ASSERT_TRUE(static_cast<bool>(found)) << llvm::toString(found.takeError());
  EXPECT_EQ(found->width, 8);
  EXPECT_EQ(found->height, 16);
  EXPECT_EQ(found->channels, 3);
  const uint8_t *pixels = found->pixels.get();
  EXPECT_LT(pixels[0], 50);
  EXPECT_GT(pixels[3 * 127], 200);
}

} // namespace
