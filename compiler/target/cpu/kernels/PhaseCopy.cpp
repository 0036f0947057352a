//===- PhaseCopy.cpp - A picture, cut into phases, in blocks of channels --===//
#include "target/cpu/kernels/PhaseCopy.h"
#include "target/cpu/kernels/RegisterTile.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

ConvShape phaseShape(gnk::ConvOp conv, int64_t lanes, bool isBlocked) {
  ConvShape shape(conv, lanes, isBlocked);
  int64_t phases = shape.strideY * shape.strideX;
  shape.kernelHeight = llvm::divideCeil(shape.kernelHeight, shape.strideY);
  shape.kernelWidth = llvm::divideCeil(shape.kernelWidth, shape.strideX);
  if (isBlocked) {
    shape.inputBlocks *= phases;
    return shape;
  }
  int64_t inputs = phases * shape.inputs;
  shape.inputBlock =
      std::min<int64_t>(lanes, llvm::alignTo(inputs, unrolledInputs));
  shape.inputBlocks = llvm::divideCeil(inputs, shape.inputBlock);
  return shape;
}

PhaseCopy::PhaseCopy(const ConvShape &shape, int64_t rows, int64_t columns,
                     int64_t lanes)
    : rows(rows), columns(columns), blockStep(rows * columns * lanes),
      floats(shape.inputBlocks * blockStep) {}

int64_t PhaseCopy::stores(const ConvShape &shape) const {
  return rows * columns *
         (shape.inputBlocks + shape.strideY * shape.strideX * shape.inputs);
}

namespace {

/// A row of the copy.
class Row {
public:
  Row(KernelBuilder &k, const ConvShape &shape, const PhaseCopy &copy)
      : k(k), shape(shape), copy(copy) {}

  /// At `to`, of the picture's rows from `first` on; `image` is where the
  /// picture begins.
  void emit(Value image, Value first, Value to);

private:
  void clear(Value to);
  void copyPhase(Value from, Value to, int64_t down);
  void copyPixel(Value from, Value to, int64_t down, int64_t across);

  KernelBuilder &k;
  const ConvShape &shape;
  const PhaseCopy &copy;
};

void Row::emit(Value image, Value first, Value to) {
  clear(to);
  for (int64_t down = 0; down < shape.strideY; ++down) {
    Value row = k.add(first, down);
    Value zero = k.index(0);
    k.when(k.both(k.compare(arith::CmpIPredicate::sge, row, zero),
                  k.isLess(row, k.index(shape.height))),
           [&] { copyPhase(k.add(image, k.mul(row, shape.width)), to, down); });
  }
}

void Row::clear(Value to) {
  k.loop(0, copy.columns, 1, [&](Value column) {
    for (int64_t block = 0; block < shape.inputBlocks; ++block)
      k.store(
          k.splat(0), k.scratch,
          k.add(k.add(to, block * copy.blockStep), k.mul(column, k.lanes())));
  });
}

/// Each column's pixels, those that are inside.
void Row::copyPhase(Value from, Value to, int64_t down) {
  for (int64_t across = 0; across < shape.strideX; ++across) {
    int64_t first = llvm::divideCeilSigned(shape.left - across, shape.strideX);
    int64_t past = llvm::divideCeilSigned(shape.width + shape.left - across,
                                          shape.strideX);
    k.loop(std::max<int64_t>(first, 0), std::min(past, copy.columns), 1,
           [&](Value column) {
             Value pixel =
                 k.add(k.mul(column, shape.strideX), across - shape.left);
             copyPixel(k.add(from, pixel), k.add(to, k.mul(column, k.lanes())),
                       down, across);
           });
  }
}

void Row::copyPixel(Value from, Value to, int64_t down, int64_t across) {
  int64_t phase = down * shape.strideX + across;
  for (int64_t channel = 0; channel < shape.inputs; ++channel) {
    int64_t input = phase * shape.inputs + channel;
    int64_t place =
        input / shape.inputBlock * copy.blockStep + input % shape.inputBlock;
    k.storeScalar(
        k.loadScalar(k.source, k.add(from, channel * shape.channelStep)),
        k.scratch, k.add(to, place));
  }
}

} // namespace

void PhaseCopy::emit(KernelBuilder &k, const ConvShape &shape, Value image,
                     Value firstRow, int64_t place) const {
  Value picture = k.mul(image, shape.sourceImage);
  Value first = k.add(k.mul(firstRow, shape.strideY), -shape.top);
  k.loop(0, rows, 1, [&](Value row) {
    Value to = k.add(k.mul(row, columns * k.lanes()), place);
    Row(k, shape, *this)
        .emit(picture, k.add(first, k.mul(row, shape.strideY)), to);
  });
}

} // namespace gnet
