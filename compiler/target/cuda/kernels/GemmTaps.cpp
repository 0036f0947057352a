//===- GemmTaps.cpp - The depth of a product as taps of windows -----------===//
#include "target/cuda/kernels/GemmTaps.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Below these a bit for each row of a window, then for each column.
constexpr int64_t mostBits = 29;
constexpr int64_t pixelBit = int64_t(1) << 29, depthBit = int64_t(1) << 30;

} // namespace

GemmTaps::GemmTaps(KernelBuilder &k, const GemmShape &shape, int64_t together)
    : k(k), shape(shape), isFilledUp(count() % together != 0),
      isInside(shape.isInside()) {}

bool GemmTaps::canTell(const GemmShape &shape) {
  return shape.rows.kernel + shape.columns.kernel <= mostBits;
}

int64_t GemmTaps::count() const {
  return (shape.isBlocked ? shape.blocksOfGroup : shape.inputs) * shape.taps();
}

/// Blocks of inputs and then taps, as weights lie; in nchw the other way round.
GemmTap GemmTaps::tap(Value number) const {
  int64_t height = shape.rows.kernel, width = shape.columns.kernel;
  SmallVector<Value> digits = shape.isBlocked
                                  ? k.digits(number, {height, width})
                                  : k.digits(number, {width, shape.inputs});
  if (!shape.isBlocked)
    std::rotate(digits.begin(), digits.begin() + 2, digits.end());
  Value line = k.add(k.mul(digits[0], shape.rows.size),
                     k.mul(digits[1], shape.rows.dilation));
  Value pixel = k.add(k.mul(line, shape.columns.size),
                      k.mul(digits[2], shape.columns.dilation));
  Value from = k.mul(pixel, shape.source.getBlock());
  if (!hasBits())
    return {from, {}};
  Value bits = k.index(pixelBit);
  if (!isInside) {
    Value column = k.shiftLeft(k.index(int64_t(1) << height), digits[2]);
    bits = k.either(bits, k.either(k.shiftLeft(k.index(1), digits[1]), column));
  }
  if (isFilledUp)
    bits = k.select(k.isLess(number, count()), bits, k.index(depthBit));
  return {from, bits};
}

GemmWindow GemmTaps::window(Value pixel, Value pixelCount) const {
  GemmWindow window;
  window.isPixel = k.isLess(pixel, pixelCount);
  // Some pixel, which is not read.
  SmallVector<Value> place =
      k.digits(k.select(window.isPixel, pixel, k.index(0)),
               {shape.rows.count, shape.columns.count});
  Value top = shape.rows.start(k, place[1]);
  Value left = shape.columns.start(k, place[2]);
  Memory image = k.imageOf(k.source, place[0], shape.source.getImageStride());
  Value first = k.mul(k.add(k.mul(top, shape.columns.size), left),
                      shape.source.getBlock());
  window.from = k.place(image, first);
  window.some = k.sub(k.index(0), first);
  if (hasBits())
    window.missing = missing(window.isPixel, top, left);
  return window;
}

Value GemmTaps::missing(Value isPixel, Value top, Value left) const {
  Value bits =
      k.select(isPixel, k.index(depthBit), k.index(depthBit | pixelBit));
  auto addAxis = [&](const WindowAxis &axis, Value start, int64_t bit) {
    for (int64_t i = 0; i < axis.kernel; ++i) {
      Value isThere = k.isWithin(k.add(start, i * axis.dilation), axis.size);
      bits = k.either(bits, k.select(isThere, k.index(0),
                                     k.index(int64_t(1) << (bit + i))));
    }
  };
  if (!isInside) {
    addAxis(shape.rows, top, 0);
    addAxis(shape.columns, left, shape.rows.kernel);
  }
  return bits;
}

Value GemmTaps::isThere(const GemmWindow &window, const GemmTap &tap) const {
  return tap.bits ? k.isEqual(k.both(window.missing, tap.bits), 0)
                  : window.isPixel;
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

GemmTapTable::GemmTapTable(KernelBuilder &k, const GemmTaps &taps,
                           int64_t count, int64_t behind)
    : k(k), table(k.behind(k.shared(k.operations().getI32Type()), behind / 4)) {
  int64_t threads = k.launch.threads;
  for (int64_t first = 0; first < count; first += threads) {
    Value number = k.add(k.thread, first);
    auto write = [&] {
      GemmTap tap = taps.tap(number);
      k.store(k.vectorOf({tap.from, tap.bits}), table, k.mul(number, words));
    };
    if (first + threads > count)
      k.when(k.isLess(number, count), write);
    else
      write();
  }
  k.barrier();
}

SmallVector<GemmTap> GemmTapTable::taps(Value first, int64_t count) const {
  int64_t together = count == 1 ? 1 : 2;
  SmallVector<GemmTap> taps;
  for (int64_t i = 0; i < count; i += together) {
    Value loaded =
        k.load(table, k.mul(k.add(first, i), words), together * words);
    for (int64_t j = 0; j < together; ++j)
      taps.push_back(
          {k.lane(loaded, j * words), k.lane(loaded, j * words + 1)});
  }
  return taps;
}

} // namespace gnet::cuda
