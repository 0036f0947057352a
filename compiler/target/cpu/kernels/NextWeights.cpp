//===- NextWeights.cpp - Weights that come while others are at work -------===//
#include "target/cpu/kernels/NextWeights.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// More at a time come no sooner: where a tile takes so few of the pixels
/// memory has no pause.
constexpr int64_t mostLines = 64;

} // namespace

NextWeights::NextWeights(KernelBuilder &kernel, int64_t pixels,
                         int64_t inputBlocks, int64_t elementsOfBlock)
    : k(kernel), pixels(pixels), inputBlocks(inputBlocks),
      elementsOfBlock(elementsOfBlock),
      lines(llvm::divideCeil(inputBlocks * elementsOfBlock,
                             kernel.elementsOfLine(kernel.weight))) {}

Value NextWeights::placeOf(Value weights, Value past, Value pixel) {
  Value line = k.div(k.mul(pixel, lines), pixels);
  Value next = k.add(weights, k.mul(past, elementsOfBlock));
  return k.add(next, k.mul(line, k.elementsOfLine(k.weight)));
}

void NextWeights::fetch(Value place, Value inputBlock, int64_t pixelsOfTile) {
  int64_t linesOfTile = std::min<int64_t>(
      llvm::divideCeil(lines * pixelsOfTile, pixels * inputBlocks), mostLines);
  Value first =
      k.add(place, k.mul(inputBlock, linesOfTile * k.elementsOfLine(k.weight)));
  for (int64_t line = 0; line < linesOfTile; ++line)
    k.prefetch(k.weight, k.add(first, line * k.elementsOfLine(k.weight)));
}

} // namespace gnet
