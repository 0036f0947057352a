#include "pytorch/tree/Scope.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

PythonExpression count(int64_t value, std::string variable) {
  PythonExpression number = pythonText(std::to_string(value));
  number.variable = std::move(variable);
  number.type = "int";
  return number;
}

std::string pythonExtent(Extent extent) {
  if (extent.height == extent.width)
    return std::to_string(extent.height);
  return fmt::format("({}, {})", extent.height, extent.width);
}

bool keepsChannels(const LayerOp &op, int64_t channels) {
  const auto *conv = std::get_if<Conv>(&op);
  return conv && conv->groups == channels && conv->channels == channels;
}

std::string boolText(bool value) { return value ? "True" : "False"; }

} // namespace

void TorchClassesUsed::need(const std::string &name, const std::string &text) {
  const bool isThere =
      std::any_of(texts.begin(), texts.end(),
                  [&](const auto &known) { return known.first == name; });
  if (!isThere)
    texts.emplace_back(name, text);
}

std::string TorchScope::nameOf(const std::string &path) const {
  std::string name =
      unit.path.empty() ? path : path.substr(unit.path.size() + 1);
  std::replace(name.begin(), name.end(), '.', '_');
  // Those of the inputs are called so.
  return name.rfind("channels", 0) == 0 ? "layer_" + name : name;
}

bool TorchScope::isInside(LayerId value) const {
  return value != networkInput &&
         (unit.path.empty() ||
          network.layers[value].path.rfind(unit.path + ".", 0) == 0);
}

PythonExpression TorchScope::channelsOf(LayerId value) const {
  const int64_t channels = network.shapeOf(value).channels;
  if (!isInside(value)) {
    const auto input = std::find(unit.inputs.begin(), unit.inputs.end(), value);
    const auto index = input - unit.inputs.begin();
    return count(channels, index == 0 ? "channels"
                                      : fmt::format("channels_{}", index + 1));
  }
  const Layer &layer = network.layers[value];
  const LayerId first = layer.inputs.front();
  if (std::holds_alternative<Concat>(layer.op)) {
    PythonExpression sum{PythonExpression::Kind::Chain, "+"};
    for (LayerId input : layer.inputs)
      sum.parts.push_back(channelsOf(input));
    return sum;
  }
  const bool isFilter = (std::holds_alternative<Conv>(layer.op) &&
                         !keepsChannels(layer.op, channels)) ||
                        std::holds_alternative<Linear>(layer.op) ||
                        std::holds_alternative<Rbf>(layer.op);
  if (!isFilter && network.shapeOf(first).channels == channels)
    return channelsOf(first);
  return count(channels, nameOf(layer.path));
}

bool TorchLayer::isDepthwise() const {
  return keepsChannels(op(), input().channels);
}

PythonExpression TorchLayer::channels() const {
  return scope.channelsOf(network.layers[*unit.layer].inputs.front());
}

PythonExpression TorchLayer::elements() const {
  if (input().elements() == input().channels)
    return channels();
  return count(input().elements(), scope.nameOf(unit.path) + "_inputs");
}

PythonExpression TorchLayer::outputs(int64_t number) const {
  return count(number, scope.nameOf(unit.path));
}

PythonExpression TorchLayer::named(const std::string &keyword, std::string text,
                                   std::string type,
                                   std::string fallback) const {
  PythonExpression argument = pythonText(std::move(text));
  argument.keyword = keyword;
  argument.variable = scope.nameOf(unit.path) + "_" + keyword;
  argument.type = std::move(type);
  argument.fallback = std::move(fallback);
  return argument;
}

PythonExpression TorchLayer::number(const std::string &keyword, int64_t value,
                                    int64_t fallback) const {
  return named(keyword, std::to_string(value), "int", std::to_string(fallback));
}

PythonExpression TorchLayer::extent(const std::string &keyword, Extent extent,
                                    std::optional<int64_t> fallback) const {
  PythonExpression argument =
      named(keyword, pythonExtent(extent), "int | tuple[int, int]",
            fallback ? std::to_string(*fallback) : "");
  if (!fallback)
    argument.keyword = "";
  return argument;
}

PythonExpression TorchLayer::flag(const std::string &keyword, bool value,
                                  bool fallback) const {
  return named(keyword, boolText(value), "bool", boolText(fallback));
}

PythonExpression TorchLayer::option(const std::string &keyword, double value,
                                    double fallback) const {
  return named(keyword, pythonNumber(value), "float", pythonNumber(fallback));
}

PythonExpression TorchLayer::groups(int64_t number) const {
  if (number == 1 || number != input().channels)
    return this->number("groups", number, 1);
  return withKeyword("groups", channels());
}

std::vector<PythonExpression> TorchLayer::followers(bool bias) const {
  return {
      named("bias", boolText(bias), "bool", usual.bias),
      named("norm", norm, "Norm | None", usual.norm),
      named("activation", activation, "Activation | None", usual.activation)};
}

PythonExpression TorchLayer::followingActivation() const {
  return named("activation", activation, "Activation | None", "None");
}

} // namespace gnet
