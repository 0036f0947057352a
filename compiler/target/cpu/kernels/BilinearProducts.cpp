//===- BilinearProducts.cpp - Products of what was transformed before -----===//
#include "target/cpu/kernels/BilinearProducts.h"
#include "target/cpu/kernels/ConvShape.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

void BilinearProducts::emit(KernelBuilder &k, const Weights &weights,
                            Value inputs, Value from, Value to) const {
  const int64_t blocks = weights.blocks;
  const bool areShorts = factors == BilinearFactors::Shorts;
  int64_t first = 0;
  for (int64_t pixels : evenGroups(tiles, tile.pixels)) {
    auto addSome = [&](Value block, Value input, ArrayRef<Value> before) {
      Value number = k.add(k.mul(block, inputBlock), input);
      Value distance = k.mul(number, stepOfInput(blocks, k.lanes()));
      if (weights.next)
        fetch(k, weights, k.add(weights.next, distance), first, pixels);
      Value place =
          k.add(k.add(from, k.mul(block, tiles * inputLanes)),
                k.add(k.div(input, inputsAtOnce()), first * inputLanes));
      return addInputs(k, weights, inputs, before, place, pixels,
                       k.add(weights.at, distance));
    };
    Value zero = areShorts ? k.integers(0) : k.splat(0);
    SmallVector<Value> sums =
        k.reduce(0, inputBlocks, 1, SmallVector<Value>(pixels * blocks, zero),
                 [&](Value block, ArrayRef<Value> before) {
                   return k.reduce(0, inputBlock, unrolledInputs, before,
                                   [&](Value input, ArrayRef<Value> values) {
                                     return addSome(block, input, values);
                                   });
                 });
    for (int64_t p = 0; p < pixels; ++p)
      for (int64_t o = 0; o < blocks; ++o) {
        Value sum = sums[p * blocks + o];
        k.store(areShorts ? k.bitsAs(sum, /*isFloat=*/true) : sum, k.scratch,
                k.add(to, (o * tiles + first + p) * k.lanes()));
      }
    first += pixels;
  }
}

/// Adds the products of so many inputs as are unrolled: of a tile's `pixels`,
/// the first one's at `place`, with the weights from `at` on.
SmallVector<Value>
BilinearProducts::addInputs(KernelBuilder &k, const Weights &weights,
                            Value inputs, ArrayRef<Value> before, Value place,
                            int64_t pixels, Value at) const {
  SmallVector<Value> sums(before);
  for (int64_t i = 0; i < unrolledInputs; i += inputsAtOnce()) {
    SmallVector<Value> places;
    for (int64_t p = 0; p < pixels; ++p)
      places.push_back(k.add(place, p * inputLanes + i / inputsAtOnce()));
    Value ofInput = k.add(at, i * stepOfInput(weights.blocks, k.lanes()));
    switch (factors) {
    case BilinearFactors::Floats:
      addOuterProduct(k, sums, weights.blocks, inputs, places, weights.memory,
                      ofInput);
      break;
    case BilinearFactors::Bfloats:
      addOuterProductOfPairs(k, sums, weights.blocks, inputs, places,
                             weights.memory, ofInput);
      break;
    case BilinearFactors::Shorts:
      addOuterProductOfShorts(k, sums, weights.blocks, inputs, places,
                              weights.memory, ofInput);
      break;
    }
  }
  return sums;
}

/// Other weights, from `at` on, come while these are multiplied: a tile asks
/// for its part of those of each few inputs. A core has some 20 lines on their
/// way, and products wait while all are taken: a block's inputs at once would
/// be more.
void BilinearProducts::fetch(KernelBuilder &k, const Weights &weights, Value at,
                             int64_t first, int64_t pixels) const {
  const int64_t elements = k.elementsOfLine(weights.memory);
  int64_t lines =
      llvm::divideCeil(unrolledInputs * weights.blocks * k.lanes(), elements);
  for (int64_t line = lines * first / tiles;
       line < lines * (first + pixels) / tiles; ++line)
    k.prefetch(weights.memory, k.add(at, line * elements));
}

} // namespace gnet
