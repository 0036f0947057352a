#include "language/elaboration/Followers.h"

namespace gnet {

namespace {

constexpr RealRange factors{-1e6, 1e6};

LayerOp readActivation(const std::string &kind, Attributes &attributes) {
  if (kind == "leaky_relu")
    return readLeakyRelu(attributes);
  if (kind == "tanh")
    return readTanh(attributes);
  if (kind == "sigmoid")
    return Sigmoid{};
  return Relu{};
}

/// What `read` makes of the key's value, which names the kind.
template <typename Read>
auto readFollower(const char *key, const std::string &kind,
                  Attributes &attributes, const DefaultSettings &defaults,
                  Diagnostics &diagnostics, Read read) {
  const ast::Value &value = *attributes.setting(key);
  Attributes inner({kind, value.where}, attributes.parameters(), diagnostics);
  if (const auto *group = value.as<ast::Group>())
    inner.addSettings(group->settings);
  inner.addDefaults(defaults, kind);
  auto op = read(inner);
  if (!inner.finish())
    attributes.markFailed();
  return op;
}

} // namespace

BatchNorm readBatchNorm(Attributes &attributes) {
  BatchNorm norm;
  norm.epsilon = attributes.real("epsilon", {1e-12, 1}, norm.epsilon);
  norm.scale = attributes.flag("scale", true);
  norm.shift = attributes.flag("shift", true);
  return norm;
}

LeakyRelu readLeakyRelu(Attributes &attributes) {
  LeakyRelu relu;
  relu.slope = attributes.real("slope", factors, relu.slope);
  return relu;
}

Tanh readTanh(Attributes &attributes) {
  Tanh tanh;
  tanh.amplitude = attributes.real("amplitude", factors, tanh.amplitude);
  tanh.slope = attributes.real("slope", factors, tanh.slope);
  return tanh;
}

std::optional<BatchNorm> readNormKey(Attributes &attributes,
                                     const DefaultSettings &defaults,
                                     Diagnostics &diagnostics) {
  std::string kind =
      attributes.wordOrGroup("norm", {"none", "batch_norm"}, "none");
  if (kind == "none")
    return std::nullopt;
  return readFollower("norm", kind, attributes, defaults, diagnostics,
                      readBatchNorm);
}

std::optional<LayerOp> readActivationKey(Attributes &attributes,
                                         const DefaultSettings &defaults,
                                         Diagnostics &diagnostics) {
  std::string kind = attributes.wordOrGroup(
      "activation", {"none", "relu", "leaky_relu", "sigmoid", "tanh"}, "none");
  if (kind == "none")
    return std::nullopt;
  return readFollower(
      "activation", kind, attributes, defaults, diagnostics,
      [&](Attributes &inner) { return readActivation(kind, inner); });
}

} // namespace gnet
