//===- GemmResults.cpp - From the sums of a product to the destination ----===//
#include "target/cuda/kernels/GemmResults.h"
#include "target/cuda/kernels/Epilogue.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

int64_t widthOf(Value value) {
  return cast<VectorType>(value.getType()).getNumElements();
}

} // namespace

GemmResults::Pixel GemmResults::pixelOf(Value row) {
  SmallVector<Value> digits = k.digits(row, {shape.pixels()});
  Pixel pixel;
  pixel.number = digits[1];
  pixel.destination =
      k.imageOf(k.destination, digits[0], shape.destination.getImageStride());
  if (shape.addend)
    pixel.other =
        k.imageOf(k.other, digits[0], shape.addend.getType().getImageStride());
  return pixel;
}

void GemmResults::store(const Pixel &pixel, Value output, Value sum) {
  if (shape.destination.getBlock() == 1)
    return storePlanes(pixel, output, sum);
  int64_t filled = llvm::alignTo(shape.destination.getChannels(),
                                 shape.destination.getBlock());
  k.when(k.isLess(output, filled), [&] { storeBlocked(pixel, output, sum); });
}

void GemmResults::storeBlocked(const Pixel &pixel, Value output, Value sum) {
  int64_t block = shape.destination.getBlock();
  SmallVector<Value> group = k.digits(output, {block});
  Value place = k.add(k.mul(group[0], shape.pixels()), pixel.number);
  Value at = k.add(k.mul(place, block), group[1]);
  if (shape.addend)
    sum = k.addf(sum, k.load(pixel.other, at, widthOf(sum)));
  Value value =
      activateChannels(k, shape.activation, shape.destination, output, sum);
  k.store(value, pixel.destination, at);
}

void GemmResults::storePlanes(const Pixel &pixel, Value output, Value sum) {
  for (int64_t i = 0; i < widthOf(sum); ++i) {
    Value one = k.add(output, i);
    k.when(k.isLess(one, shape.destination.getChannels()), [&] {
      Value at = k.add(k.mul(one, shape.pixels()), pixel.number);
      Value value = k.lane(sum, i);
      if (shape.addend)
        value = k.addf(value, k.load(pixel.other, at));
      k.store(activate(k, shape.activation, value), pixel.destination, at);
    });
  }
}

} // namespace gnet::cuda
