//===- TokenFilter.h - Tokens as the grammar wants them -------------------===//
//
// Between ANTLR's lexer and its parser: internal to the parser.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_TOKENFILTER_H
#define GNET_LANGUAGE_SYNTAX_TOKENFILTER_H

#include "language/diagnostics/Diagnostics.h"

#include "antlr4-runtime.h"

#include <memory>
#include <optional>
#include <vector>

namespace gnet {

using Tokens = std::vector<std::unique_ptr<antlr4::Token>>;

SourceRange rangeOf(const std::string &file, const antlr4::Token &token);

/// Keeps of the NEWLINEs those that end a statement, and puts one before each
/// `}` and at the end. Tells what else depends on blanks: the operator in
/// `n-1`, the bracket of a call. Nothing where brackets nest so deep that a
/// recursive parser would be in danger, or a name is absurdly long (reported).
std::optional<Tokens> filterTokens(Tokens tokens, const std::string &file,
                                   Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_TOKENFILTER_H
