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

/// Beside a block of inputs.
int64_t NextWeights::linesOf(int64_t pixelsOfTile) const {
  return std::min<int64_t>(
      llvm::divideCeil(lines * pixelsOfTile, pixels * inputBlocks), mostLines);
}

void NextWeights::fetchLine(Value place, Value line) {
  k.prefetch(k.weight, k.add(place, k.mul(line, k.elementsOfLine(k.weight))));
}

void NextWeights::fetch(Value place, Value inputBlock, int64_t pixelsOfTile) {
  int64_t linesOfTile = linesOf(pixelsOfTile);
  Value first = k.mul(inputBlock, linesOfTile);
  for (int64_t line = 0; line < linesOfTile; ++line)
    fetchLine(place, k.add(first, line));
}

void NextWeights::fetchInTurn(Value place, Value inputBlock,
                              int64_t pixelsOfTile, Value turn, Value turns) {
  int64_t linesOfTile = linesOf(pixelsOfTile);
  Value linesOfTurn = k.div(k.add(turns, linesOfTile - 1), turns);
  Value from = k.mul(turn, linesOfTurn);
  Value to = k.least(k.add(from, linesOfTurn), k.index(linesOfTile));
  Value first = k.mul(inputBlock, linesOfTile);
  k.loop(from, to, 1,
         [&](Value line) { fetchLine(place, k.add(first, line)); });
}

} // namespace gnet
