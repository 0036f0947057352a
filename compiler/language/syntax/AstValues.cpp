#include "language/syntax/AstBuilder.h"
#include "language/syntax/TokenFilter.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

using Grammar = grammar::GNetParser;

namespace {

constexpr size_t maxSettings = 32;
constexpr size_t maxListed = 64;

std::optional<int64_t> toInteger(std::string_view digits) {
  int64_t value = 0;
  const char *end = digits.data() + digits.size();
  auto [rest, failure] = std::from_chars(digits.data(), end, value);
  if (failure != std::errc() || rest != end)
    return std::nullopt;
  return value;
}

bool isWhole(const std::string &digits) {
  return digits.find_first_not_of("-0123456789") == std::string::npos;
}

} // namespace

std::vector<ast::Setting>
AstBuilder::settings(Grammar::SettingsContext *context) {
  std::vector<ast::Setting> result;
  if (!context)
    return result;
  for (Grammar::SettingContext *child : context->setting())
    result.push_back(
        {name(child->NAME()), settingValue(*child->settingValue())});
  limit(result, maxSettings, *context);
  return result;
}

void AstBuilder::reportLimit(size_t most, antlr4::ParserRuleContext &context) {
  diagnostics.error(rangeOf(context),
                    fmt::format("at most {} can be listed here", most));
}

ast::Value AstBuilder::settingValue(Grammar::SettingValueContext &context) {
  if (context.value())
    return value(*context.value());
  if (context.list())
    return list(*context.list(), false);
  Grammar::GroupContext &group = *context.group();
  for (Grammar::SettingContext *child : group.settings()->setting())
    if (child->settingValue()->group()) {
      diagnostics.error(rangeOf(*child), "a group cannot stand in a group");
      return {ast::Unknown{}, rangeOf(group)};
    }
  return {ast::Group{textOf(*group.NAME()->getSymbol()),
                     settings(group.settings())},
          rangeOf(group)};
}

ast::Value AstBuilder::list(Grammar::ListContext &context, bool isNested) {
  ast::List values;
  for (Grammar::ListedContext *child : context.listed()) {
    if (child->value()) {
      values.values.push_back(value(*child->value()));
    } else if (!isNested) {
      values.values.push_back(list(*child->list(), true));
    } else {
      diagnostics.error(rangeOf(*child), "lists can stand in a list, but "
                                         "hold no lists themselves");
      return {ast::Unknown{}, rangeOf(context)};
    }
  }
  limit(values.values, maxListed, context);
  return {std::move(values), rangeOf(context)};
}

ast::Value AstBuilder::value(Grammar::ValueContext &context) {
  std::vector<ast::Value> operands;
  for (Grammar::ProductContext *operand : context.product())
    operands.push_back(product(*operand));
  return arithmetic(std::move(operands), context);
}

ast::Value AstBuilder::product(Grammar::ProductContext &context) {
  std::vector<ast::Value> operands;
  for (Grammar::FactorContext *operand : context.factor())
    operands.push_back(operand->value() ? value(*operand->value())
                                        : atom(*operand->atom()));
  return arithmetic(std::move(operands), context);
}

/// `operands` with the operators between them.
ast::Value AstBuilder::arithmetic(std::vector<ast::Value> operands,
                                  antlr4::ParserRuleContext &context) {
  if (operands.size() == 1)
    return std::move(operands.front());
  std::string operators;
  for (antlr4::tree::ParseTree *child : context.children)
    if (auto *node = dynamic_cast<antlr4::tree::TerminalNode *>(child))
      operators += textOf(*node->getSymbol());
  if (operators == "/")
    return {ast::Ratio{std::move(operands)}, rangeOf(context)};
  return {ast::Arithmetic{std::move(operands), std::move(operators)},
          rangeOf(context)};
}

ast::Value AstBuilder::atom(Grammar::AtomContext &context) {
  const antlr4::Token &token = *context.getStart();
  std::string written = textOf(token);
  if (context.NAME())
    return {ast::Word{written}, rangeOf(token)};
  if (context.DIMS()) {
    ast::Dims sizes = dims(token);
    if (sizes.sizes.empty())
      return {ast::Unknown{}, rangeOf(token)};
    return {std::move(sizes), rangeOf(token)};
  }
  if (context.PERCENT())
    return {ast::Percent{decimal(token, written.substr(0, written.size() - 1)),
                         written},
            rangeOf(token)};
  return number(token);
}

