//===- PicturePairs.cpp - A picture whose channels are pairs of bf16 ------===//
#include "target/cpu/kernels/PicturePairs.h"
#include "target/cpu/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

bool canPairPicture(gnk::ConvOp conv, const Machine &machine) {
  return machine.hasBfloats() && conv.getGroups() == 1 && readsAsPairs(conv);
}

void readPairs(ConvShape &shape) {
  shape.together = 2;
  shape.inputBlock = llvm::alignTo(shape.inputs, 2);
  // Of one input: a plane has two.
  shape.channelStep = llvm::divideCeil(shape.height * shape.width, 2);
  shape.sourceImage = floatsOfPairs(shape) / shape.batch;
}

int64_t floatsOfPairs(const ConvShape &shape) {
  return shape.batch * shape.inputBlock * shape.channelStep;
}

Work emitPicturePairs(KernelBuilder &k, gnk::ConvOp conv) {
  ConvShape shape(conv, k.lanes(), /*isBlocked=*/false);
  ConvShape paired = shape;
  readPairs(paired);
  const int64_t planes = paired.inputBlock / 2;
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {planes, shape.height});
    Value image = digits[0], plane = digits[1];
    Value row = k.mul(digits[2], shape.width);
    Value channel = k.mul(plane, 2);
    Value from = k.add(k.add(k.mul(image, shape.sourceImage),
                             k.mul(channel, shape.channelStep)),
                       row);
    Value to = k.add(k.add(k.mul(image, paired.sourceImage),
                           k.mul(channel, paired.channelStep)),
                     row);
    auto emitRow = [&](bool hasSecond) {
      forVectors(k, shape.width, [&](Value at, int64_t count) {
        Value first = k.loadFirst(count, k.source, k.add(from, at));
        Value second =
            hasSecond ? k.loadFirst(count, k.source,
                                    k.add(k.add(from, shape.channelStep), at))
                      : k.splat(0);
        k.storeFirst(k.pair(first, second), count, k.shared, k.add(to, at));
      });
    };
    if (shape.inputs % 2 == 0)
      return emitRow(/*hasSecond=*/true);
    k.when(
        k.isLess(channel, shape.inputs - 1), [&] { emitRow(true); },
        [&] { emitRow(false); });
  });
  return {0, planes * shape.height};
}

} // namespace gnet
