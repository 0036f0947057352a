//===- Brackets.h - The tokens that open and close brackets ---------------===//
#ifndef GNET_LANGUAGE_SYNTAX_BRACKETS_H
#define GNET_LANGUAGE_SYNTAX_BRACKETS_H

#include "GNetLexer.h"
#include "GNetParser.h"

namespace gnet {

inline bool opens(size_t type) {
  using grammar::GNetLexer;
  return type == GNetLexer::OPEN_BRACE || type == GNetLexer::OPEN_PAREN ||
         type == GNetLexer::OPEN_BRACKET || type == grammar::GNetParser::CALL;
}

inline bool closes(size_t type) {
  using grammar::GNetLexer;
  return type == GNetLexer::CLOSE_BRACE || type == GNetLexer::CLOSE_PAREN ||
         type == GNetLexer::CLOSE_BRACKET;
}

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_BRACKETS_H
