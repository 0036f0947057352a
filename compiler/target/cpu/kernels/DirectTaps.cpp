//===- DirectTaps.cpp - What direct convolution adds up for a tile --------===//
//
//   for each row of the kernel that is inside, for each of its columns:
//   for each input of the block: an outer product
//
// The columns are unrolled, so that a tile at a row's end leaves out the pixels
// that read outside; each has a loop of its own, or the values that two columns
// share would be kept in registers that there are not.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/DirectTaps.h"
#include "target/cpu/kernels/DirectCost.h"
#include "target/cpu/kernels/PictureRuns.h"

using namespace mlir;

namespace gnet {

DirectTaps::DirectTaps(gnk::ConvOp conv, KernelBuilder &kernel,
                       const ConvShape &shape, const IntegerSums &integers,
                       const DirectRow &row, const DirectTile &tile)
    : conv(conv), k(kernel), shape(shape), integers(integers), row(row),
      tile(tile),
      source(gnk::chosenKernel(conv).getShared() > 0 ? k.shared : k.source) {}

/// Of the source, for one of the group of channels at work.
Value DirectTaps::sourceBlock(Value inputBlock) {
  if (shape.groups == 1)
    return inputBlock;
  Value group = k.div(row.firstBlock, shape.outputBlocksOfGroup);
  return k.add(k.mul(group, shape.inputBlocks), inputBlock);
}

/// A tile of a convolution of 1 x 1 reads a few lines of each block of inputs,
/// too far from each other for the processor to see what comes next: those that
/// lie in the third cache are asked for some blocks ahead.
void DirectTaps::fetchSource(Value inputBlock) {
  constexpr int64_t blocksAhead = 4;
  gnk::BufferType source = conv.getSource().getType();
  int64_t bytes = source.getImageElements() * source.getElementBytes();
  if (!shape.isPointwise() || !shape.isBlocked ||
      bytes <= k.machine.level2Bytes || bytes > k.machine.level3Bytes)
    return;
  Value pixel = k.add(k.mul(row.y, shape.width), tile.x);
  Value block = sourceBlock(k.add(inputBlock, blocksAhead));
  Value place = k.add(
      k.mul(row.image, shape.sourceImage),
      k.add(k.mul(block, shape.blockStep), k.mul(pixel, shape.pixelStep)));
  for (int64_t at = 0; at < tile.pixels * shape.pixelStep;
       at += k.elementsOfLine(k.source))
    k.prefetch(k.source, k.add(place, at));
}

SmallVector<Value> DirectTaps::add(Value inputBlock, ArrayRef<Value> sums,
                                   Turn beginTurn) {
  fetchSource(inputBlock);
  auto emitColumns = [&](Value kernelRow, ArrayRef<Value> before) {
    SmallVector<Value> values(before);
    for (int64_t tap = 0; tap < shape.kernelWidth; ++tap) {
      beginTurn(kernelRow, tap);
      values =
          addTap(inputBlock, kernelRow, k.index(tap), values, [&](int64_t p) {
            return shape.reads(tile.firstColumn + p, tap);
          });
    }
    return values;
  };
  auto emitRow = [&](Value kernelRow, ArrayRef<Value> before) {
    if (!isWide(shape))
      return emitColumns(kernelRow, before);
    beginTurn(kernelRow, 0);
    Range columns = tapsInside(k, WindowAxis::columnsOf(shape), tile.x);
    return k.reduce(columns.from, columns.to, 1, before,
                    [&](Value tap, ArrayRef<Value> values) {
                      return addTap(inputBlock, kernelRow, tap, values,
                                    [](int64_t) { return true; });
                    });
  };
  if (shape.kernelHeight == 1 && shape.top == 0)
    return emitRow(k.index(0), sums);
  SmallVector<Value> inside =
      k.reduce(row.kernelRows.from, row.kernelRows.to, 1, sums, emitRow);
  return countsOutside() ? addRowsOutside(inputBlock, inside) : inside;
}

/// Those of the kernel, where what they would read is not 0 as bytes are.
SmallVector<Value> DirectTaps::addRowsOutside(Value inputBlock,
                                              ArrayRef<Value> sums) {
  Value end = k.index(shape.kernelHeight);
  Value from = k.least(row.kernelRows.from, end),
        to = k.largest(row.kernelRows.to, from);
  auto emitRow = [&](Value kernelRow, ArrayRef<Value> before) {
    return k.reduce(0, shape.kernelWidth, 1, before,
                    [&](Value tap, ArrayRef<Value> values) {
                      return addTap(inputBlock, kernelRow, tap, values,
                                    [](int64_t) { return false; });
                    });
  };
  SmallVector<Value> above = k.reduce(k.index(0), from, 1, sums, emitRow);
  return k.reduce(to, end, 1, above, emitRow);
}

/// `tap` is a column of the kernel; a pixel that it does not read is left out.
SmallVector<Value> DirectTaps::addTap(Value inputBlock, Value kernelRow,
                                      Value tap, ArrayRef<Value> sums,
                                      IsRead isRead) {
  Value sourceRow = k.add(WindowAxis::rowsOf(shape).start(k, row.y),
                          k.mul(kernelRow, shape.dilationY));
  Value column = k.add(WindowAxis::columnsOf(shape).start(k, tile.x),
                       k.mul(tap, shape.dilationX));
  Value pixel = k.add(k.mul(sourceRow, shape.width), column);
  Value place = k.add(k.add(k.mul(row.image, shape.sourceImage),
                            k.mul(sourceBlock(inputBlock), shape.blockStep)),
                      k.mul(pixel, shape.pixelStep));
  int64_t lanesOfInput = row.blocks * k.lanes();
  Value taps =
      k.add(k.mul(k.add(k.mul(inputBlock, shape.kernelHeight), kernelRow),
                  shape.kernelWidth),
            tap);
  Value at = k.add(row.weights, k.mul(taps, shape.inputBlock * lanesOfInput));
  auto emitInput = [&](MutableArrayRef<Value> values, Value input) {
    Value from = k.add(place, k.mul(input, shape.channelStep));
    SmallVector<Value> places(tile.pixels);
    for (int64_t p = 0; p < tile.pixels; ++p)
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
void DirectTaps::addInputs(MutableArrayRef<Value> sums, ArrayRef<Value> places,
                           Value at) {
  if (shape.together == 4) {
    addOuterProductOfQuads(k, sums, row.blocks, source, places, k.weight, at,
                           countsOutside() ? std::optional(integers.zeroPoint())
                                           : std::nullopt);
    if (readsRuns(conv))
      k.loadAnew();
    return;
  }
  if (shape.together == 2)
    return addOuterProductOfPairs(k, sums, row.blocks, source, places, k.weight,
                                  at);
  addOuterProduct(k, sums, row.blocks, source, places, k.weight, at);
}

} // namespace gnet
