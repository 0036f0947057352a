//===- DirectConv.cpp - Convolution by its definition ---------------------===//
//
// Groups of output blocks, rows and tiles of a row; for each tile the sums over
//
//   for each block of inputs, for each row of the kernel that is inside,
//   for each of its columns: for each input of the block: an outer product
//
// The columns are unrolled, so that a tile at a row's end leaves out the pixels
// that read outside; each has a loop of its own, or the values that two columns
// share would be kept in registers that there are not. A convolution of 1 x 1
// has no rows: its pixels are cut anew into rows that tiles fill.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/DirectCost.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/NextWeights.h"
#include "target/cpu/kernels/PicturePairs.h"
#include "target/cpu/kernels/PictureRuns.h"
#include "target/cpu/kernels/Window.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class DirectConv {
public:
  DirectConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(shapeOfKernel(conv, k.machine)),
        source(gnk::chosenKernel(conv).getShared() > 0 ? k.shared : k.source),
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
  void emitGroup(int64_t blocks, Value firstBlock, Value weights, Value image,
                 Value row);
  void emitTile(Value x, int64_t firstColumn, int64_t pixels);
  SmallVector<Value> emitSums(Value x, int64_t firstColumn, int64_t pixels);
  using Turn = function_ref<void(Value kernelRow, int64_t turn)>;
  SmallVector<Value> emitTaps(Value inputBlock, ArrayRef<Value> sums, Value x,
                              int64_t firstColumn, int64_t pixels,
                              Turn beginTurn);
  SmallVector<Value> emitRowsOutside(Value inputBlock, ArrayRef<Value> sums,
                                     Value x, int64_t pixels);
  using IsRead = function_ref<bool(int64_t pixel)>;
  SmallVector<Value> emitTap(Value inputBlock, Value kernelRow, Value tap,
                             ArrayRef<Value> sums, Value x, int64_t pixels,
                             IsRead isRead);
  void addInputs(MutableArrayRef<Value> sums, ArrayRef<Value> places, Value at);
  int64_t fittingInputBlocks();
  bool isInParts() const { return inputBlocksAtOnce < shape.inputBlocks; }
  Value placeOf(int64_t block, Value x);
  Value destinationOf(int64_t block, Value x);
  Value addendOf(int64_t block, Value x);
  SmallVector<Value> initialSums(Value x, int64_t pixels);
  Value initialSum(int64_t block, Value x, int64_t pixel);
  void keepSums(ArrayRef<Value> sums, Value x, int64_t pixels);
  void fetchSource(Value inputBlock, Value x, int64_t pixels);
  void emitEpilogue(ArrayRef<Value> sums, Value x, int64_t pixels);
  Value addendAt(int64_t block, Value x, int64_t pixel);
  /// A copy has what is outside.
  bool countsOutside() const {
    return integers.areUsed() && integers.countsZeros() && source == k.source;
  }
  Value sourceBlock(Value inputBlock);

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  Value source; ///< The buffer, or the picture's copy.
  Product product;
  IntegerSums integers;
  RegisterTile tile;
  SmallVector<int64_t> groups;
  int64_t inputBlocksAtOnce = 0; ///< What is summed over for all rows.
  bool sharesRows = false; ///< Threads share rows; else they share groups.

  // Of the row at work.
  int64_t blocks = 0;
  Value firstBlock, weights, image, row;
  Value firstInputBlock; ///< Of the part of the inputs at work.
  Range rows;            ///< Of the kernel, inside the source.
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
  Value imageOfRow = k.div(rowOfBatch, shape.outHeight);
  Value rowOfResult = k.rem(rowOfBatch, shape.outHeight);
  forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
    Value weightsOfGroup = k.add(k.mul(first, product.inputs * k.lanes()),
                                 integers.weightsBegin());
    emitGroup(blocksOfGroup, first, weightsOfGroup, imageOfRow, rowOfResult);
  });
}

/// A row, tile by tile.
void DirectConv::emitGroup(int64_t blocksOfGroup, Value first,
                           Value weightsOfGroup, Value imageOfRow,
                           Value rowOfResult) {
  blocks = blocksOfGroup;
  firstBlock = first;
  weights = weightsOfGroup;
  image = imageOfRow;
  row = rowOfResult;
  rows = tapsInside(k, WindowAxis::rowsOf(shape), row);
  if (isWide(shape))
    return k.loop(0, shape.outWidth, 1,
                  [&](Value x) { emitTile(x, /*firstColumn=*/0, 1); });
  forTiles(k, WindowAxis::columnsOf(shape), tile.pixels,
           [&](Value x, int64_t firstColumn, int64_t pixels) {
             emitTile(x, firstColumn, pixels);
           });
}

