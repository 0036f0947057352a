#include "language/elaboration/Values.h"

#include "language/elaboration/Arithmetic.h"

#include <cmath>
#include <limits>

namespace gnet {

ast::Value substitute(const ast::Value &value, const Bindings &bindings,
                      Diagnostics &diagnostics) {
  if (value.as<ast::Arithmetic>())
    return compute(value, bindings, diagnostics);
  if (value.as<ast::Ratio>())
    return computeParts(value, bindings, diagnostics);
  ast::Value result = value;
  if (const auto *word = value.as<ast::Word>()) {
    if (auto it = bindings.find(word->text); it != bindings.end())
      result = it->second;
  } else if (auto *list = std::get_if<ast::List>(&result.data)) {
    for (ast::Value &part : list->values)
      part = substitute(part, bindings, diagnostics);
  } else if (auto *group = std::get_if<ast::Group>(&result.data)) {
    for (ast::Setting &setting : group->settings)
      setting.value = substitute(setting.value, bindings, diagnostics);
  }
  return result;
}

bool isUnknown(const ast::Value &value) {
  if (value.as<ast::Unknown>())
    return true;
  if (const auto *ratio = value.as<ast::Ratio>())
    for (const ast::Value &part : ratio->parts)
      if (isUnknown(part))
        return true;
  if (const auto *list = value.as<ast::List>())
    for (const ast::Value &part : list->values)
      if (isUnknown(part))
        return true;
  return false;
}

size_t listedValues(const ast::Value &value) {
  if (const auto *group = value.as<ast::Group>())
    return listedValues(group->settings);
  const std::vector<ast::Value> *parts = nullptr;
  if (const auto *list = value.as<ast::List>())
    parts = &list->values;
  else if (const auto *arithmetic = value.as<ast::Arithmetic>())
    parts = &arithmetic->operands;
  size_t count = parts ? parts->size() : 0;
  if (const auto *ratio = value.as<ast::Ratio>())
    parts = &ratio->parts;
  for (size_t i = 0; parts && i < parts->size(); ++i)
    count += listedValues((*parts)[i]);
  return count;
}

size_t listedValues(const ast::ModuleCall &call) {
  size_t count = 0;
  for (const ast::Argument &argument : call.arguments)
    count += listedValues(argument.value);
  return count;
}

size_t listedValues(const ast::Layer &layer) {
  size_t count = listedValues(layer.settings);
  for (const ast::Value &argument : layer.arguments)
    count += listedValues(argument);
  return count;
}

size_t listedValues(const std::vector<ast::Setting> &settings) {
  size_t count = 0;
  for (const ast::Setting &setting : settings)
    count += listedValues(setting.value);
  return count;
}

std::optional<int64_t> quotient(int64_t left, int64_t right) {
  bool overflows = right == -1 && left == std::numeric_limits<int64_t>::min();
  if (right == 0 || overflows || left % right != 0)
    return std::nullopt;
  return left / right;
}

std::optional<int64_t> asInteger(const ast::Value &value) {
  if (const auto *number = value.as<ast::Number>())
    return number->integer;
  const auto *ratio = value.as<ast::Ratio>();
  if (!ratio)
    return std::nullopt;
  std::optional<int64_t> number = asInteger(ratio->parts[0]);
  std::optional<int64_t> divisor = asInteger(ratio->parts[1]);
  if (!number || !divisor)
    return std::nullopt;
  return quotient(*number, *divisor);
}

std::optional<double> asReal(const ast::Value &value) {
  if (const auto *number = value.as<ast::Number>())
    return number->value;
  if (const auto *percent = value.as<ast::Percent>())
    return percent->value / 100;
  const auto *ratio = value.as<ast::Ratio>();
  if (!ratio)
    return std::nullopt;
  const auto *above = ratio->parts[0].as<ast::Number>();
  const auto *below = ratio->parts[1].as<ast::Number>();
  if (!above || !below || !std::isfinite(above->value / below->value))
    return std::nullopt;
  return above->value / below->value;
}

std::optional<Extent> asExtent(const ast::Value &value) {
  if (std::optional<int64_t> size = asInteger(value))
    return Extent{*size, *size};
  const auto *dims = value.as<ast::Dims>();
  if (!dims || dims->sizes.size() != 2)
    return std::nullopt;
  return Extent{dims->sizes[0], dims->sizes[1]};
}

} // namespace gnet
