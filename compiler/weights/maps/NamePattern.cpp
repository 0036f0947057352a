#include "weights/maps/NamePattern.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

namespace {

// Captures try every length in turn: their number and the names' length bound
// the work.
constexpr size_t maxCaptures = 4;
constexpr size_t maxMatched = 500;

/// Splits `text` at its braces into literal, capture, literal, ..., literal.
llvm::Expected<std::vector<llvm::StringRef>> split(llvm::StringRef text) {
  std::vector<llvm::StringRef> pieces;
  while (true) {
    const size_t open = text.find('{');
    if (text.substr(0, open).contains('}'))
      return llvm::createStringError("'}' without '{' before it");
    pieces.push_back(text.substr(0, open));
    if (open == llvm::StringRef::npos)
      return pieces;
    const size_t close = text.find('}', open);
    if (close == llvm::StringRef::npos)
      return llvm::createStringError("'{' without '}' after it");
    pieces.push_back(text.slice(open + 1, close));
    text = text.substr(close + 1);
  }
}

bool isIdentifier(llvm::StringRef name) {
  return !name.empty() && llvm::isAlpha(name.front()) &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c); });
}

} // namespace

llvm::Expected<NamePattern> NamePattern::parse(llvm::StringRef text) {
  auto pieces = split(text);
  if (!pieces)
    return pieces.takeError();
  if (pieces->size() / 2 > maxCaptures)
    return llvm::createStringError("more than " + llvm::Twine(maxCaptures) +
                                   " captures");
  NamePattern pattern;
  for (auto [index, piece] : llvm::enumerate(*pieces)) {
    if (index % 2 == 0) {
      if (!piece.empty())
        pattern.parts.push_back({Kind::Literal, piece.str()});
      continue;
    }
    llvm::StringRef name = piece;
    const Kind kind = name.consume_back("*")   ? Kind::Any
                      : name.consume_back("#") ? Kind::Repeat
                                               : Kind::Segment;
    if (!isIdentifier(name))
      return llvm::createStringError(
          "'{" + piece + "}' captures nothing: it is {x}, {x*} or {x#}");
    if (pattern.hasCapture(name))
      return llvm::createStringError("'" + name + "' is captured twice");
    if (kind == Kind::Any && llvm::any_of(pattern.parts, [](const Part &part) {
          return part.kind == Kind::Any;
        }))
      return llvm::createStringError("'{" + piece + "}' is the second {x*}");
    pattern.parts.push_back({kind, name.str()});
  }
  return pattern;
}

bool NamePattern::hasCapture(llvm::StringRef name) const {
  return llvm::any_of(parts, [&](const Part &part) {
    return part.kind != Kind::Literal && part.text == name;
  });
}

bool NamePattern::matchFrom(size_t index, llvm::StringRef rest,
                            Captures &captures) const {
  if (index == parts.size())
    return rest.empty();
  const Part &part = parts[index];
  if (part.kind == Kind::Literal)
    return rest.consume_front(part.text) &&
           matchFrom(index + 1, rest, captures);
  const auto tryCapture = [&](llvm::StringRef text, size_t length) {
    captures.push_back({part.text, text.str()});
    if (matchFrom(index + 1, rest.substr(length), captures))
      return true;
    captures.pop_back();
    return false;
  };
  if (part.kind == Kind::Repeat) {
    if (tryCapture("0", 0))
      return true;
    llvm::StringRef digits = rest;
    unsigned number = 0;
    if (!digits.consume_front("_") || digits.starts_with("0"))
      return false;
    const llvm::StringRef after = digits.drop_while(llvm::isDigit);
    digits = digits.drop_back(after.size());
    return !digits.getAsInteger(10, number) && number >= 2 &&
           tryCapture(std::to_string(number - 1), digits.size() + 1);
  }
  const size_t longest = part.kind == Kind::Any
                             ? rest.size()
                             : std::min(rest.find('.'), rest.size());
  for (size_t length = 1; length <= longest; ++length)
    if (tryCapture(rest.substr(0, length), length))
      return true;
  return false;
}

std::optional<Captures> NamePattern::match(llvm::StringRef name) const {
  Captures captures;
  if (name.size() > maxMatched || !matchFrom(0, name, captures))
    return std::nullopt;
  return captures;
}

llvm::Expected<NameTemplate::Part>
NameTemplate::parseCapture(llvm::StringRef text) {
  Part part;
  llvm::StringRef rest = text;
  part.isLetter = rest.consume_back(":a");
  const size_t sign = rest.find_first_of("+-");
  if (sign != llvm::StringRef::npos) {
    unsigned added = 0;
    if (rest.substr(sign + 1).getAsInteger(10, added) || added > 1000)
      return llvm::createStringError("'{" + text +
                                     "}': what is added must be 0 to 1000");
    part.added = rest[sign] == '-' ? -static_cast<int64_t>(added) : added;
  }
  part.isNumber = part.isLetter || sign != llvm::StringRef::npos;
  part.capture = rest.substr(0, sign).str();
  if (!part.capture.empty() && part.capture != "_" &&
      !isIdentifier(part.capture))
    return llvm::createStringError(
        "'{" + text + "}' is no capture: it is {x}, {x+1}, {x-1} or {x:a}");
  return part;
}

llvm::Expected<NameTemplate> NameTemplate::parse(llvm::StringRef text) {
  auto pieces = split(text);
  if (!pieces)
    return pieces.takeError();
  NameTemplate made;
  for (size_t i = 1; i < pieces->size(); i += 2) {
    auto part = parseCapture((*pieces)[i]);
    if (!part)
      return part.takeError();
    part->literal = (*pieces)[i - 1].str();
    made.parts.push_back(std::move(*part));
  }
  made.tail = pieces->back().str();
  return made;
}

std::optional<std::string> NameTemplate::fillCapture(const Part &part,
                                                     llvm::StringRef text) {
  if (!part.isNumber)
    return text.str();
  unsigned number = 0;
  if (text.getAsInteger(10, number))
    return std::nullopt;
  const int64_t value = number + part.added;
  if (value < 0 || (part.isLetter && value >= 26))
    return std::nullopt;
  return part.isLetter ? std::string(1, static_cast<char>('a' + value))
                       : std::to_string(value);
}

std::optional<std::string> NameTemplate::fill(const Captures &captures) const {
  std::string name;
  for (const Part &part : parts) {
    const auto found = llvm::find_if(captures, [&](const Capture &capture) {
      return capture.name == part.capture;
    });
    if (found == captures.end())
      return std::nullopt;
    const std::optional<std::string> text = fillCapture(part, found->text);
    if (!text)
      return std::nullopt;
    name += part.literal + *text;
  }
  return name + tail;
}

std::vector<std::string> NameTemplate::captures() const {
  std::vector<std::string> names;
  for (const Part &part : parts)
    names.push_back(part.capture);
  return names;
}

bool matchesGlob(llvm::StringRef glob, llvm::StringRef name) {
  size_t at = 0, star = llvm::StringRef::npos, resumed = 0, i = 0;
  while (i < name.size()) {
    if (at < glob.size() && glob[at] == '*') {
      star = at++;
      resumed = i;
    } else if (at < glob.size() && glob[at] == name[i]) {
      ++at;
      ++i;
    } else if (star != llvm::StringRef::npos) {
      at = star + 1; // The last star takes one character more.
      i = ++resumed;
    } else {
      return false;
    }
  }
  return glob.substr(at).find_first_not_of('*') == llvm::StringRef::npos;
}

} // namespace gnet