/// Of the source, for one of the group of channels at work.
Value DirectConv::sourceBlock(Value inputBlock) {
  if (shape.groups == 1)
    return inputBlock;
  Value group = k.div(firstBlock, shape.outputBlocksOfGroup);
  return k.add(k.mul(group, shape.inputBlocks), inputBlock);
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
  Value pixel = k.add(k.mul(row, shape.outWidth), x);
  return k.add(k.mul(k.add(firstBlock, block), floatsOfBlock),
               k.mul(pixel, k.lanes()));
}

/// Likewise, in the destination.
Value DirectConv::destinationOf(int64_t block, Value x) {
  return k.add(k.mul(image, shape.destinationImage), placeOf(block, x));
}

/// Likewise, in what is added.
Value DirectConv::addendOf(int64_t block, Value x) {
  return k.add(k.mul(image, shape.otherImage), placeOf(block, x));
}

void DirectConv::keepSums(ArrayRef<Value> sums, Value x, int64_t pixels) {
  for (int64_t p = 0; p < pixels; ++p)
    for (int64_t o = 0; o < blocks; ++o)
      k.store(sums[p * blocks + o], k.destination,
              k.add(destinationOf(o, x), p * k.lanes()));
}

/// The bias and the addend, or what was summed so far: that is kept in the
/// destination, which may be the addend's memory.
SmallVector<Value> DirectConv::initialSums(Value x, int64_t pixels) {
  Value isFirst =
      isInParts() ? k.isEqual(firstInputBlock, k.index(0)) : Value();
  SmallVector<Value> sums;
  for (int64_t p = 0; p < pixels; ++p)
    for (int64_t o = 0; o < blocks; ++o) {
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
  Value number = k.add(firstBlock, block);
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
                   product.inputs / shape.inputBlocks * blocks * k.lanes());
  Value nextPlace =
      next.placeOf(weights, past, k.add(k.mul(row, shape.outWidth), x));
  const bool hasTurns = shape.kernelHeight * shape.kernelWidth > 1;
  const int64_t turnsOfRow = isWide(shape) ? 1 : shape.kernelWidth;
  Value turns =
      k.largest(k.mul(k.sub(rows.to, rows.from), turnsOfRow), k.index(1));
  auto addBlock = [&](Value block, ArrayRef<Value> sums) {
    Value number = k.sub(block, firstInputBlock);
    if (!hasTurns)
      next.fetch(nextPlace, number, pixels);
    fetchSource(block, x, pixels);
    return emitTaps(block, sums, x, firstColumn, pixels,
                    [&](Value kernelRow, int64_t turn) {
                      if (!hasTurns)
                        return;
                      Value before =
                          k.mul(k.sub(kernelRow, rows.from), turnsOfRow);
                      next.fetchInTurn(nextPlace, number, pixels,
                                       k.add(before, turn), turns);
                    });
  };
  return isInParts() ? k.reduce(firstInputBlock, past, 1, before, addBlock)
                     : k.reduce(0, shape.inputBlocks, 1, before, addBlock);
}

/// A tile of a convolution of 1 x 1 reads a few lines of each block of inputs,
/// too far from each other for the processor to see what comes next: those that
/// lie in the third cache are asked for some blocks ahead.
void DirectConv::fetchSource(Value inputBlock, Value x, int64_t pixels) {
  constexpr int64_t blocksAhead = 4;
  gnk::BufferType source = conv.getSource().getType();
  int64_t bytes = source.getImageElements() * source.getElementBytes();
  if (!shape.isPointwise() || !shape.isBlocked ||
      bytes <= k.machine.level2Bytes || bytes > k.machine.level3Bytes)
    return;
  Value pixel = k.add(k.mul(row, shape.width), x);
  Value block = sourceBlock(k.add(inputBlock, blocksAhead));
  Value place = k.add(
      k.mul(image, shape.sourceImage),
      k.add(k.mul(block, shape.blockStep), k.mul(pixel, shape.pixelStep)));
  for (int64_t at = 0; at < pixels * shape.pixelStep;
       at += k.elementsOfLine(k.source))
    k.prefetch(k.source, k.add(place, at));
}

SmallVector<Value> DirectConv::emitTaps(Value inputBlock, ArrayRef<Value> sums,
                                        Value x, int64_t firstColumn,
                                        int64_t pixels, Turn beginTurn) {
  auto emitColumns = [&](Value kernelRow, ArrayRef<Value> before) {
    SmallVector<Value> values(before);
    for (int64_t tap = 0; tap < shape.kernelWidth; ++tap) {
      beginTurn(kernelRow, tap);
      values =
          emitTap(inputBlock, kernelRow, k.index(tap), values, x, pixels,
                  [&](int64_t p) { return shape.reads(firstColumn + p, tap); });
    }
    return values;
  };
  auto emitRow = [&](Value kernelRow, ArrayRef<Value> before) {
    if (!isWide(shape))
      return emitColumns(kernelRow, before);
    beginTurn(kernelRow, 0);
    Range columns = tapsInside(k, WindowAxis::columnsOf(shape), x);
    return k.reduce(columns.from, columns.to, 1, before,
                    [&](Value tap, ArrayRef<Value> values) {
                      return emitTap(inputBlock, kernelRow, tap, values, x,
                                     pixels, [](int64_t) { return true; });
                    });
  };
  if (shape.kernelHeight == 1 && shape.top == 0)
    return emitRow(k.index(0), sums);
  SmallVector<Value> inside = k.reduce(rows.from, rows.to, 1, sums, emitRow);
  return countsOutside() ? emitRowsOutside(inputBlock, inside, x, pixels)
                         : inside;
}

