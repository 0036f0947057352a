#include "language/elaboration/Values.h"

#include <cmath>

namespace gnet {

namespace {

size_t listedValues(const ast::Value &value) {
  const auto *list = value.as<ast::List>();
  size_t count = list ? list->values.size() : 0;
  for (size_t i = 0; list && i < list->values.size(); ++i)
    count += listedValues(list->values[i]);
  return count;
}

} // namespace

ast::Value substitute(const ast::Value &value, const Bindings &bindings) {
  ast::Value result = value;
  if (const auto *word = value.as<ast::Word>()) {
    if (auto it = bindings.find(word->text); it != bindings.end())
      result = it->second;
  } else if (auto *ratio = std::get_if<ast::Ratio>(&result.data)) {
    for (ast::Value &part : ratio->parts)
      part = substitute(part, bindings);
  } else if (auto *list = std::get_if<ast::List>(&result.data)) {
    for (ast::Value &part : list->values)
      part = substitute(part, bindings);
  } else if (auto *group = std::get_if<ast::Group>(&result.data)) {
    for (ast::Setting &setting : group->settings)
      setting.value = substitute(setting.value, bindings);
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

std::optional<int64_t> asInteger(const ast::Value &value) {
  const auto *number = value.as<ast::Number>();
  return number ? number->integer : std::nullopt;
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
