#include "pytorch/classes/Unify.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace gnet {

namespace {

using Kind = PythonExpression::Kind;

/// Enough different ones that it is no chance if other numbers are the same.
bool isTelling(const std::vector<std::string> &values) {
  return std::set<std::string>(values.begin(), values.end()).size() >= 3;
}

const std::string &parameterFor(const PythonExpression &argument,
                                std::vector<std::string> values,
                                std::vector<TorchParameter> &parameters) {
  const auto alike = std::find_if(
      parameters.begin(), parameters.end(), [&](const TorchParameter &known) {
        return known.values == values && known.type == argument.type;
      });
  if (alike != parameters.end() && isTelling(values))
    return alike->name;
  std::string name = argument.variable;
  for (int number = 2;; ++number) {
    const auto same =
        std::find_if(parameters.begin(), parameters.end(),
                     [&](const auto &known) { return known.name == name; });
    if (same == parameters.end())
      break;
    if (same->values == values)
      return same->name;
    name = fmt::format("{}_{}", argument.variable, number);
  }
  parameters.push_back({name, argument.type, std::move(values)});
  return parameters.back().name;
}

/// A sum of numbers is a number.
void fold(PythonExpression &sum) {
  int64_t total = 0;
  for (const PythonExpression &term : sum.parts)
    if (term.kind != Kind::Text || !term.variable.empty())
      return;
    else
      total += std::stoll(term.text);
  const std::string keyword = sum.keyword;
  sum = withKeyword(keyword, pythonText(std::to_string(total)));
}

} // namespace

std::string skeletonOf(const PythonExpression &expression) {
  std::string text = expression.keyword + "=";
  if (expression.kind == Kind::Text)
    return text + (expression.variable.empty()
                       ? expression.text
                       : "?" + expression.variable + expression.fallback);
  text += expression.text + "(";
  for (const PythonExpression &part : expression.parts)
    text += skeletonOf(part) + ",";
  return text + ")";
}

PythonExpression unified(const std::vector<const PythonExpression *> &uses,
                         std::vector<TorchParameter> &parameters) {
  PythonExpression one = *uses.front();
  if (one.kind == Kind::Text) {
    std::vector<std::string> values;
    for (const PythonExpression *use : uses)
      values.push_back(use->text);
    const bool isConstant = std::all_of(
        values.begin(), values.end(),
        [&](const std::string &value) { return value == values.front(); });
    if (isConstant) {
      one.variable = "";
    } else {
      one.text = parameterFor(one, values, parameters);
      one.fallback = "";
    }
    return one;
  }
  for (size_t i = 0; i < one.parts.size(); ++i) {
    std::vector<const PythonExpression *> parts;
    for (const PythonExpression *use : uses)
      parts.push_back(&use->parts[i]);
    one.parts[i] = unified(parts, parameters);
  }
  if (one.kind == Kind::Chain)
    fold(one);
  return one;
}

} // namespace gnet
