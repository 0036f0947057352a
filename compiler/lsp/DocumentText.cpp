#include "lsp/DocumentText.h"

#include <algorithm>
#include <numeric>

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
  for (size_t begin = 0; begin != std::string::npos;) {
    size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
    lines.push_back({begin, end});
    size_t next = bytes.find('\n', end);
    begin = next == std::string::npos ? next : next + 1;
  }
  int count = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i % stride == 0)
      units.push_back(count);
    count += unitsOf(bytes[i]);
  }
  units.push_back(count);
}

std::string_view DocumentText::line(int number) const {
  if (number < 1 || static_cast<size_t>(number) > lines.size())
    return {};
  const Line &line = lines[static_cast<size_t>(number) - 1];
  return std::string_view(bytes).substr(line.begin, line.end - line.begin);
}

int DocumentText::unitsBefore(size_t offset) const {
  size_t begin = offset / stride * stride;
  std::string_view rest = std::string_view(bytes).substr(begin, offset - begin);
  return std::accumulate(
      rest.begin(), rest.end(), units[offset / stride],
      [](int count, char byte) { return count + unitsOf(byte); });
}

lsp::Position DocumentText::position(int line, int column) const {
  line = std::clamp(line, 1, static_cast<int>(lines.size()));
  const Line &at = lines[static_cast<size_t>(line) - 1];
  size_t offset =
      std::min(at.begin + static_cast<size_t>(std::max(column, 1)) - 1, at.end);
  return {line - 1, unitsBefore(offset) - unitsBefore(at.begin)};
}

lsp::Range DocumentText::range(const SourceRange &where) const {
  return {position(where.line, where.column),
          position(where.line, std::max(where.endColumn, where.column))};
}

lsp::Range DocumentText::whole() const {
  int last = static_cast<int>(lines.size());
  return {{0, 0}, position(last, static_cast<int>(line(last).size()) + 1)};
}

size_t DocumentText::offset(lsp::Position position) const {
  if (position.line < 0)
    return 0;
  if (static_cast<size_t>(position.line) >= lines.size())
    return bytes.size();
  const Line &line = lines[static_cast<size_t>(position.line)];
  size_t at = line.begin;
  for (int count = 0; at < line.end; ++at) {
    count += unitsOf(bytes[at]);
    if (count > position.character)
      break;
  }
  return at;
}

SourceRange DocumentText::place(const std::string &file,
                                lsp::Position position) const {
  size_t at = offset(position);
  auto next = std::upper_bound(
      lines.begin(), lines.end(), at,
      [](size_t offset, const Line &line) { return offset < line.begin; });
  int line = static_cast<int>(next - lines.begin());
  int column = static_cast<int>(at - std::prev(next)->begin) + 1;
  return {file, line, column, column};
}

} // namespace gnet
