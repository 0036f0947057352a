#include "language/syntax/SpecTokens.h"

#include "language/syntax/SpecLexer.h"

#include "GNetLexer.h"
#include "GNetParser.h"

#include <algorithm>

namespace gnet {

using grammar::GNetLexer;
using grammar::GNetParser;

namespace {

TokenKind kindOf(size_t type) {
  if (type >= GNetLexer::IMPORT && type <= GNetLexer::CONCAT)
    return TokenKind::Keyword;
  switch (type) {
  case GNetLexer::NAME:
    return TokenKind::Name;
  case GNetLexer::DIMS:
    return TokenKind::Dims;
  case GNetLexer::NUMBER:
  case GNetLexer::PERCENT:
  case GNetLexer::FIGURE:
  case GNetLexer::LABEL:
    return TokenKind::Number;
  case GNetLexer::STRING:
  case GNetLexer::OPEN_STRING:
    return TokenKind::String;
  case GNetLexer::COMMENT:
    return TokenKind::Comment;
  case GNetLexer::NEWLINE:
    return TokenKind::StatementEnd;
  case GNetParser::CALL:
    return TokenKind::Call;
  case GNetLexer::UNKNOWN:
    return TokenKind::Unknown;
  default:
    return TokenKind::Sign;
  }
}

SpecToken tokenOf(const antlr4::Token &token, std::string_view text) {
  size_t begin = token.getStartIndex();
  TokenKind kind = kindOf(token.getType());
  size_t length =
      kind == TokenKind::StatementEnd ? 0 : token.getStopIndex() - begin + 1;
  return {kind, text.substr(begin, length), begin,
          static_cast<int>(token.getLine()),
          static_cast<int>(token.getCharPositionInLine()) + 1};
}

bool isBefore(const std::unique_ptr<antlr4::Token> &left,
              const std::unique_ptr<antlr4::Token> &right) {
  return left->getStartIndex() < right->getStartIndex();
}

} // namespace

std::vector<SpecToken> specTokens(const std::string &text) {
  SpecLexer lexer(text);
  Diagnostics ignored;
  std::optional<Tokens> filtered =
      filterTokens(std::move(lexer.tokens), "", ignored);
  if (!filtered)
    return {};
  filtered->pop_back(); // The end of the file.
  // A statement's end is where the next token is, behind the comments between,
  // or at its line end; either way the comment of its line comes first or last.
  Tokens merged;
  std::merge(std::move_iterator(filtered->begin()),
             std::move_iterator(filtered->end()),
             std::move_iterator(lexer.comments.begin()),
             std::move_iterator(lexer.comments.end()),
             std::back_inserter(merged), isBefore);
  std::vector<SpecToken> tokens;
  for (const auto &token : merged)
    tokens.push_back(tokenOf(*token, text));
  return tokens;
}

const std::vector<std::string> &keywords() {
  static const std::vector<std::string> words = [] {
    antlr4::ANTLRInputStream nothing;
    GNetLexer lexer(&nothing);
    std::vector<std::string> found;
    for (size_t type = GNetLexer::IMPORT; type <= GNetLexer::CONCAT; ++type) {
      std::string quoted = lexer.getVocabulary().getLiteralName(type);
      found.push_back(quoted.substr(1, quoted.size() - 2));
    }
    return found;
  }();
  return words;
}

} // namespace gnet
