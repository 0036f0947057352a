#include "language/syntax/Parser.h"

#include "language/syntax/AstBuilder.h"
#include "language/syntax/LineRecovery.h"
#include "language/syntax/SpecLexer.h"
#include "language/syntax/SyntaxErrors.h"
#include "language/syntax/TokenFilter.h"

#include "GNetParser.h"

namespace gnet {

std::optional<ast::File> parseSpecText(const std::string &file,
                                       const std::string &text,
                                       Diagnostics &diagnostics) {
  SpecLexer lexer(text);
  std::optional<Tokens> tokens =
      filterTokens(std::move(lexer.tokens), file, diagnostics);
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
