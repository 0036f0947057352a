//===- SpecLexer.h - The text of a spec as ANTLR's tokens -----------------===//
//
// Internal to syntax. The tokens refer to the lexer, which has to outlive them.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_SPECLEXER_H
#define GNET_LANGUAGE_SYNTAX_SPECLEXER_H

#include "language/syntax/TokenFilter.h"

#include "GNetLexer.h"

namespace gnet {

class SpecLexer {
  antlr4::ANTLRInputStream input;
  grammar::GNetLexer lexer;

public:
  explicit SpecLexer(const std::string &text);

  Tokens tokens; ///< All that the parser's filter sees, the end as the last.
  Tokens comments;
};

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_SPECLEXER_H
