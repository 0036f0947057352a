#include "language/elaboration/PaddingMode.h"

#include "network/Shapes.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

template <typename Window>
std::optional<std::string> resolveWindow(Window &op, PaddingMode mode,
                                         const Shape &input, Extent dilation) {
  Extent spread{(op.kernel.height - 1) * dilation.height + 1,
                (op.kernel.width - 1) * dilation.width + 1};
  if (mode == PaddingMode::Same) {
    if (spread.height % 2 == 0 || spread.width % 2 == 0)
      return fmt::format("pad: same puts half the kernel on each side, which "
                         "an even {}x{} kernel has not; write pad: same_upper "
                         "or the padding itself",
                         spread.height, spread.width);
    op.padding = {spread.height / 2, spread.width / 2, spread.height / 2,
                  spread.width / 2};
  } else if (mode == PaddingMode::SameUpper) {
    auto [top, bottom] =
        sameUpperPadding(input.height, spread.height, op.stride.height);
    auto [left, right] =
        sameUpperPadding(input.width, spread.width, op.stride.width);
    op.padding = {top, left, bottom, right};
  }
  return std::nullopt;
}

/// A pool's window must hold at least one element of its input.
template <typename Pool>
std::optional<std::string> checkPool(const Pool &pool) {
  const Padding &pad = pool.padding;
  if (std::max(pad.top, pad.bottom) < pool.kernel.height &&
      std::max(pad.left, pad.right) < pool.kernel.width)
    return std::nullopt;
  return fmt::format("a padding of [{}, {}, {}, {}] leaves {}x{} windows "
                     "without any input",
                     pad.top, pad.left, pad.bottom, pad.right,
                     pool.kernel.height, pool.kernel.width);
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
  if (auto *conv = std::get_if<Conv>(&op))
    return resolveWindow(*conv, mode, input, conv->dilation);
  if (auto *pool = std::get_if<MaxPool>(&op)) {
    auto problem = resolveWindow(*pool, mode, input, {});
    return problem ? problem : checkPool(*pool);
  }
  if (auto *pool = std::get_if<AvgPool>(&op)) {
    auto problem = resolveWindow(*pool, mode, input, {});
    return problem ? problem : checkPool(*pool);
  }
  return std::nullopt;
}

} // namespace gnet
