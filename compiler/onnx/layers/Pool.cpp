#include "onnx/import/Readers.h"

#include "network/Shapes.h"

#include <algorithm>

namespace gnet {

namespace {

/// As the language has them.
constexpr int64_t maxSide = 65535;
constexpr int64_t maxChannels = 2147483647;

struct Window {
  Extent kernel;
  Extent stride;
  Extent dilation;
  Padding padding;
};

/// Height and width; `otherwise` for both if they are not given.
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

Padding samePadding(const Window &window, const Shape &input, bool oddFirst) {
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

Padding readPadding(ImportNode &node, const Window &window,
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

/// All but the kernel, which is set already.
void readWindow(ImportNode &node, const Shape &input, Window &window) {
  window.stride = readExtent(node, "strides", 1);
  window.dilation = readExtent(node, "dilations", 1);
  window.padding = readPadding(node, window, input);
}

Window readPoolWindow(ImportNode &node, const Shape &input) {
  Window window;
  if (!node.has("kernel_shape"))
    node.fail("it has no kernel_shape");
  window.kernel = readExtent(node, "kernel_shape", 1);
  readWindow(node, input, window);
  if (window.dilation != Extent{1, 1})
    node.fail("the language has no dilated pooling");
  const Padding &pad = window.padding;
  if (std::max(pad.top, pad.bottom) >= window.kernel.height ||
      std::max(pad.left, pad.right) >= window.kernel.width)
    node.fail("its padding leaves windows without any input");
  return window;
}

Rounding readRounding(ImportNode &node) {
  return node.integer("ceil_mode", 0) ? Rounding::Ceil : Rounding::Floor;
}

/// Caffe2 writes Caffe's ceil rounding as padding at the end. Where what is
/// past the end does not count it is the same, and reads better.
void preferCeil(const Shape &input, const Window &window, Padding &padding,
                Rounding &rounding) {
  bool endsLater = padding.bottom > padding.top || padding.right > padding.left;
  bool endsEarlier =
      padding.bottom < padding.top || padding.right < padding.left;
  if (rounding == Rounding::Ceil || !endsLater || endsEarlier)
    return;
  auto windows = [&](Rounding way, int64_t bottom, int64_t right) {
    return Extent{
        windowCount(input.height, window.kernel.height, window.stride.height, 1,
                    padding.top, bottom, way),
        windowCount(input.width, window.kernel.width, window.stride.width, 1,
                    padding.left, right, way)};
  };
  if (windows(Rounding::Floor, padding.bottom, padding.right) !=
      windows(Rounding::Ceil, padding.top, padding.left))
    return;
  rounding = Rounding::Ceil;
  padding.bottom = padding.top;
  padding.right = padding.left;
}

void readConv(ImportNode &node) {
  ImportTensor input = node.imageInput(0, /*allowPadding=*/true);
  std::optional<ImportConstant> weight = node.constantInput(1);
  if (!weight)
    return;
  const std::vector<int64_t> &dims = weight->dims();
  bool isUsable = dims.size() == 4;
  for (size_t i = 0; i < dims.size(); ++i)
    isUsable &= dims[i] >= 1 && dims[i] <= (i < 2 ? maxChannels : maxSide);
  if (!isUsable)
    return node.fail("its weight is " + shapeText(dims) +
                     ", where channels x inputs x height x width is needed");
  Window window;
  window.kernel = {dims[2], dims[3]};
  if (node.has("kernel_shape") &&
      readExtent(node, "kernel_shape", 1) != window.kernel)
    node.fail("its kernel_shape is not that of its weight, " + shapeText(dims));
  Conv conv;
  conv.groups = node.integer("group", 1);
  const Shape &shape = node.shape(input);
  if (conv.groups < 1 || dims[1] > maxChannels / conv.groups ||
      dims[1] * conv.groups != shape.channels)
    node.fail("its weight " + shapeText(dims) + " in " +
              llvm::Twine(conv.groups) + " groups does not take " +
              llvm::Twine(shape.channels) + " channels");
  Shape padded = shape;
  padded.height += input.padding.top + input.padding.bottom;
  padded.width += input.padding.left + input.padding.right;
  readWindow(node, padded, window);
  conv.channels = dims[0];
  conv.kernel = window.kernel;
  conv.stride = window.stride;
  conv.dilation = window.dilation;
  const Padding &pad = window.padding;
  conv.padding = {pad.top + input.padding.top, pad.left + input.padding.left,
                  pad.bottom + input.padding.bottom,
                  pad.right + input.padding.right};
  conv.bias = node.hasInput(2);
  std::vector<ImportConstant> weights{*weight};
  if (conv.bias)
    if (auto bias = node.constantInput(2, "the bias", {conv.channels}))
      weights.push_back(*bias);
  node.giveLayer(conv, {input}, std::move(weights));
}

void readMaxPool(ImportNode &node) {
  ImportTensor input = node.imageInput(0);
  const Shape &shape = node.shape(input);
  Window window = readPoolWindow(node, shape);
  if (node.integer("storage_order", 0) != 0)
    node.fail("its storage_order is not 0");
  MaxPool pool{window.kernel, window.stride, window.padding,
               readRounding(node)};
  preferCeil(shape, window, pool.padding, pool.rounding);
  node.giveLayer(pool, {input});
}

/// One window over the whole image, divided by what is in it.
bool isGlobal(const AvgPool &pool, const Shape &input) {
  const Padding &pad = pool.padding;
  bool isPadded = pad != Padding();
  auto count = [&](int64_t size, int64_t kernel, int64_t stride, int64_t before,
                   int64_t after) {
    return windowCount(size, kernel, stride, 1, before, after, pool.rounding);
  };
  return pad.top + input.height <= pool.kernel.height &&
         pad.left + input.width <= pool.kernel.width &&
         count(input.height, pool.kernel.height, pool.stride.height, pad.top,
               pad.bottom) == 1 &&
         count(input.width, pool.kernel.width, pool.stride.width, pad.left,
               pad.right) == 1 &&
         (!isPadded || !pool.countPadding);
}

void readAveragePool(ImportNode &node) {
  ImportTensor input = node.imageInput(0);
  const Shape &shape = node.shape(input);
  Window window = readPoolWindow(node, shape);
  AvgPool pool{window.kernel, window.stride, window.padding, readRounding(node),
               node.integer("count_include_pad", 0) != 0};
  if (!node.ok())
    return;
  if (isGlobal(pool, shape))
    return node.giveLayer(GlobalAvgPool{}, {input});
  if (pool.padding == Padding())
    pool.countPadding = false; // One meaning, one way to say it.
  if (!pool.countPadding)
    preferCeil(shape, window, pool.padding, pool.rounding);
  node.giveLayer(pool, {input});
}

void readGlobalAveragePool(ImportNode &node) {
  node.giveLayer(GlobalAvgPool{}, {node.imageInput(0)});
}

void readGlobalMaxPool(ImportNode &node) {
  ImportTensor input = node.imageInput(0);
  const Shape &shape = node.shape(input);
  node.giveLayer(MaxPool{{shape.height, shape.width}, {}, {}, {}}, {input});
}

/// The mean over rows and columns.
void readReduceMean(ImportNode &node) {
  ImportTensor input = node.imageInput(0);
  std::vector<int64_t> axes =
      node.hasInput(1) ? node.integersInput(1) : node.integers("axes");
  node.integer("noop_with_empty_axes", 0);
  for (int64_t &axis : axes)
    axis += axis < 0 ? 4 : 0;
  std::sort(axes.begin(), axes.end());
  if (axes != std::vector<int64_t>{2, 3})
    node.fail("it goes over other axes than rows and columns");
  bool keeps = node.integer("keepdims", 1) != 0;
  node.giveLayer(GlobalAvgPool{}, {input}, {}, keeps ? 4 : 2);
}

} // namespace

void addWindowReaders(ImportReaders &readers) {
  readers["Conv"] = readConv;
  readers["MaxPool"] = readMaxPool;
  readers["AveragePool"] = readAveragePool;
  readers["GlobalAveragePool"] = readGlobalAveragePool;
  readers["GlobalMaxPool"] = readGlobalMaxPool;
  readers["ReduceMean"] = readReduceMean;
}

} // namespace gnet
