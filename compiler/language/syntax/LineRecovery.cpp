#include "language/syntax/LineRecovery.h"

#include "GNetParser.h"

namespace gnet {

using Grammar = grammar::GNetParser;

namespace {

size_t next(antlr4::Parser &parser) { return parser.getTokenStream()->LA(1); }

bool isIn(antlr4::Parser &parser, size_t rule) {
  return parser.getContext()->getRuleIndex() == rule;
}

/// To the NEWLINE, or to the `}` that closes what is around.
void skipLine(antlr4::Parser &parser) {
  int depth = 0;
  for (size_t type = next(parser); type != antlr4::Token::EOF;
       type = next(parser)) {
    bool closes = type == Grammar::CLOSE_BRACE;
    if (depth == 0 && (type == Grammar::NEWLINE || closes))
      return;
    depth += (type == Grammar::OPEN_BRACE) - closes;
    parser.consume();
  }
}

/// Past the end of the line, and outside of blocks past a stray `}`.
void skipPastLine(antlr4::Parser &parser, bool isOutside) {
  skipLine(parser);
  while (isOutside && next(parser) == Grammar::CLOSE_BRACE) {
    parser.consume();
    skipLine(parser);
  }
  if (next(parser) == Grammar::NEWLINE)
    parser.consume();
}

} // namespace

void LineRecovery::recover(antlr4::Parser *parser, std::exception_ptr) {
  bool isItem = isIn(*parser, Grammar::RuleItem);
  if (!isItem && !isIn(*parser, Grammar::RuleStatement))
    return skipLine(*parser);
  skipPastLine(*parser, isItem);
  endErrorCondition(parser);
}

antlr4::Token *LineRecovery::recoverInline(antlr4::Parser *parser) {
  throw antlr4::InputMismatchException(parser);
}

void LineRecovery::sync(antlr4::Parser *parser) {
  bool isFile = isIn(*parser, Grammar::RuleFile);
  if (!isFile && !isIn(*parser, Grammar::RuleBlock))
    return;
  while (next(*parser) != antlr4::Token::EOF &&
         !parser->getExpectedTokens().contains(next(*parser))) {
    endErrorCondition(parser);
    parser->notifyErrorListeners(parser->getCurrentToken(), "", nullptr);
    beginErrorCondition(parser);
    skipPastLine(*parser, isFile);
    endErrorCondition(parser);
  }
}

} // namespace gnet
