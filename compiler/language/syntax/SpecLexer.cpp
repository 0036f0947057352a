#include "language/syntax/SpecLexer.h"

namespace gnet {

using grammar::GNetLexer;

namespace {

/// ANTLR counts characters, we count bytes: with every byte past ASCII made
/// DELETE, which no token but a string or a comment can hold, the two agree.
/// Names and strings are taken from the text itself.
std::string asAscii(const std::string &text) {
  std::string ascii = text;
  if (ascii.starts_with("\xEF\xBB\xBF")) // The byte order mark is no content.
    ascii.replace(0, 3, 3, ' ');
  for (char &byte : ascii)
    if (static_cast<unsigned char>(byte) >= 0x80)
      byte = 0x7F;
  return ascii;
}

} // namespace

SpecLexer::SpecLexer(const std::string &text)
    : input(asAscii(text)), lexer(&input) {
  lexer.removeErrorListeners();
  do {
    std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    bool isComment = token->getType() == GNetLexer::COMMENT;
    (isComment ? comments : tokens).push_back(std::move(token));
  } while (tokens.empty() || tokens.back()->getType() != antlr4::Token::EOF);
}

} // namespace gnet
