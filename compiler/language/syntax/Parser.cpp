#include "language/syntax/Parser.h"

#include "language/syntax/AstBuilder.h"
#include "language/syntax/LineRecovery.h"
#include "language/syntax/SyntaxErrors.h"
#include "language/syntax/TokenFilter.h"

#include "GNetLexer.h"
#include "GNetParser.h"

namespace gnet {

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

Tokens allTokens(antlr4::Lexer &lexer) {
  Tokens tokens;
  do
    tokens.push_back(lexer.nextToken());
  while (tokens.back()->getType() != antlr4::Token::EOF);
  return tokens;
}

} // namespace

std::optional<ast::File> parseSpecText(const std::string &file,
                                       const std::string &text,
                                       Diagnostics &diagnostics) {
  antlr4::ANTLRInputStream input(asAscii(text));
  grammar::GNetLexer lexer(&input);
  lexer.removeErrorListeners();
  std::optional<Tokens> tokens =
      filterTokens(allTokens(lexer), file, diagnostics);
  if (!tokens)
    return std::nullopt;

  antlr4::ListTokenSource source(std::move(*tokens));
  antlr4::CommonTokenStream stream(&source);
  grammar::GNetParser parser(&stream);
  parser.setErrorHandler(std::make_shared<LineRecovery>());
  SyntaxErrors errors(file, text, diagnostics);
  parser.removeErrorListeners();
  parser.addErrorListener(&errors);
  return AstBuilder(file, text, diagnostics).build(*parser.file());
}

} // namespace gnet
