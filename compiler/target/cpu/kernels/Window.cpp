//===- Window.cpp - Windows that slide along one side of an image ---------===//
#include "target/cpu/kernels/Window.h"
#include "target/cpu/kernels/ConvShape.h"

using namespace mlir;

namespace gnet {

WindowAxis WindowAxis::rowsOf(const ConvShape &shape) {
  return {shape.height,  shape.outHeight, shape.kernelHeight,
          shape.strideY, shape.dilationY, shape.top};
}

WindowAxis WindowAxis::columnsOf(const ConvShape &shape) {
  return {shape.width,   shape.outWidth,  shape.kernelWidth,
          shape.strideX, shape.dilationX, shape.left};
}

Value WindowAxis::start(KernelBuilder &k, Value window) const {
  return k.add(k.mul(window, stride), -before);
}

Range tapsInside(KernelBuilder &k, const WindowAxis &axis, Value window) {
  Value start = axis.start(k, window);
  Value missing = k.sub(k.index(0), start);
  Value left = k.sub(k.index(axis.size), start);
  return {k.ceilDiv(k.largest(missing, k.index(0)), axis.dilation),
          k.least(k.ceilDiv(left, axis.dilation), k.index(axis.kernel))};
}

void forTiles(
    KernelBuilder &k, const WindowAxis &axis, int64_t most,
    function_ref<void(Value x, int64_t first, int64_t windows)> body) {
  SmallVector<int64_t> tiles = evenGroups(axis.count, most);
  int64_t first = 0;
  for (size_t i = 0, end; i < tiles.size(); i = end) {
    int64_t windows = tiles[i], past = first + windows;
    end = i + 1;
    if (axis.isInside(first, windows))
      while (end < tiles.size() && tiles[end] == windows &&
             axis.isInside(past, windows)) {
        past += windows;
        ++end;
      }
    k.loop(first, past, windows, [&](Value x) { body(x, first, windows); });
    first = past;
  }
}

} // namespace gnet
