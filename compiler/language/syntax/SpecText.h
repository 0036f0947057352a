//===- SpecText.h - The bytes of a spec, checked to be text ---------------===//
#ifndef GNET_LANGUAGE_SYNTAX_SPECTEXT_H
#define GNET_LANGUAGE_SYNTAX_SPECTEXT_H

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gnet {

/// Larger files are refused before they are read: a spec is typed by hand.
inline constexpr size_t maxSpecBytes = 256 << 10;
/// Tens of thousands of class names.
inline constexpr size_t maxLabelsBytes = 4 << 20;

/// A file's bytes, or in `error` why there are none ("no such file").
struct FileContent {
  std::optional<std::string> bytes;
  std::string error;
};

using ReadFile =
    std::function<FileContent(const std::string &path, size_t maxBytes)>;

/// Reads a regular file of at most `maxBytes`.
FileContent readFromDisk(const std::string &path, size_t maxBytes);

/// Why `bytes` are no text, or nothing: UTF-8 without control characters other
/// than tabs and line ends.
std::optional<std::string> whyNotText(std::string_view bytes);

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_SPECTEXT_H
