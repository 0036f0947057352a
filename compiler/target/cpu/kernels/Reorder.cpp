//===- Reorder.cpp - The same images in another buffer and layout ---------===//
//
// Between nchw and blocks a square of as many pixels as a block has channels is
// transposed in registers. The last block's filling is written as zeros.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// What an item takes at most: floats to copy, squares to transpose.
constexpr int64_t copiedFloats = 4096;
constexpr int64_t transposedSquares = 8;

/// Rows become columns: pairs of rows exchange halves, quarters and so on.
void transpose(KernelBuilder &k, MutableArrayRef<Value> rows) {
  int64_t size = static_cast<int64_t>(rows.size());
  for (int64_t distance = 1; distance < size; distance *= 2) {
    SmallVector<int64_t> upper, lower;
    for (int64_t lane = 0; lane < size; ++lane) {
      bool isSecond = (lane & distance) != 0;
      upper.push_back(isSecond ? size + lane - distance : lane);
      lower.push_back(isSecond ? size + lane : lane + distance);
    }
    for (int64_t row = 0; row < size; ++row) {
      if (row & distance)
        continue;
      Value a = rows[row], b = rows[row + distance];
      rows[row] = k.shuffle(a, b, upper);
      rows[row + distance] = k.shuffle(a, b, lower);
    }
  }
}

class Reorder {
public:
  Reorder(gnk::ReorderOp reorder, KernelBuilder &k)
      : k(k), source(reorder.getSource().getType()),
        destination(reorder.getDestination().getType()),
        channels(source.getChannels()),
        pixels(source.getHeight() * source.getWidth()) {}

  Work emit();

private:
  Work emitCopy();
  Work emitVectors();
  Work emitSquares();
  void emitSquare(Value image, Value block, Value pixel,
                  int64_t channelsOfBlock, int64_t pixelsOfSquare);

  bool toBlocks() const { return destination.getBlock() > 1; }

  KernelBuilder &k;
  gnk::BufferType source, destination;
  int64_t channels, pixels;
};

Work Reorder::emit() {
  if (source.getLayout() == destination.getLayout())
    return emitCopy();
  return pixels == 1 ? emitVectors() : emitSquares();
}

/// Of all floats of an image, which lie together in both.
Work Reorder::emitCopy() {
  int64_t floats = source.getImageElements();
  int64_t pieces = llvm::divideCeil(floats, copiedFloats);
  auto copy = [&](Value image, Value first, int64_t count) {
    forVectors(k, count, [&](Value at, int64_t lanes) {
      Elements elements{image, k.add(first, at), lanes};
      elements.store(k, elements.load(k, k.source, source), k.destination,
                     destination);
    });
  };
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {pieces});
    Value first = k.mul(digits[1], copiedFloats);
    auto copyPiece = [&] { copy(digits[0], first, copiedFloats); };
    auto copyLast = [&] {
      copy(digits[0], first, floats - (pieces - 1) * copiedFloats);
    };
    if (pieces == 1)
      return copyLast();
    k.when(k.isLess(digits[1], k.index(pieces - 1)), copyPiece, copyLast);
  });
  return {0, pieces};
}

/// The channels of one pixel lie together, in blocks and in nchw.
Work Reorder::emitVectors() {
  k.forItems([&](Value image) {
    forVectors(k, channels, [&](Value at, int64_t count) {
      Elements read{image, at, count};
      Elements written{image, at, toBlocks() ? k.lanes() : count};
      written.store(k, read.load(k, k.source, source), k.destination,
                    destination);
    });
  });
  return {0, 1};
}

//===----------------------------------------------------------------------===//
// Squares
//===----------------------------------------------------------------------===//

Work Reorder::emitSquares() {
  int64_t lanes = k.lanes();
  int64_t blocks = llvm::divideCeil(channels, lanes);
  int64_t squares = pixels / lanes, rest = pixels % lanes;
  int64_t pieces =
      llvm::divideCeil(llvm::divideCeil(pixels, lanes), transposedSquares);
  auto emitPiece = [&](ArrayRef<Value> digits, int64_t channelsOfBlock) {
    Value first = k.mul(digits[2], transposedSquares);
    Value end = k.least(k.add(first, transposedSquares), k.index(squares));
    k.loop(first, end, 1, [&](Value square) {
      emitSquare(digits[0], digits[1], k.mul(square, lanes), channelsOfBlock,
                 lanes);
    });
    if (rest == 0)
      return;
    k.when(k.isEqual(digits[2], k.index(pieces - 1)), [&] {
      emitSquare(digits[0], digits[1], k.index(pixels - rest), channelsOfBlock,
                 rest);
    });
  };
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {blocks, pieces});
    auto emitBlock = [&] { emitPiece(digits, lanes); };
    auto emitLast = [&] { emitPiece(digits, channels - (blocks - 1) * lanes); };
    if (channels % lanes == 0)
      return emitBlock();
    if (blocks == 1)
      return emitLast();
    k.when(k.isLess(digits[1], k.index(blocks - 1)), emitBlock, emitLast);
  });
  return {0, blocks * pieces};
}

/// `pixel` is its first one.
void Reorder::emitSquare(Value image, Value block, Value pixel,
                         int64_t channelsOfBlock, int64_t pixelsOfSquare) {
  int64_t lanes = k.lanes();
  Value first = k.mul(k.mul(block, pixels), lanes);
  auto ofChannel = [&](int64_t channel) {
    return Elements{image, k.add(k.add(first, pixel), channel * pixels),
                    pixelsOfSquare};
  };
  auto ofPixel = [&](int64_t i) {
    return Elements{image, k.add(k.add(first, k.mul(pixel, lanes)), i * lanes),
                    lanes};
  };
  int64_t reads = toBlocks() ? channelsOfBlock : pixelsOfSquare;
  int64_t writes = toBlocks() ? pixelsOfSquare : channelsOfBlock;
  SmallVector<Value> rows(lanes, k.splat(0));
  for (int64_t i = 0; i < reads; ++i)
    rows[i] =
        (toBlocks() ? ofChannel(i) : ofPixel(i)).load(k, k.source, source);
  transpose(k, rows);
  for (int64_t i = 0; i < writes; ++i)
    (toBlocks() ? ofPixel(i) : ofChannel(i))
        .store(k, rows[i], k.destination, destination);
}

} // namespace

const KernelKind &reorderKernel() {
  static const KernelKind kind = {
      "reorder", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::ReorderOp>(*step))
          candidates.push_back(streaming(step, "reorder", machine));
      },
      nullptr,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Reorder(cast<gnk::ReorderOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet
