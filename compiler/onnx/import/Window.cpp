#include "onnx/import/Window.h"

#include "network/Shapes.h"
#include "onnx/import/Readers.h"

namespace gnet {

namespace {

Padding samePadding(const ImportWindow &window, const Shape &input,
                    bool oddFirst) {
  auto along = [](int64_t size, int64_t kernel, int64_t stride,
                  int64_t dilation) {
    return sameUpperPadding(size, (kernel - 1) * dilation + 1, stride);
  };
  auto [top, bottom] = along(input.height, window.kernel.height,
                             window.stride.height, window.dilation.height);
  auto [left, right] = along(input.width, window.kernel.width,
                             window.stride.width, window.dilation.width);
  return oddFirst ? Padding{bottom, right, top, left}
                  : Padding{top, left, bottom, right};
}

Padding readPadding(ImportNode &node, const ImportWindow &window,
                    const Shape &input) {
  std::string mode = node.text("auto_pad", "NOTSET");
  std::vector<int64_t> pads = node.integers("pads");
  if (mode == "SAME_UPPER" || mode == "SAME_LOWER")
    return samePadding(window, input, mode == "SAME_LOWER");
  if (mode != "NOTSET" && mode != "VALID")
    node.fail("its auto_pad '" + printable(mode) + "' is not known");
  if (pads.empty() || mode == "VALID")
    return {};
  bool isUsable = pads.size() == 4;
  for (int64_t pad : pads)
    isUsable &= pad >= 0 && pad <= maxSide;
  if (isUsable)
    return {pads[0], pads[1], pads[2], pads[3]};
  node.fail("its pads are not [top, left, bottom, right] from 0 to " +
            llvm::Twine(maxSide));
  return {};
}

} // namespace

Extent readExtent(ImportNode &node, const char *name, int64_t otherwise) {
  std::vector<int64_t> sides = node.integers(name);
  if (sides.empty())
    sides = {otherwise, otherwise};
  bool isUsable = sides.size() == 2;
  for (int64_t side : sides)
    isUsable &= side >= 1 && side <= maxSide;
  if (isUsable)
    return {sides[0], sides[1]};
  node.fail(llvm::Twine("its attribute '") + name +
            "' is not height and width, from 1 to " + llvm::Twine(maxSide));
  return {};
}

void readWindow(ImportNode &node, const Shape &input, ImportWindow &window) {
  window.stride = readExtent(node, "strides", 1);
  window.dilation = readExtent(node, "dilations", 1);
  window.padding = readPadding(node, window, input);
}

} // namespace gnet