/// Those of the kernel, where what they would read is not 0 as bytes are.
SmallVector<Value> DirectConv::emitRowsOutside(Value inputBlock,
                                               ArrayRef<Value> sums, Value x,
                                               int64_t pixels) {
  Value end = k.index(shape.kernelHeight);
  Value from = k.least(rows.from, end), to = k.largest(rows.to, from);
  auto emitRow = [&](Value kernelRow, ArrayRef<Value> before) {
    return k.reduce(0, shape.kernelWidth, 1, before,
                    [&](Value tap, ArrayRef<Value> values) {
                      return emitTap(inputBlock, kernelRow, tap, values, x,
                                     pixels, [](int64_t) { return false; });
                    });
  };
  SmallVector<Value> above = k.reduce(k.index(0), from, 1, sums, emitRow);
  return k.reduce(to, end, 1, above, emitRow);
}

/// `tap` is a column of the kernel; a pixel that it does not read is left out.
SmallVector<Value> DirectConv::emitTap(Value inputBlock, Value kernelRow,
                                       Value tap, ArrayRef<Value> sums, Value x,
                                       int64_t pixels, IsRead isRead) {
  Value sourceRow = k.add(WindowAxis::rowsOf(shape).start(k, row),
                          k.mul(kernelRow, shape.dilationY));
  Value column = k.add(WindowAxis::columnsOf(shape).start(k, x),
                       k.mul(tap, shape.dilationX));
  Value pixel = k.add(k.mul(sourceRow, shape.width), column);
  Value place = k.add(k.add(k.mul(image, shape.sourceImage),
                            k.mul(sourceBlock(inputBlock), shape.blockStep)),
                      k.mul(pixel, shape.pixelStep));
  int64_t lanesOfInput = blocks * k.lanes();
  Value taps =
      k.add(k.mul(k.add(k.mul(inputBlock, shape.kernelHeight), kernelRow),
                  shape.kernelWidth),
            tap);
  Value at = k.add(weights, k.mul(taps, shape.inputBlock * lanesOfInput));
  auto emitInput = [&](MutableArrayRef<Value> values, Value input) {
    Value from = k.add(place, k.mul(input, shape.channelStep));
    SmallVector<Value> places(pixels);
    for (int64_t p = 0; p < pixels; ++p)
      if (isRead(p))
        places[p] = k.add(from, p * shape.strideX * shape.pixelStep);
    addInputs(values, places, k.add(at, k.mul(input, lanesOfInput)));
  };
  int64_t most = shape.together == 4 ? shape.inputBlock : unrolledInputs;
  int64_t unrolled = shape.inputBlock % most == 0 ? most
                     : shape.inputBlock <= most   ? shape.inputBlock
                                                  : shape.together;
  return k.reduce(k.index(0), k.index(shape.inputBlock), unrolled, sums,
                  [&](Value input, ArrayRef<Value> before) {
                    SmallVector<Value> values(before);
                    for (int64_t i = 0; i < unrolled; i += shape.together)
                      emitInput(values, k.add(input, i));
                    return values;
                  });
}

/// One, a pair or a quad. Runs of pixels overlap: what they share is loaded for
/// each.
void DirectConv::addInputs(MutableArrayRef<Value> sums, ArrayRef<Value> places,
                           Value at) {
  if (shape.together == 4) {
    addOuterProductOfQuads(k, sums, blocks, source, places, k.weight, at,
                           countsOutside() ? std::optional(integers.zeroPoint())
                                           : std::nullopt);
    if (readsRuns(conv))
      k.loadAnew();
    return;
  }
  if (shape.together == 2)
    return addOuterProductOfPairs(k, sums, blocks, source, places, k.weight,
                                  at);
  addOuterProduct(k, sums, blocks, source, places, k.weight, at);
}

void DirectConv::emitEpilogue(ArrayRef<Value> sums, Value x, int64_t pixels) {
  for (int64_t o = 0; o < blocks; ++o) {
    Value to = destinationOf(o, x), number = k.add(firstBlock, o);
    IntegerSums::Meaning meaning;
    if (integers.areUsed())
      meaning = integers.meaningOf(number, bool(conv.getBias()));
    for (int64_t p = 0; p < pixels; ++p) {
      Value value = sums[p * blocks + o];
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
