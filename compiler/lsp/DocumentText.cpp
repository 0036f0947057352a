#include "lsp/DocumentText.h"

#include <algorithm>

namespace gnet {

namespace {

/// UTF-16 units of the character that begins with this byte; 0 within one.
int unitsOf(char byte) {
  auto value = static_cast<unsigned char>(byte);
  if ((value & 0xC0) == 0x80)
    return 0;
  return value >= 0xF0 ? 2 : 1;
}

} // namespace

DocumentText::DocumentText(std::string text) : bytes(std::move(text)) {
  lineStarts.push_back(0);
  for (size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i] == '\n')
      lineStarts.push_back(i + 1);
}

std::string_view DocumentText::line(int number) const {
  if (number < 1 || static_cast<size_t>(number) > lineStarts.size())
    return {};
  std::string_view line = bytes;
  line.remove_prefix(lineStarts[static_cast<size_t>(number) - 1]);
  return line.substr(0, line.find_first_of("\r\n"));
}

lsp::Position DocumentText::position(int line, int column) const {
  int last = static_cast<int>(lineStarts.size());
  line = std::clamp(line, 1, last);
  std::string_view text = this->line(line);
  size_t count =
      std::min(static_cast<size_t>(std::max(column, 1)) - 1, text.size());
  int units = 0;
  for (char byte : text.substr(0, count))
    units += unitsOf(byte);
  return {line - 1, units};
}

lsp::Range DocumentText::range(const SourceRange &where) const {
  return {position(where.line, where.column),
          position(where.line, std::max(where.endColumn, where.column))};
}

lsp::Range DocumentText::whole() const {
  int last = static_cast<int>(lineStarts.size());
  return {{0, 0}, position(last, static_cast<int>(line(last).size()) + 1)};
}

size_t DocumentText::offset(lsp::Position position) const {
  if (position.line < 0)
    return 0;
  if (static_cast<size_t>(position.line) >= lineStarts.size())
    return bytes.size();
  std::string_view text = line(position.line + 1);
  size_t i = 0;
  for (int units = 0; i < text.size(); ++i) {
    units += unitsOf(text[i]);
    if (units > position.character)
      break;
  }
  return lineStarts[static_cast<size_t>(position.line)] + i;
}

SourceRange DocumentText::place(const std::string &file,
                                lsp::Position position) const {
  size_t at = offset(position);
  auto next = std::upper_bound(lineStarts.begin(), lineStarts.end(), at);
  int line = static_cast<int>(next - lineStarts.begin());
  int column = static_cast<int>(at - *(next - 1)) + 1;
  return {file, line, column, column};
}

} // namespace gnet