ast::Value AstBuilder::number(const antlr4::Token &token) {
  std::string written = textOf(token);
  double real = decimal(token, written);
  std::optional<int64_t> integer;
  if (isWhole(written)) {
    integer = toInteger(written);
    if (!integer) {
      diagnostics.error(rangeOf(token),
                        fmt::format("the number {} is out of range", written));
      return {ast::Unknown{}, rangeOf(token)};
    }
  }
  return {ast::Number{real, integer, written}, rangeOf(token)};
}

double AstBuilder::decimal(const antlr4::Token &token,
                           const std::string &digits) {
  double value = 0;
  const char *end = digits.data() + digits.size();
  auto [rest, failure] = std::from_chars(digits.data(), end, value);
  if (failure == std::errc() && rest == end && std::isfinite(value))
    return value;
  diagnostics.error(rangeOf(token), fmt::format("the number {} is out of range",
                                                textOf(token)));
  return 0;
}

/// Without any size if one is out of range (reported).
ast::Dims AstBuilder::dims(const antlr4::Token &token) {
  ast::Dims result;
  std::string written = textOf(token);
  for (size_t begin = 0; begin <= written.size();) {
    size_t end = std::min(written.find('x', begin), written.size());
    std::string digits = written.substr(begin, end - begin);
    std::optional<int64_t> size = toInteger(digits);
    if (!size) {
      diagnostics.error(rangeOf(token),
                        fmt::format("the size {} is out of range", digits));
      return {};
    }
    result.sizes.push_back(*size);
    begin = end + 1;
  }
  return result;
}

PrintedFigure AstBuilder::figure(const antlr4::Token &token) {
  std::string written = textOf(token);
  std::string digits = written;
  double unit = 1;
  for (auto [suffix, factor] : {std::pair{'K', 1e3}, {'M', 1e6}, {'G', 1e9}})
    if (written.back() == suffix) {
      unit = factor;
      digits.pop_back();
    }
  return {decimal(token, digits) * unit, written, rangeOf(token)};
}

/// A number, or the rounded figure as one that is no whole number.
ast::Value AstBuilder::figureValue(const antlr4::Token &token) {
  if (token.getType() == Grammar::NUMBER)
    return number(token);
  PrintedFigure rounded = figure(token);
  return {ast::Number{rounded.value, std::nullopt, rounded.text},
          rounded.where};
}

ast::Path AstBuilder::path(Grammar::PathContext &context) {
  ast::Path result{{}, rangeOf(context)};
  for (antlr4::tree::ParseTree *child : context.children) {
    auto *node = dynamic_cast<antlr4::tree::TerminalNode *>(child);
    if (!node)
      result.names.push_back(inputName(*context.inputOf()));
    else if (node->getSymbol()->getType() != Grammar::DOT)
      result.names.push_back(textOf(*node->getSymbol()));
  }
  return result;
}

/// Its words with one blank between them.
std::string AstBuilder::inputName(Grammar::InputOfContext &context) {
  const antlr4::Token &first = *context.getStart();
  const antlr4::Token &last = *context.getStop();
  return &first == &last ? textOf(first) : textOf(first) + " " + textOf(last);
}

ast::Name AstBuilder::name(antlr4::tree::TerminalNode *node) {
  return {textOf(*node->getSymbol()), rangeOf(*node->getSymbol())};
}

/// Without its quotes; the closing one may be missing (reported).
ast::Name AstBuilder::quoted(antlr4::tree::TerminalNode *node) {
  std::string written = textOf(*node->getSymbol()).substr(1);
  if (written.ends_with('"'))
    written.pop_back();
  return {written, rangeOf(*node->getSymbol())};
}

std::string AstBuilder::textOf(const antlr4::Token &token) const {
  return text.substr(token.getStartIndex(),
                     token.getStopIndex() - token.getStartIndex() + 1);
}

SourceRange AstBuilder::rangeOf(const antlr4::Token &token) const {
  return gnet::rangeOf(file, token);
}

SourceRange AstBuilder::rangeOf(antlr4::ParserRuleContext &context) const {
  const antlr4::Token *first = context.getStart();
  const antlr4::Token *last = context.getStop();
  SourceRange range = rangeOf(*first);
  if (last && last->getLine() == first->getLine() &&
      last->getType() != Grammar::NEWLINE)
    range.endColumn = std::max(range.endColumn, rangeOf(*last).endColumn);
  return range;
}

std::string ast::Path::text() const {
  std::string joined = names.front();
  for (size_t i = 1; i < names.size(); ++i)
    joined += "." + names[i];
  return joined;
}

bool ast::Path::isInput() const {
  return names.size() == 1 &&
         (names.front() == "input" || names.front().ends_with(" input"));
}

} // namespace gnet
