#include "language/elaboration/PaddingMode.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// The padding that the mode stands for; why there is none.
std::optional<std::string> resolve(Padding &padding, PaddingMode mode,
                                   const Window &window, const Shape &input) {
  const Extent spread = window.spread();
  if (mode == PaddingMode::Same) {
    if (spread.height % 2 == 0 || spread.width % 2 == 0)
      return fmt::format("pad: same puts half the kernel on each side, which "
                         "an even {}x{} kernel has not; write pad: same_upper "
                         "or the padding itself",
                         spread.height, spread.width);
    padding = {spread.height / 2, spread.width / 2, spread.height / 2,
               spread.width / 2};
  } else if (mode == PaddingMode::SameUpper) {
    auto [top, bottom] =
        sameUpperPadding(input.height, spread.height, window.stride.height);
    auto [left, right] =
        sameUpperPadding(input.width, spread.width, window.stride.width);
    padding = {top, left, bottom, right};
  }
  return std::nullopt;
}

} // namespace

void readPadding(Attributes &attributes, Padding &padding, PaddingMode &mode) {
  mode = PaddingMode::Given;
  const ast::Value *value = attributes.setting("pad");
  if (!value)
    return;
  if (value->as<ast::Word>()) {
    std::string name =
        attributes.word("pad", {"same", "same_upper", "valid"}, "valid");
    mode = name == "same"         ? PaddingMode::Same
           : name == "same_upper" ? PaddingMode::SameUpper
                                  : PaddingMode::Given;
    return;
  }
  std::vector<int64_t> sides;
  if (const auto *list = value->as<ast::List>()) {
    for (const ast::Value &side : list->values)
      sides.push_back(asInteger(side).value_or(-1));
  } else if (std::optional<Extent> both = asExtent(*value)) {
    sides = {both->height, both->width, both->height, both->width};
  }
  bool inRange = sides.size() == 4;
  for (int64_t side : sides)
    inRange = inRange && side >= 0 && side <= maxSide;
  if (!inRange)
    return attributes.failValue("pad",
                                "same, same_upper, valid, a number from 0 to "
                                "65535, height x width, or [top, left, "
                                "bottom, right]",
                                *value);
  padding = {sides[0], sides[1], sides[2], sides[3]};
}

std::optional<std::string> resolvePadding(LayerOp &op, PaddingMode mode,
                                          const Shape &input) {
  std::optional<std::string> problem = std::visit(
      [&](auto &layer) -> std::optional<std::string> {
        if constexpr (requires { layer.padding; })
          return resolve(layer.padding, mode, layer.window(), input);
        else
          return std::nullopt;
      },
      op);
  return problem ? problem : misfitOf(op);
}

} // namespace gnet
