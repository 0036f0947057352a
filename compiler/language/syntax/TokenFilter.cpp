#include "language/syntax/TokenFilter.h"
#include "language/syntax/Brackets.h"

#include "GNetLexer.h"
#include "GNetParser.h"

#include <fmt/format.h>

namespace gnet {

using grammar::GNetLexer;
using grammar::GNetParser;

namespace {

constexpr int maxNesting = 64;
/// Bytes of a name or number; paths are made of many.
constexpr size_t maxLength = 64;

/// False if a line that ends after `before` goes on with the next one.
bool canEndStatement(size_t before) {
  return !opens(before) && before != GNetLexer::COMMA &&
         before != GNetLexer::ARROW && before != GNetLexer::NEWLINE;
}

/// False if a line that begins with `after` continues the one before it.
bool canFollowNewline(size_t after) {
  return after != GNetLexer::ARROW && after != GNetLexer::OPEN_BRACE &&
         after != GNetLexer::CLOSE_PAREN && after != GNetLexer::CLOSE_BRACKET;
}

bool endsValue(size_t type) {
  return type == GNetLexer::NAME || type == GNetLexer::NUMBER ||
         type == GNetLexer::DIMS || type == GNetLexer::PERCENT ||
         type == GNetLexer::CLOSE_PAREN;
}

bool touch(const antlr4::Token &left, const antlr4::Token &right) {
  return left.getStopIndex() + 1 == right.getStartIndex();
}

/// True for the sign of `n-1`, which the lexer took for a negative number.
bool isOperator(const antlr4::Token &before, const antlr4::Token &number) {
  size_t type = number.getType();
  return (type == GNetLexer::NUMBER || type == GNetLexer::PERCENT) &&
         endsValue(before.getType()) && touch(before, number) &&
         number.getText().front() == '-';
}

/// True for the `-` of `conv 1x1 -n`: a sign, which only numbers have.
bool isStraySign(const Tokens &before, const antlr4::Token &token) {
  bool beginsValue = token.getType() == GNetLexer::NAME ||
                     token.getType() == GNetLexer::OPEN_PAREN;
  size_t count = before.size();
  return beginsValue && count > 1 &&
         before[count - 1]->getType() == GNetLexer::DASH &&
         touch(*before[count - 1], token) &&
         !touch(*before[count - 2], *before[count - 1]);
}

bool isCall(const antlr4::Token &before, const antlr4::Token &bracket) {
  return before.getType() == GNetLexer::NAME &&
         bracket.getType() == GNetLexer::OPEN_PAREN && touch(before, bracket);
}

void setType(antlr4::Token &token, size_t type) {
  static_cast<antlr4::CommonToken &>(token).setType(type);
}

/// Takes the sign off and gives it as a token.
std::unique_ptr<antlr4::Token> splitSign(antlr4::Token &number) {
  auto sign = std::make_unique<antlr4::CommonToken>(&number);
  sign->setType(GNetLexer::DASH);
  sign->setStopIndex(sign->getStartIndex());
  auto &rest = static_cast<antlr4::CommonToken &>(number);
  rest.setStartIndex(rest.getStartIndex() + 1);
  rest.setCharPositionInLine(rest.getCharPositionInLine() + 1);
  return sign;
}

/// Stands at the place of `at`, as if the line ended just before it.
std::unique_ptr<antlr4::Token> newlineBefore(const antlr4::Token &at) {
  auto newline =
      std::make_unique<antlr4::CommonToken>(const_cast<antlr4::Token *>(&at));
  newline->setType(GNetLexer::NEWLINE);
  newline->setChannel(antlr4::Token::DEFAULT_CHANNEL);
  return newline;
}

/// True if every bracket is within `maxNesting` others.
bool checkNesting(const Tokens &tokens, const std::string &file,
                  Diagnostics &diagnostics) {
  int depth = 0;
  for (const auto &token : tokens) {
    if (closes(token->getType()) && depth > 0)
      --depth;
    if (opens(token->getType()) && ++depth > maxNesting) {
      diagnostics.error(
          rangeOf(file, *token),
          fmt::format("brackets are nested more than {} deep", maxNesting));
      return false;
    }
  }
  return true;
}

bool checkLengths(const Tokens &tokens, const std::string &file,
                  Diagnostics &diagnostics) {
  for (const auto &token : tokens) {
    size_t type = token->getType();
    bool isWord = type >= GNetLexer::DIMS && type <= GNetLexer::NAME;
    if (!isWord || token->getStopIndex() - token->getStartIndex() < maxLength)
      continue;
    diagnostics.error(
        rangeOf(file, *token),
        fmt::format("a name or number has at most {} characters", maxLength));
    return false;
  }
  return true;
}

} // namespace

SourceRange rangeOf(const std::string &file, const antlr4::Token &token) {
  int line = static_cast<int>(token.getLine());
  int column = static_cast<int>(token.getCharPositionInLine()) + 1;
  bool isEmpty = token.getType() == antlr4::Token::EOF ||
                 token.getType() == GNetLexer::NEWLINE;
  int length =
      isEmpty
          ? 1
          : static_cast<int>(token.getStopIndex() - token.getStartIndex() + 1);
  return {file, line, column, column + length};
}

std::optional<Tokens> filterTokens(Tokens tokens, const std::string &file,
                                   Diagnostics &diagnostics) {
  if (!checkNesting(tokens, file, diagnostics) ||
      !checkLengths(tokens, file, diagnostics))
    return std::nullopt;
  Tokens kept;
  std::unique_ptr<antlr4::Token> newline;
  for (auto &token : tokens) {
    size_t type = token->getType();
    if (type == GNetLexer::NEWLINE) {
      if (!kept.empty() && !newline && canEndStatement(kept.back()->getType()))
        newline = std::move(token);
      continue;
    }
    bool ends = type == GNetLexer::CLOSE_BRACE || type == antlr4::Token::EOF;
    if (ends && !newline && !kept.empty() &&
        canEndStatement(kept.back()->getType()))
      newline = newlineBefore(*token);
    if (newline && canFollowNewline(type))
      kept.push_back(std::move(newline));
    newline.reset();
    if (!kept.empty() && isOperator(*kept.back(), *token))
      kept.push_back(splitSign(*token));
    if (isStraySign(kept, *token))
      setType(*kept.back(), GNetLexer::UNKNOWN);
    if (!kept.empty() && isCall(*kept.back(), *token))
      setType(*token, GNetParser::CALL);
    kept.push_back(std::move(token));
  }
  return kept;
}

} // namespace gnet
