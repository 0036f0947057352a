//===- DirectConv.cpp - Convolution by its definition ---------------------===//
//
// Groups of output blocks, rows and tiles of a row; for each tile the sums over
// each block of inputs of what DirectTaps adds. A convolution of 1 x 1 has no
// rows: its pixels are cut anew into rows that tiles fill.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/DirectCost.h"
#include "target/cpu/kernels/DirectTaps.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/NextWeights.h"
#include "target/cpu/kernels/PicturePairs.h"
#include "target/cpu/kernels/PictureRuns.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class DirectConv {
public:
  DirectConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(shapeOfKernel(conv, k.machine)),
        product(directProduct(shape, k.machine)),
        integers(k, conv.getWeight()) {
    gnk::KernelAttr kernel = gnk::chosenKernel(conv);
    ArrayRef<int64_t> numbers = kernel.getNumbers("tile");
    tile = {numbers[0], numbers[1]};
    groups = evenGroups(shape.outputBlocks, tile.blocks);
    inputBlocksAtOnce = fittingInputBlocks();
    sharesRows = readsMoreThan(conv.getSource().getType(),
                               product.inputs * shape.outputBlocks * k.lanes() *
                                   shape.weightBytes);
  }

  Work emit();

private:
  void emitRow(Value group, Value rowOfBatch);
  void emitTiles(); ///< Of a row.
  void emitTile(Value x, int64_t firstColumn, int64_t pixels);
  SmallVector<Value> emitSums(Value x, int64_t firstColumn, int64_t pixels);
  int64_t fittingInputBlocks();
  bool isInParts() const { return inputBlocksAtOnce < shape.inputBlocks; }
  Value placeOf(int64_t block, Value x);
  Value destinationOf(int64_t block, Value x);
  Value addendOf(int64_t block, Value x);
  SmallVector<Value> initialSums(Value x, int64_t pixels);
  Value initialSum(int64_t block, Value x, int64_t pixel);
  void keepSums(ArrayRef<Value> sums, Value x, int64_t pixels);
  void emitEpilogue(ArrayRef<Value> sums, Value x, int64_t pixels);
  Value addendAt(int64_t block, Value x, int64_t pixel);

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  Product product;
  IntegerSums integers;
  RegisterTile tile;
  SmallVector<int64_t> groups;
  int64_t inputBlocksAtOnce = 0; ///< What is summed over for all rows.
  bool sharesRows = false; ///< Threads share rows; else they share groups.

  DirectRow row;         ///< At work.
  Value firstInputBlock; ///< Of the part of the inputs at work.
};

Work DirectConv::emit() {
  auto count = static_cast<int64_t>(groups.size());
  auto emitRows = [&](Value group, Value from, Value to) {
    k.loop(0, shape.inputBlocks, inputBlocksAtOnce, [&](Value part) {
      firstInputBlock = part;
      k.loop(from, to, 1, [&](Value row) { emitRow(group, row); });
    });
  };
  if (sharesRows)
    k.forParts(count, emitRows);
  else
    k.forOwnParts(shape.outHeight, emitRows);
  return {0, count * shape.outHeight};
}

/// A group's weights are read for every row. Where the first cache cannot hold
/// them beside what it reads of the source, a part of the inputs is summed over
/// for all rows, then the next: sums are kept in the destination, which has no
/// room for them in fewer bits.
int64_t DirectConv::fittingInputBlocks() {
  if (integers.areUsed() ||
      !conv.getDestination().getType().getElementType().isF32())
    return shape.inputBlocks;
  int64_t bytesOfBlock = shape.inputBlock * shape.kernelHeight *
                         shape.kernelWidth * tile.blocks * k.lanes() *
                         shape.weightBytes;
  return std::clamp<int64_t>(k.machine.level1Bytes / 2 / bytesOfBlock, 1,
                             shape.inputBlocks);
}

