#include "language/diagnostics/Diagnostics.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace gnet {

namespace {

/// Nobody reads more; a hostile file could make millions.
constexpr size_t maxErrors = 100;
/// Bytes of a source line that an excerpt shows at most.
constexpr size_t maxExcerpt = 160;
/// Bytes of a message; names in it can be as long as a file.
constexpr size_t maxMessage = 400;

bool startsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::string clipped(std::string text) {
  if (text.size() <= maxMessage)
    return text;
  size_t end = maxMessage;
  while (end > 0 && !startsCharacter(text[end]))
    --end;
  return text.substr(0, end) + "...";
}

/// Blank of the width that `text` has on a terminal: tabs stay tabs, and a
/// character of several bytes takes one column.
std::string blankOf(std::string_view text) {
  std::string blank;
  for (char byte : text)
    if (startsCharacter(byte))
      blank += byte == '\t' ? '\t' : ' ';
  return blank;
}

size_t widthOf(std::string_view text) {
  return std::count_if(text.begin(), text.end(), startsCharacter);
}

/// The part of a long line to show, so that `column` (from 0) is inside.
std::pair<size_t, size_t> window(std::string_view line, size_t column) {
  if (line.size() <= maxExcerpt)
    return {0, line.size()};
  size_t begin = column < maxExcerpt / 2 ? 0 : column - maxExcerpt / 2;
  begin = std::min(begin, line.size() - maxExcerpt);
  size_t end = begin + maxExcerpt;
  while (begin < column && !startsCharacter(line[begin]))
    ++begin;
  while (end < line.size() && !startsCharacter(line[end]))
    ++end;
  return {begin, end};
}

const char *paint(bool colour, const char *code) { return colour ? code : ""; }

constexpr const char *bold = "\033[1m", *red = "\033[1;31m",
                     *cyan = "\033[1;36m", *green = "\033[32m",
                     *plain = "\033[0m";

} // namespace

bool Diagnostics::isFull() const { return errors.size() == maxErrors; }

Diagnostic &Diagnostic::note(SourceRange at, std::string text) {
  notes.push_back({std::move(at), clipped(std::move(text))});
  return *this;
}

Diagnostic &Diagnostic::repairedBy(std::string text) {
  repair = std::move(text);
  return *this;
}

void Diagnostics::addSource(const std::string &file, std::string text) {
  Source source{std::move(text), {0}, static_cast<int>(sources.size())};
  for (size_t i = 0; i < source.text.size(); ++i)
    if (source.text[i] == '\n')
      source.lineStarts.push_back(i + 1);
  sources.emplace(file, std::move(source));
}

Diagnostic &Diagnostics::error(SourceRange where, std::string message) {
  dropped = {};
  message = clipped(std::move(message));
  if (!seen.insert({where.file, where.line, where.column, message}).second)
    return dropped;
  if (errors.size() == maxErrors) {
    seen.erase({where.file, where.line, where.column, message});
    ++pastLimit;
    return dropped;
  }
  errors.push_back({std::move(where), std::move(message), {}, {}});
  return errors.back();
}

int Diagnostics::rankOf(const std::string &file) const {
  auto it = sources.find(file);
  return it == sources.end() ? static_cast<int>(sources.size())
                             : it->second.rank;
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  using Place = std::tuple<int, std::string, int, int, size_t>;
  std::vector<Place> places;
  for (size_t i = 0; i < errors.size(); ++i) {
    const SourceRange &at = errors[i].where;
    places.emplace_back(rankOf(at.file), at.file, at.line, at.column, i);
  }
  std::sort(places.begin(), places.end());
  std::vector<Diagnostic> all;
  for (const Place &place : places)
    all.push_back(errors[std::get<size_t>(place)]);
  return all;
}

std::string Diagnostics::excerpt(const SourceRange &where,
                                 const std::string &repair, bool colour) const {
  auto it = sources.find(where.file);
  if (it == sources.end() || where.line < 1 ||
      static_cast<size_t>(where.line) > it->second.lineStarts.size())
    return "";
  const Source &source = it->second;
  std::string_view line(source.text);
  line.remove_prefix(source.lineStarts[where.line - 1]);
  line = line.substr(0, line.find_first_of("\r\n"));
  if (line.empty())
    return "";

  size_t column = std::min<size_t>(std::max(where.column, 1) - 1, line.size());
  auto [begin, end] = window(line, column);
  size_t last =
      std::clamp<size_t>(std::max(where.endColumn, 1) - 1, column, end);
  std::string blank = blankOf(line.substr(begin, column - begin));
  size_t marked =
      std::max<size_t>(widthOf(line.substr(column, last - column)), 1);
  std::string text = fmt::format(
      "{}\n{}{}^{}{}\n", line.substr(begin, end - begin), blank,
      paint(colour, green), std::string(marked - 1, '~'), paint(colour, plain));
  if (!repair.empty())
    text += fmt::format("{}{}{}{}\n", blank, paint(colour, green), repair,
                        paint(colour, plain));
  return text;
}

void Diagnostics::renderOne(std::string &out, const SourceRange &where,
                            const char *kind, const std::string &message,
                            const std::string &repair, bool colour) const {
  std::string place = where.file;
  if (where.line > 0)
    place += fmt::format(":{}:{}", where.line, where.column);
  bool isError = std::string_view(kind) == "error";
  out += fmt::format("{}{}:{} {}{}:{} {}\n", paint(colour, bold), place,
                     paint(colour, plain), paint(colour, isError ? red : cyan),
                     kind, paint(colour, plain), message);
  out += excerpt(where, repair, colour);
}

std::string Diagnostics::render(bool colour) const {
  std::string out;
  for (const Diagnostic &error : sorted()) {
    renderOne(out, error.where, "error", error.message, error.repair, colour);
    for (const Note &note : error.notes)
      renderOne(out, note.where, "note", note.message, "", colour);
  }
  if (pastLimit > 0)
    out += fmt::format("{} more errors are not shown\n", pastLimit);
  return out;
}

} // namespace gnet
