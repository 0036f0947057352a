//===- AmxConv.cpp - Convolution in AMX's tiles ---------------------------===//
//
// All threads first copy the source, so that a pixel's inputs lie together; see
// PixelCopy.h. Then, for groups of output blocks and strips of some tiles of
// positions: the sums over
//
//   for each run of the filter, for each chunk of it: a tile of the copy for
//   each of the strip's, one of weights for each block, products of all of them
//
// and behind them what makes results of those that belong to pixels.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/NextWeights.h"
#include "target/cpu/kernels/PixelCopy.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Of a picture in nchw what its copy has, pairs.
ConvShape shapeOf(gnk::ConvOp conv, const Machine &machine, bool isBlocked) {
  ConvShape shape(conv, machine.lanes, isBlocked);
  if (!isBlocked)
    shape.together = 2;
  return shape;
}

/// That its kernel goes by.
ConvShape shapeOf(gnk::ConvOp conv, const Machine &machine) {
  return shapeOf(conv, machine,
                 gnk::chosenKernel(conv).getSource() != gnk::Layout::Nchw);
}

bool isPicture(gnk::ConvOp conv, const ConvShape &shape) {
  return readsAsPairs(conv) && canCopyPicture(shape);
}

TileProduct productOf(const ConvShape &shape, const PixelCopy &copy) {
  return {.words = copy.chunkWords(),
          .chunks = copy.runs() * (copy.runWords() / copy.chunkWords()),
          .tiles = int64_t(llvm::divideCeil(copy.positions(), mostOfTile)),
          .pieces = shape.batch,
          .blocks = shape.outputBlocks,
          .together = shape.together};
}

class AmxConv {
public:
  AmxConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(shapeOf(conv, k.machine)), copy(shape),
        product(productOf(shape, copy)), integers(k, conv.getWeight()) {
    ArrayRef<int64_t> numbers = gnk::chosenKernel(conv).getNumbers("tile");
    tile = {numbers[0], numbers[1]};
    groups = evenGroups(shape.outputBlocks, tile.blocks);
    strips = llvm::divideCeil(product.tiles, tile.pixels);
  }

  Work emit();

private:
  void emitStrip(TileSums &sums, Value group, Value stripOfBatch);
  void emitSums(TileSums &sums);
  void emitEpilogue(TileSums &sums);
  void forPixels(function_ref<void(Value position, Value pixel)> body);
  int64_t positionsOfStrip() const { return tile.pixels * mostOfTile; }

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  PixelCopy copy;
  TileProduct product;
  IntegerSums integers;
  RegisterTile tile;
  SmallVector<int64_t> groups;
  int64_t strips = 0; ///< Of an image.

  // Of the strip at work.
  int64_t blocks = 0;
  Value firstBlock, weights, image, position;
};

Work AmxConv::emit() {
  const auto count = static_cast<int64_t>(groups.size());
  TileSums sums(k, product, tile);
  sums.begin();
  auto emitStrips = [&](Value group, Value from, Value to) {
    k.loop(from, to, 1, [&](Value strip) { emitStrip(sums, group, strip); });
  };
  int64_t weightBytes =
      product.inputs() * shape.outputBlocks * k.lanes() * shape.weightBytes;
  if (readsMoreThan(conv.getSource().getType(), weightBytes))
    k.forParts(count, emitStrips);
  else
    k.forOwnParts(strips, emitStrips);
  sums.end();
  return {0, count * strips};
}

void AmxConv::emitStrip(TileSums &sums, Value group, Value stripOfBatch) {
  image = k.div(stripOfBatch, strips);
  position = k.mul(k.rem(stripOfBatch, strips), positionsOfStrip());
  forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
    blocks = blocksOfGroup;
    firstBlock = first;
    weights = k.add(k.mul(first, product.inputs() * k.lanes()),
                    integers.weightsBegin());
    sums.clear(blocks);
    emitSums(sums);
    sums.keep(blocks);
    emitEpilogue(sums);
  });
}

/// Where a run lies is no multiple of its number, so each has its own loop. The
/// next group's weights come meanwhile.
void AmxConv::emitSums(TileSums &sums) {
  const int64_t chunks = copy.runWords() / product.words,
                elements = sums.weightsOfChunk(blocks);
  Value first = k.add(k.mul(image, copy.imageWords()),
                      k.mul(position, copy.positionWords()));
  NextWeights next(k, strips * positionsOfStrip(), product.chunks, elements);
  Value nextPlace = next.placeOf(weights, k.index(product.chunks), position);
  for (int64_t run = 0; run < copy.runs(); ++run)
    k.loop(0, chunks, 1, [&](Value chunk) {
      TileSums::Source source = {
          .memory = k.shared,
          .at = k.add(k.add(first, copy.placeOfRun(run)),
                      k.mul(chunk, product.words)),
          .rowBytes = copy.positionWords() * int64_t(sizeof(float)),
          .tileElements = mostOfTile * copy.positionWords()};
      Value number = k.add(chunk, run * chunks);
      next.fetch(nextPlace, number, positionsOfStrip());
      sums.add(blocks, source, k.add(weights, k.mul(number, elements)));
    });
}

