//===- LineRecovery.h - Where parsing goes on after an error --------------===//
//
// Internal to the parser. One error a statement: what follows it up to the end
// of its line is skipped, braces and what is in them as a whole. Nothing is
// guessed into or out of the text.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_LINERECOVERY_H
#define GNET_LANGUAGE_SYNTAX_LINERECOVERY_H

#include "antlr4-runtime.h"

namespace gnet {

class LineRecovery : public antlr4::DefaultErrorStrategy {
public:
  /// Skips the rest of the line that failed.
  void recover(antlr4::Parser *parser, std::exception_ptr) override;
  /// A token that does not fit fails its statement.
  antlr4::Token *recoverInline(antlr4::Parser *parser) override;
  /// Before each statement of a block and item of a file: reports and skips
  /// lines that begin like none.
  void sync(antlr4::Parser *parser) override;
};

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_LINERECOVERY_H