void DirectConv::emitRow(Value group, Value rowOfBatch) {
  Value image = k.div(rowOfBatch, shape.outHeight);
  Value y = k.rem(rowOfBatch, shape.outHeight);
  forGroup(k, groups, group, [&](int64_t blocks, Value first) {
    Value weights = k.add(k.mul(first, product.inputs * k.lanes()),
                          integers.weightsBegin());
    row = {blocks, first, weights,
           image,  y,     tapsInside(k, WindowAxis::rowsOf(shape), y)};
    emitTiles();
  });
}

void DirectConv::emitTiles() {
  if (isWide(shape))
    return k.loop(0, shape.outWidth, 1,
                  [&](Value x) { emitTile(x, /*firstColumn=*/0, 1); });
  forTiles(k, WindowAxis::columnsOf(shape), tile.pixels,
           [&](Value x, int64_t firstColumn, int64_t pixels) {
             emitTile(x, firstColumn, pixels);
           });
}

/// `x` is the first pixel's column, which stands for those that are alike;
/// `firstColumn` is one of them.
void DirectConv::emitTile(Value x, int64_t firstColumn, int64_t pixels) {
  SmallVector<Value> sums = emitSums(x, firstColumn, pixels);
  if (!isInParts())
    return emitEpilogue(sums, x, pixels);
  Value past = k.add(firstInputBlock, inputBlocksAtOnce);
  k.when(
      k.isLess(past, k.index(shape.inputBlocks)),
      [&] { keepSums(sums, x, pixels); },
      [&] { emitEpilogue(sums, x, pixels); });
}

/// Of a pixel of the result, within its image.
Value DirectConv::placeOf(int64_t block, Value x) {
  int64_t floatsOfBlock = shape.outHeight * shape.outWidth * k.lanes();
  Value pixel = k.add(k.mul(row.y, shape.outWidth), x);
  return k.add(k.mul(k.add(row.firstBlock, block), floatsOfBlock),
               k.mul(pixel, k.lanes()));
}

/// Likewise, in the destination.
Value DirectConv::destinationOf(int64_t block, Value x) {
  return k.add(k.mul(row.image, shape.destinationImage), placeOf(block, x));
}

/// Likewise, in what is added.
Value DirectConv::addendOf(int64_t block, Value x) {
  return k.add(k.mul(row.image, shape.otherImage), placeOf(block, x));
}

void DirectConv::keepSums(ArrayRef<Value> sums, Value x, int64_t pixels) {
  for (int64_t p = 0; p < pixels; ++p)
    for (int64_t o = 0; o < row.blocks; ++o)
      k.store(sums[p * row.blocks + o], k.destination,
              k.add(destinationOf(o, x), p * k.lanes()));
}

/// The bias and the addend, or what was summed so far: that is kept in the
/// destination, which may be the addend's memory.
SmallVector<Value> DirectConv::initialSums(Value x, int64_t pixels) {
  Value isFirst =
      isInParts() ? k.isEqual(firstInputBlock, k.index(0)) : Value();
  SmallVector<Value> sums;
  for (int64_t p = 0; p < pixels; ++p)
    for (int64_t o = 0; o < row.blocks; ++o) {
      Value sum = initialSum(o, x, p);
      if (isInParts())
        sum = k.select(
            isFirst, sum,
            k.load(k.destination, k.add(destinationOf(o, x), p * k.lanes())));
      sums.push_back(sum);
    }
  return sums;
}

/// Of integers nothing is added yet.
Value DirectConv::initialSum(int64_t block, Value x, int64_t pixel) {
  Value number = k.add(row.firstBlock, block);
  if (integers.areUsed())
    return integers.initial(number);
  Value sum =
      conv.getBias() ? k.load(k.bias, k.mul(number, k.lanes())) : k.splat(0);
  return conv.getAddend() ? k.addf(sum, addendAt(block, x, pixel)) : sum;
}

Value DirectConv::addendAt(int64_t block, Value x, int64_t pixel) {
  return k.load(k.other, k.add(addendOf(block, x), pixel * k.lanes()));
}