/// `body` has each of the strip's positions that is a pixel's, and its place
/// among the result's.
void AmxConv::forPixels(function_ref<void(Value, Value)> body) {
  const int64_t row = copy.rowPositions();
  Value past =
      k.least(k.add(position, positionsOfStrip()), k.index(copy.positions()));
  if (row == shape.outWidth)
    return k.loop(position, past, 1, [&](Value at) { body(at, at); });
  Value pastRow = k.add(k.div(k.add(past, -1), row), 1);
  k.loop(k.div(position, row), pastRow, 1, [&](Value y) {
    Value first = k.mul(y, row);
    k.loop(k.largest(first, position),
           k.least(k.add(first, shape.outWidth), past), 1, [&](Value at) {
             body(at, k.sub(at, k.mul(y, row - shape.outWidth)));
           });
  });
}

void AmxConv::emitEpilogue(TileSums &sums) {
  const int64_t ofBlock = shape.outHeight * shape.outWidth * k.lanes();
  for (int64_t o = 0; o < blocks; ++o) {
    Value number = k.add(firstBlock, o), block = k.mul(number, ofBlock);
    const IntegerSums::Rest rest =
        integers.restOf(number, bool(conv.getBias()));
    Value to = k.add(k.mul(image, shape.destinationImage), block);
    Value other = k.add(k.mul(image, shape.otherImage), block);
    forPixels([&](Value at, Value pixel) {
      Value sum = integers.complete(sums.kept(o, k.sub(at, position)), rest);
      Value place = k.mul(pixel, k.lanes());
      if (conv.getAddend())
        sum = k.addf(sum, k.load(k.other, k.add(other, place)));
      sum = activateBlock(k, conv.getActivationAttr(),
                          conv.getDestination().getType(), number, sum);
      k.store(sum, k.destination, k.add(to, place));
    });
  }
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

void propose(gnk::KernelInterface step, const Machine &machine,
             SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || conv.getGroups() != 1)
    return;
  const bool isBlocked =
      !isPicture(conv, shapeOf(conv, machine, /*isBlocked=*/false));
  const ConvShape shape = shapeOf(conv, machine, isBlocked);
  if (!machine.hasTiles(shape.together))
    return;
  const PixelCopy copy(shape);
  const TileProduct product = productOf(shape, copy);
  const RegisterTile tile = bestTile(product, machine);
  const int64_t positionsRead =
      llvm::alignTo(copy.positions(), tile.pixels * mostOfTile);
  const int64_t words = copy.words(positionsRead);
  const int64_t weightBytes =
      product.inputs() * shape.outputBlocks * machine.lanes * shape.weightBytes;
  // What is copied is read, written and read.
  const double copying = static_cast<double>(3 * words) * sizeof(float) /
                         machine.level2BytesPerCycle;
  const gnk::Layout blocked = gnk::layoutOfBlock(machine.lanes);
  auto kernel =
      gnk::KernelAttr::get(conv.getContext(), "amx",
                           isBlocked ? blocked : gnk::Layout::Nchw, blocked,
                           DictionaryAttr::get(conv.getContext()),
                           TileSums::scratchOf(tile), words)
          .withNumbers("tile", {tile.pixels, tile.blocks});
  candidates.push_back(
      {kernel, whileFetching(copying + cyclesOf(product, tile, machine),
                             static_cast<double>(weightBytes), machine)});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  const ConvShape shape = shapeOf(conv, machine);
  SmallVector<int64_t> groups = evenGroups(
      shape.outputBlocks, gnk::chosenKernel(conv).getNumbers("tile")[1]);
  auto weight = gnk::PackedAttr::get(conv.getContext(), groups, machine.lanes,
                                     PixelCopy(shape).inputs(),
                                     /*tapsFirst=*/true, {}, shape.together);
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &amxConvKernel() {
  static const KernelKind kind = {
      "amx",
      /*isExact=*/true,
      propose,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return AmxConv(cast<gnk::ConvOp>(*step), kernel).emit();
      },
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return PixelCopy(shapeOf(cast<gnk::ConvOp>(*step), kernel.machine))
            .emit(kernel);
      },
      /*error=*/nullptr,
      /*keepsFloat32Weights=*/nullptr,
      /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
