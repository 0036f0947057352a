#include "pytorch/python/Expression.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace gnet {

namespace {

constexpr size_t lineWidth = 88;

/// Those that are written.
std::vector<const PythonExpression *>
writtenParts(const PythonExpression &expression) {
  std::vector<const PythonExpression *> parts;
  for (const PythonExpression &part : expression.parts)
    if (part.fallback.empty() || part.text != part.fallback)
      parts.push_back(&part);
  return parts;
}

std::string separatorOf(const PythonExpression &expression) {
  return expression.kind == PythonExpression::Kind::Chain
             ? " " + expression.text + " "
             : ", ";
}

std::string joined(const PythonExpression &expression) {
  std::string text;
  for (const PythonExpression *part : writtenParts(expression))
    text += (text.empty() ? "" : separatorOf(expression)) + oneLine(*part);
  return text;
}

std::string keywordOf(const PythonExpression &expression) {
  return expression.keyword.empty() ? "" : expression.keyword + "=";
}

/// What stands before and after the parts; none for a chain, which has its own
/// only where it is broken.
std::pair<std::string, std::string> brackets(const PythonExpression &list) {
  switch (list.kind) {
  case PythonExpression::Kind::Call:
    return {list.text + "(", ")"};
  case PythonExpression::Kind::List:
    return {"[", "]"};
  default:
    return {"", ""};
  }
}

} // namespace

PythonExpression pythonText(std::string text) {
  return {PythonExpression::Kind::Text, std::move(text)};
}

PythonExpression pythonCall(std::string callee,
                            std::vector<PythonExpression> parts) {
  PythonExpression call{PythonExpression::Kind::Call, std::move(callee)};
  call.parts = std::move(parts);
  return call;
}

PythonExpression withKeyword(std::string keyword, PythonExpression expression) {
  expression.keyword = std::move(keyword);
  return expression;
}

std::string pythonNumber(double value) { return fmt::format("{}", value); }

std::vector<std::string> wrapped(const std::string &words, size_t width) {
  std::vector<std::string> lines(1);
  std::istringstream stream(words);
  for (std::string word; stream >> word;) {
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width)
      lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
  }
  return lines;
}

std::string oneLine(const PythonExpression &expression) {
  if (expression.kind == PythonExpression::Kind::Text)
    return keywordOf(expression) + expression.text;
  const auto [open, close] = brackets(expression);
  return keywordOf(expression) + open + joined(expression) + close;
}

bool PythonLines::fits(const std::string &text) const {
  return depth + text.size() <= lineWidth;
}

void PythonLines::line(const std::string &text) {
  if (!text.empty())
    lines += std::string(depth, ' ') + text;
  lines += "\n";
}

void PythonLines::statement(const std::string &before,
                            const PythonExpression &expression,
                            const std::string &after) {
  const std::string whole = before + oneLine(expression) + after;
  const std::vector<const PythonExpression *> parts = writtenParts(expression);
  if (fits(whole) || parts.empty())
    return line(whole);
  const bool isChain = expression.kind == PythonExpression::Kind::Chain;
  auto [open, close] = brackets(expression);
  if (isChain)
    open = "(", close = ")";
  line(before + keywordOf(expression) + open);
  indent();
  if (const std::string body = joined(expression); fits(body)) {
    line(body);
  } else {
    for (const PythonExpression *part : parts)
      if (isChain)
        statement(part == parts.front() ? "" : expression.text + " ", *part);
      else
        statement("", *part, ",");
  }
  dedent();
  line(close + after);
}

} // namespace gnet