SmallVector<Value> DirectConv::emitSums(Value x, int64_t firstColumn,
                                        int64_t pixels) {
  SmallVector<Value> before = initialSums(x, pixels);
  Value past = k.index(shape.inputBlocks);
  if (isInParts())
    past = k.least(k.add(firstInputBlock, inputBlocksAtOnce), past);
  NextWeights next(k, shape.outHeight * shape.outWidth, inputBlocksAtOnce,
                   product.inputs / shape.inputBlocks * row.blocks * k.lanes());
  Value nextPlace =
      next.placeOf(row.weights, past, k.add(k.mul(row.y, shape.outWidth), x));
  const bool hasTurns = shape.kernelHeight * shape.kernelWidth > 1;
  const int64_t turnsOfRow = isWide(shape) ? 1 : shape.kernelWidth;
  Value turns = k.largest(
      k.mul(k.sub(row.kernelRows.to, row.kernelRows.from), turnsOfRow),
      k.index(1));
  const DirectTile pixelsOfTile = {x, firstColumn, pixels};
  DirectTaps taps(conv, k, shape, integers, row, pixelsOfTile);
  auto addBlock = [&](Value block, ArrayRef<Value> sums) {
    Value number = k.sub(block, firstInputBlock);
    if (!hasTurns)
      next.fetch(nextPlace, number, pixels);
    return taps.add(block, sums, [&](Value kernelRow, int64_t turn) {
      if (!hasTurns)
        return;
      Value before = k.mul(k.sub(kernelRow, row.kernelRows.from), turnsOfRow);
      next.fetchInTurn(nextPlace, number, pixels, k.add(before, turn), turns);
    });
  };
  return isInParts() ? k.reduce(firstInputBlock, past, 1, before, addBlock)
                     : k.reduce(0, shape.inputBlocks, 1, before, addBlock);
}

void DirectConv::emitEpilogue(ArrayRef<Value> sums, Value x, int64_t pixels) {
  for (int64_t o = 0; o < row.blocks; ++o) {
    Value to = destinationOf(o, x), number = k.add(row.firstBlock, o);
    IntegerSums::Meaning meaning;
    if (integers.areUsed())
      meaning = integers.meaningOf(number, bool(conv.getBias()));
    for (int64_t p = 0; p < pixels; ++p) {
      Value value = sums[p * row.blocks + o];
      if (integers.areUsed()) {
        value = integers.numberOf(value, meaning);
        if (conv.getAddend())
          value = k.addf(value, addendAt(o, x, p));
      }
      value = activateBlock(k, conv.getActivationAttr(),
                            conv.getDestination().getType(), number, value);
      k.store(value, k.destination, k.add(to, p * k.lanes()));
    }
  }
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  ConvShape shape = shapeOfKernel(conv, machine);
  SmallVector<int64_t> groups =
      evenGroups(shape.outputBlocks, kernel.getNumbers("tile")[1]);
  MLIRContext *context = conv.getContext();
  SmallVector<int64_t> phases;
  if (readsRuns(conv)) // Each column of a filter is one.
    phases = {1, ConvShape(conv, machine.lanes, false).kernelWidth};
  auto weight = gnk::PackedAttr::get(
      context, groups, machine.lanes, shape.inputBlock,
      /*tapsFirst=*/false, {}, shape.together, phases, /*halves=*/false);
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &directConvKernel() {
  static const KernelKind kind = {
      "direct",
      /*isExact=*/true,
      proposeDirect,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return DirectConv(cast<gnk::ConvOp>(*step), kernel).emit();
      },
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        auto conv = cast<gnk::ConvOp>(*step);
        return readsRuns(conv) ? emitPictureRuns(kernel, conv)
                               : emitPicturePairs(kernel, conv);
      },
      /*error=*/nullptr,
      /*keepsFloat32Weights=*/nullptr,
      /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
