#include "language/syntax/SpecText.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace gnet {

namespace {

/// Length of the well-formed UTF-8 sequence at the start of `bytes`, or 0.
size_t characterLength(std::string_view bytes) {
  auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  unsigned lead = at(0);
  size_t length = lead < 0x80   ? 1
                  : lead < 0xC2 ? 0
                  : lead < 0xE0 ? 2
                  : lead < 0xF0 ? 3
                  : lead < 0xF5 ? 4
                                : 0;
  if (length == 0 || length > bytes.size())
    return 0;
  for (size_t i = 1; i < length; ++i)
    if ((at(i) & 0xC0) != 0x80)
      return 0;
  // Overlong forms, surrogates, and past U+10FFFF.
  if ((lead == 0xE0 && at(1) < 0xA0) || (lead == 0xED && at(1) > 0x9F) ||
      (lead == 0xF0 && at(1) < 0x90) || (lead == 0xF4 && at(1) > 0x8F))
    return 0;
  return length;
}

bool isControl(char byte) {
  unsigned char value = static_cast<unsigned char>(byte);
  return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') ||
         value == 0x7F;
}

} // namespace

FileContent readFromDisk(const std::string &path, size_t maxBytes) {
  std::error_code failure;
  std::filesystem::file_status status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status))
    return {{}, "no such file"};
  if (std::filesystem::is_directory(status))
    return {{}, "it is a directory"};
  // A pipe or a device could be endless.
  if (!std::filesystem::is_regular_file(status))
    return {{}, "it is not a regular file"};
  std::uintmax_t size = std::filesystem::file_size(path, failure);
  if (failure)
    return {{}, failure.message()};
  if (size > maxBytes)
    return {{},
            fmt::format("it is too large: {} bytes, where {} are allowed", size,
                        maxBytes)};
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size)))
    return {{}, "reading failed"};
  return {std::move(bytes), {}};
}

std::optional<std::string> whyNotText(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    size_t length = characterLength(bytes.substr(i));
    if (length == 0 || isControl(bytes[i]))
      return fmt::format("it is not a text file: byte {} is 0x{:02X}", i,
                         static_cast<unsigned char>(bytes[i]));
    i += length;
  }
  return std::nullopt;
}

} // namespace gnet
