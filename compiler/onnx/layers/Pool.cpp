//===- Pool.cpp - max_pool, avg_pool and global_avg_pool ------------------===//
#include "onnx/layers/Layers.h"

#include "network/Shapes.h"
#include "onnx/export/Pool.h"
#include "onnx/import/Window.h"

#include <algorithm>

namespace gnet {

namespace {

/// Engines agree on ceil_mode here: padding never holds the largest value.
OnnxValue exportMaxPool(ExportLayer &layer, const MaxPool &pool) {
  const Shape &input = layer.shape();
  const Shape &output = layer.outputShape();
  const Padding pads = floorPadding(pool, input, output);
  const bool ceilMode = pads != pool.padding &&
                        isPlainCeil(rowsOf(pool, input), output.height) &&
                        isPlainCeil(columnsOf(pool, input), output.width);
  onnx::NodeProto &node = layer.last("MaxPool", layer.imageInput());
  setWindow(node, pool.kernel, pool.stride, ceilMode ? pool.padding : pads);
  if (ceilMode)
    setAttribute(node, "ceil_mode", int64_t{1});
  return layer.image();
}

/// The input with zeros around it.
std::string padded(ExportLayer &layer, const Padding &pad) {
  const std::string pads = layer.integers(
      "pads", {0, 0, pad.top, pad.left, 0, 0, pad.bottom, pad.right});
  return layer.node("Pad", "padded", {layer.imageInput(), pads});
}

OnnxValue exportAvgPool(ExportLayer &layer, const AvgPool &pool) {
  const Padding pads = floorPadding(pool, layer.shape(), layer.outputShape());
  const Padding overhang = {
      0, 0, std::max<int64_t>(0, pads.bottom - pool.padding.bottom),
      std::max<int64_t>(0, pads.right - pool.padding.right)};
  // Where the declared padding counts and what hangs over it does not, the
  // first becomes a part of the image.
  const bool isApart = pool.countPadding && overhang != Padding();
  onnx::NodeProto &node =
      layer.last("AveragePool",
                 isApart ? padded(layer, pool.padding) : layer.imageInput());
  setWindow(node, pool.kernel, pool.stride, isApart ? overhang : pads);
  if (!isApart)
    setAttribute(node, "count_include_pad", int64_t{pool.countPadding});
  return layer.image();
}

OnnxValue exportGlobalAvgPool(ExportLayer &layer, const GlobalAvgPool &) {
  layer.last("GlobalAveragePool", layer.imageInput());
  return layer.image();
}

ImportWindow readPoolWindow(ImportNode &node, const Shape &input) {
  ImportWindow window;
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
void preferCeil(const Shape &input, const ImportWindow &window,
                Padding &padding, Rounding &rounding) {
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

void readMaxPool(ImportNode &node) {
  ImportTensor input = node.imageInput(0);
  const Shape &shape = node.shape(input);
  ImportWindow window = readPoolWindow(node, shape);
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
  ImportWindow window = readPoolWindow(node, shape);
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
  std::vector<int64_t> axes = node.integersInput(1, "axes");
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

void addPool(OnnxLayers &layers) {
  layers.exports.add(exportMaxPool);
  layers.exports.add(exportAvgPool);
  layers.exports.add(exportGlobalAvgPool);
  layers.imports.readers["MaxPool"] = readMaxPool;
  layers.imports.readers["AveragePool"] = readAveragePool;
  layers.imports.readers["GlobalAveragePool"] = readGlobalAveragePool;
  layers.imports.readers["GlobalMaxPool"] = readGlobalMaxPool;
  layers.imports.readers["ReduceMean"] = readReduceMean;
}

} // namespace gnet
