#include "language/syntax/SyntaxErrors.h"
#include "language/syntax/Brackets.h"

#include "language/syntax/TokenFilter.h"

#include "GNetLexer.h"
#include "GNetParser.h"

#include <fmt/format.h>

namespace gnet {

using grammar::GNetLexer;
using grammar::GNetParser;

namespace {

/// A longer list of what could stand here helps nobody.
constexpr size_t maxExpected = 5;

/// What other languages write where this one does otherwise.
struct Habit {
  std::string_view written;
  std::string_view repair; ///< Of its first character; empty if none is known.
  std::string_view rule;
};
constexpr Habit habits[] = {
    {"#", "//", "comments begin with //"},
    {"/*", "//", "comments begin with //, and end with their line"},
    {"=", ":", "a name or key is followed by ':'"},
    {";", "", "a statement ends with its line"},
    {"'", "", "texts are in double quotes"},
};

const Habit *habitAt(const antlr4::Token &token, std::string_view text) {
  if (token.getStartIndex() >= text.size())
    return nullptr;
  std::string_view rest = text.substr(token.getStartIndex());
  for (const Habit &habit : habits)
    if (rest.starts_with(habit.written))
      return &habit;
  return nullptr;
}

bool isKeyword(size_t type) {
  return type >= GNetLexer::IMPORT && type <= GNetLexer::CONCAT;
}

std::string nameOf(size_t type, const antlr4::dfa::Vocabulary &vocabulary) {
  switch (type) {
  case antlr4::Token::EOF:
    return "the end of the file";
  case GNetLexer::NEWLINE:
    return "the end of the line";
  case GNetLexer::NAME:
    return "a name";
  case GNetLexer::NUMBER:
    return "a number";
  case GNetLexer::DIMS:
    return "sizes such as 3x3";
  case GNetLexer::FIGURE:
    return "a figure such as 2.7K";
  case GNetLexer::PERCENT:
    return "a percentage";
  case GNetLexer::LABEL:
    return "a label such as 3a";
  case GNetLexer::STRING:
    return "a text in quotes";
  default:
    return vocabulary.getLiteralName(type);
  }
}

std::string describe(const antlr4::Token &token, const std::string &text,
                     const antlr4::dfa::Vocabulary &vocabulary) {
  size_t type = token.getType();
  size_t start = token.getStartIndex();
  // Those that the token filter put in stand where the next token does.
  if (type == GNetLexer::NEWLINE && start < text.size() && text[start] == '}')
    return "'}'";
  if (type == antlr4::Token::EOF || start >= text.size())
    return nameOf(antlr4::Token::EOF, vocabulary);
  if (type == GNetLexer::NEWLINE)
    return nameOf(type, vocabulary);
  size_t length = token.getStopIndex() - start + 1;
  return fmt::format("'{}'", text.substr(start, length));
}

/// What the parser could go on with: "a name or '{'", or empty.
std::string expectation(antlr4::Parser &parser) {
  const antlr4::dfa::Vocabulary &vocabulary = parser.getVocabulary();
  std::vector<std::string> names;
  for (ssize_t type : parser.getExpectedTokens().toList())
    if (static_cast<size_t>(type) != GNetParser::CALL) // One with '('.
      names.push_back(nameOf(static_cast<size_t>(type), vocabulary));
  if (names.empty() || names.size() > maxExpected)
    return "";
  std::string list = names.front();
  for (size_t i = 1; i < names.size(); ++i)
    list += (i + 1 == names.size() ? " or " : ", ") + names[i];
  return list;
}

/// The innermost bracket that nothing closes, or null.
const antlr4::Token *openBracket(antlr4::TokenStream &tokens) {
  std::vector<const antlr4::Token *> open;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const antlr4::Token *token = tokens.get(i);
    if (opens(token->getType()))
      open.push_back(token);
    else if (closes(token->getType()) && !open.empty())
      open.pop_back();
  }
  return open.empty() ? nullptr : open.back();
}

/// True if the parser looked ahead in vain for a rule: what it expected lies
/// before the token that it complains of. A value or a path is known by its
/// first token.
bool failedToChoose(const std::exception_ptr &exception) {
  if (!exception)
    return false;
  try {
    std::rethrow_exception(exception);
  } catch (const antlr4::NoViableAltException &failure) {
    size_t rule = failure.getCtx()->getRuleIndex();
    return rule != GNetParser::RuleFactor && rule != GNetParser::RulePath;
  } catch (const antlr4::RecognitionException &) {
    return false;
  }
}

} // namespace

void SyntaxErrors::syntaxError(antlr4::Recognizer *recognizer,
                               antlr4::Token *offendingSymbol, size_t, size_t,
                               const std::string &,
                               std::exception_ptr exception) {
  auto &parser = static_cast<antlr4::Parser &>(*recognizer);
  if (offendingSymbol->getType() == GNetLexer::OPEN_STRING) {
    diagnostics.error(rangeOf(file, *offendingSymbol),
                      "this string has no closing '\"'");
    return;
  }
  std::string message =
      fmt::format("{} is not expected here",
                  describe(*offendingSymbol, text, parser.getVocabulary()));
  std::string wanted = expectation(parser);
  if (!wanted.empty() && !failedToChoose(exception))
    message += "; expected " + wanted;
  if (isKeyword(offendingSymbol->getType()) &&
      parser.getExpectedTokens().contains(static_cast<size_t>(GNetLexer::NAME)))
    message += " (a word of the language cannot be a name)";
  const Habit *habit = habitAt(*offendingSymbol, text);
  if (habit)
    message += fmt::format("; {}", habit->rule);
  Diagnostic &error =
      diagnostics.error(rangeOf(file, *offendingSymbol), message);
  if (habit && !habit->repair.empty())
    error.repairedBy(std::string(habit->repair));
  if (offendingSymbol->getType() == antlr4::Token::EOF)
    if (const antlr4::Token *open = openBracket(*parser.getTokenStream()))
      error.note(
          rangeOf(file, *open),
          fmt::format("this '{}' is not closed", text[open->getStartIndex()]));
}

} // namespace gnet
