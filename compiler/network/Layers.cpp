#include "network/Layers.h"

#include <algorithm>
#include <map>

namespace gnet {

namespace {

/// A constant that a layer's struct has, or what holds without it.
#define CONSTANT_OR(NAME, OTHERWISE)                                           \
  [] {                                                                         \
    if constexpr (requires { Op::NAME; })                                      \
      return Op::NAME;                                                         \
    else                                                                       \
      return OTHERWISE;                                                        \
  }()

/// As the language calls it, with spaces.
std::string spaced(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

template <typename Op> LayerKind makeKind() {
  const bool isActivation = CONSTANT_OR(isActivation, false);
  return {.word = Op::word,
          .doc = Op::doc,
          .initial = Op{},
          .shortName = CONSTANT_OR(shortName, Op::word),
          .family = CONSTANT_OR(family, LayerFamily::ByElement),
          .takesNorm = CONSTANT_OR(takesNorm, false),
          .takesActivation = CONSTANT_OR(takesActivation, false),
          .isNorm = CONSTANT_OR(isNorm, false),
          .isActivation = isActivation,
          .isJoin = CONSTANT_OR(isJoin, false),
          .leastInputs = CONSTANT_OR(leastInputs, 1),
          .mostInputs =
              CONSTANT_OR(mostInputs, CONSTANT_OR(isJoin, false) ? 0 : 1),
          .isWeighted = CONSTANT_OR(isWeighted, false),
          .onlyTraining = CONSTANT_OR(onlyTraining, false),
          .isFollower = isActivation || CONSTANT_OR(isFollower, false),
          .drawnOnInput = isActivation || CONSTANT_OR(drawnOnInput, false)};
}
#undef CONSTANT_OR

template <typename... Ops>
std::vector<LayerKind> makeKinds(const std::variant<Ops...> *) {
  return {makeKind<Ops>()...};
}

} // namespace

const std::vector<LayerKind> &layerKinds() {
  static const std::vector<LayerKind> kinds =
      makeKinds(static_cast<const LayerOp *>(nullptr));
  return kinds;
}

const LayerKind &kindOf(const LayerOp &op) { return layerKinds()[op.index()]; }

const LayerKind *findLayerKind(const std::string &word) {
  for (const LayerKind &kind : layerKinds())
    if (word == kind.word)
      return &kind;
  return nullptr;
}

std::string rowTypeOf(const LayerOp &op) {
  return std::visit(
      [](const auto &layer) -> std::string {
        if constexpr (requires { layer.rowText(); })
          return layer.rowText();
        else if constexpr (requires { layer.rowType; })
          return layer.rowType;
        else
          return spaced(layer.word);
      },
      op);
}

std::optional<Window> windowOf(const LayerOp &op, const Shape &input) {
  return std::visit(
      [&](const auto &layer) -> std::optional<Window> {
        if constexpr (requires { layer.window(); })
          return layer.window();
        else if constexpr (requires { layer.windowOver(input); })
          return layer.windowOver(input);
        else
          return std::nullopt;
      },
      op);
}

std::optional<std::string> misfitOf(const LayerOp &op) {
  return std::visit(
      [](const auto &layer) -> std::optional<std::string> {
        if constexpr (requires { layer.misfit(); })
          return layer.misfit();
        else
          return std::nullopt;
      },
      op);
}

std::string explanationOf(const LayerOp &op, const std::vector<Shape> &inputs) {
  return std::visit(
      [&](const auto &layer) -> std::string {
        if constexpr (requires { layer.explain(inputs); })
          return layer.explain(inputs);
        else
          return "";
      },
      op);
}

LayerOp canonical(const LayerOp &op) {
  return std::visit(
      [](const auto &layer) -> LayerOp {
        if constexpr (requires { layer.canonical(); })
          return layer.canonical();
        else
          return layer;
      },
      op);
}

} // namespace gnet
