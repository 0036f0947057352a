//===- SyntaxErrors.h - The parser's complaints in our words --------------===//
//
// Internal to the parser.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_SYNTAXERRORS_H
#define GNET_LANGUAGE_SYNTAX_SYNTAXERRORS_H

#include "language/diagnostics/Diagnostics.h"

#include "antlr4-runtime.h"

namespace gnet {

class SyntaxErrors : public antlr4::BaseErrorListener {
public:
  SyntaxErrors(const std::string &file, const std::string &text,
               Diagnostics &diagnostics)
      : file(file), text(text), diagnostics(diagnostics) {}

  void syntaxError(antlr4::Recognizer *recognizer,
                   antlr4::Token *offendingSymbol, size_t line, size_t column,
                   const std::string &message,
                   std::exception_ptr exception) override;

private:
  const std::string &file;
  const std::string &text;
  Diagnostics &diagnostics;
};

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_SYNTAXERRORS_H
