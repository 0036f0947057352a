//===- PictureRuns.cpp - A picture of which a filter's row is a run -------===//
#include "target/cpu/kernels/PictureRuns.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

constexpr int64_t quad = 4;

/// What is read and what is written, row by row.
class RunCopy {
public:
  RunCopy(KernelBuilder &k, gnk::ConvOp conv)
      : k(k), picture(conv, k.lanes(), /*isBlocked=*/false),
        copy(runShape(conv, k.machine)), rowBytes(copy.width * copy.pixelStep) {
  }

  Work emit();

private:
  void emitRow(Value from, Value to);
  Value pixelsAt(Value place);
  void fill(Value to, int64_t count);

  KernelBuilder &k;
  ConvShape picture, copy;
  int64_t rowBytes;
};

Work RunCopy::emit() {
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {copy.height});
    Value row = k.add(digits[1], -picture.top);
    Value from =
        k.add(k.mul(digits[0], picture.sourceImage), k.mul(row, picture.width));
    Value to =
        k.add(k.mul(digits[0], copy.sourceImage), k.mul(digits[1], rowBytes));
    Value isInside =
        k.both(k.compare(arith::CmpIPredicate::sge, row, k.index(0)),
               k.isLess(row, k.index(picture.height)));
    k.when(isInside, [&] { emitRow(from, to); }, [&] { fill(to, rowBytes); });
  });
  return {0, copy.height};
}

/// The last pixels are a vector that may have some of those before.
void RunCopy::emitRow(Value from, Value to) {
  const int64_t lanes = k.lanes(), channels = picture.inputs,
                begin = picture.left * channels,
                end = begin + picture.width * channels;
  fill(to, begin);
  auto copyPixels = [&](Value pixel) {
    k.storeBytes(pixelsAt(k.add(from, pixel)), k.shared,
                 k.add(k.add(to, begin), k.mul(pixel, channels)));
  };
  k.loop(0, picture.width / lanes * lanes, lanes, copyPixels);
  if (picture.width % lanes != 0)
    copyPixels(k.index(picture.width - lanes));
  fill(k.add(to, end), rowBytes - end);
}

/// All channels of as many as a vector has lanes.
Value RunCopy::pixelsAt(Value place) {
  const int64_t lanes = k.lanes(), channels = picture.inputs;
  auto channelAt = [&](int64_t number) {
    return k.loadRaw(k.source, k.add(place, number * picture.channelStep),
                     lanes);
  };
  auto twoFrom = [&](int64_t number) {
    Value first = channelAt(number);
    return k.slice(first, number + 1 < channels ? channelAt(number + 1) : first,
                   0, 2 * lanes);
  };
  if (channels == 1)
    return channelAt(0);
  SmallVector<int64_t> order;
  for (int64_t pixel = 0; pixel < lanes; ++pixel)
    for (int64_t channel = 0; channel < channels; ++channel)
      order.push_back(channel * lanes + pixel);
  Value two = twoFrom(0);
  return k.shuffle(two, channels > 2 ? twoFrom(2) : two, order);
}

/// With what stands for 0.
void RunCopy::fill(Value to, int64_t count) {
  const int64_t lanes = k.lanes(), whole = count / lanes * lanes;
  const int64_t zero = k.quantizedType(k.source).getZeroPoint();
  if (whole > 0)
    k.loop(0, whole, lanes, [&](Value at) {
      k.storeBytes(k.bytes(zero, lanes), k.shared, k.add(to, at));
    });
  if (count > whole)
    k.storeBytes(k.bytes(zero, count - whole), k.shared, k.add(to, whole));
}

} // namespace

bool canReadRuns(gnk::ConvOp conv, const Machine &machine) {
  constexpr int64_t mostChannels = 4, mostColumns = 16;
  const ConvShape shape(conv, machine.lanes, /*isBlocked=*/false);
  return gnk::weightTypeOf(conv).isInteger(8) &&
         gnk::quantizedType(conv.getSource().getType().getElementType()) &&
         shape.groups == 1 && shape.inputs <= mostChannels &&
         shape.inputs % quad != 0 && shape.kernelWidth > 1 &&
         shape.kernelWidth <= mostColumns && shape.dilationX == 1 &&
         shape.dilationY == 1 && shape.width >= machine.lanes;
}

/// Behind a row there are the bytes that fill up its last quad.
ConvShape runShape(gnk::ConvOp conv, const Machine &machine) {
  ConvShape shape(conv, machine.lanes, /*isBlocked=*/false);
  const int64_t columns =
      std::max(shape.left + shape.width,
               (shape.outWidth - 1) * shape.strideX + shape.kernelWidth);
  shape.together = quad;
  shape.inputBlock = llvm::alignTo(shape.kernelWidth * shape.inputs, quad);
  shape.channelStep = 1;
  shape.pixelStep = shape.strideX * shape.inputs;
  shape.width =
      llvm::divideCeil(columns * shape.inputs + quad - 1, shape.pixelStep);
  shape.height = (shape.outHeight - 1) * shape.strideY + shape.kernelHeight;
  shape.sourceImage = shape.height * shape.width * shape.pixelStep;
  shape.kernelWidth = shape.strideX = 1;
  shape.top = shape.left = 0;
  return shape;
}

int64_t floatsOfRuns(const ConvShape &shape) {
  return llvm::divideCeil(shape.batch * shape.sourceImage,
                          int64_t(sizeof(float)));
}

Work emitPictureRuns(KernelBuilder &k, gnk::ConvOp conv) {
  return RunCopy(k, conv).emit();
}

} // namespace gnet
