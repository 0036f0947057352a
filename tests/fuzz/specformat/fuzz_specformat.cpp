// Any text that is a spec: its layout is found again by a second run, means
// what the text meant, and has all of its comments.

#include "language/Frontend.h"
#include "language/layout/Format.h"
#include "language/syntax/SpecTokens.h"

#include <cstdlib>

namespace {

void require(bool holds) {
  if (!holds)
    std::abort();
}

std::optional<std::string> formatted(const std::string &text) {
  gnet::Diagnostics diagnostics;
  std::optional<std::string> result =
      gnet::formatSpec("spec.gn", text, diagnostics);
  require(result.has_value() != diagnostics.hasErrors());
  return result;
}

std::string printed(const std::string &text) {
  gnet::ParseResult parsed =
      gnet::parseSpec("spec.gn", [&](const std::string &, size_t) {
        return gnet::FileContent{text, {}};
      });
  require(parsed.syntax.has_value());
  return gnet::printAst(*parsed.syntax);
}

std::string commentsOf(const std::string &text) {
  std::string comments;
  for (const gnet::SpecToken &token : gnet::specTokens(text))
    if (token.kind == gnet::TokenKind::Comment) {
      size_t end = token.text.find_last_not_of(" \t\r") + 1;
      comments += std::string(token.text.substr(0, end)) + "\n";
    }
  return comments;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string text(reinterpret_cast<const char *>(data), size);
  if (gnet::whyNotText(text))
    return 0;
  std::optional<std::string> once = formatted(text);
  if (!once)
    return 0;
  require(formatted(*once) == once);
  require(printed(*once) == printed(text));
  require(commentsOf(*once) == commentsOf(text));
  return 0;
}
