//===- WinogradConv.cpp - Convolution by fewer multiplications ------------===//
//
// The result is cut into tiles of m x m', see WinogradTransform.h. For some
// rows of tiles at a time, or all those of some images, a block, and then for
// each group of outputs:
//
//   V[xi][input block][tile] = B^T d B             of each tile's inputs d
//   M[xi][output block][tile] = sum over inputs of U[xi] V[xi]
//   result = A^T M A, bias, another image, activation
//
// where xi are the products of a tile and U = G w G^T the packed weights. V and
// M are in the thread's scratch memory, each image's as if it were alone: a run
// of one costs no more than in a package for one. If there is a single block V
// is made by all threads, before they share the groups. The sums go over all
// images of a block with the weights of one xi and group, which the caches
// keep.
//
// Where U and V are of int16, of a convolution of bytes, a group's filters are
// packed as they are and transformed before its products, into scratch memory:
// as int16 they would be eight times as large. Sums are remainders of 2^32,
// from which the results come out exact, see IntegerWinograd.cpp.
//
// A convolution with strides is one of its phases, see PhaseCopy.h: inputs are
// those of all phases, which the transforms read where they lie; in a picture
// in nchw they are copied first.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/WinogradConv.h"
#include "target/cpu/kernels/BilinearProducts.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/NextPixels.h"
#include "target/cpu/kernels/WinogradCost.h"
#include "target/cpu/kernels/WinogradError.h"
#include "target/cpu/kernels/WinogradFilters.h"
#include "target/cpu/kernels/WinogradTiles.h"
#include "target/program/PackTensors.h"
#include "target/program/WinogradTransform.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class WinogradConv {
public:
  WinogradConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(winogradShape(conv, k.lanes())),
        plan(WinogradPlan::of(conv, shape, k.lanes())),
        integers(k, conv.getWeight()),
        groups(evenGroups(shape.outputBlocks, plan.tile.blocks)) {}

  Work emit();
  Work emitBefore() { return transformSharedInputs(k, shape, plan); }

private:
  void emitPieces(Value from, Value to, function_ref<void(Value block)> begin);
  void forImages(function_ref<void()> body);

  void emitGroup(Value group);
  Value weightsOfGroup(Value first);
  void multiplyTiles(Value product);
  void multiplyImage(Value product, bool isFirst);
  void fetchFilters(Value product);
  void transformOutputs();
  void transformOutput(const TilePlace &tile, bool isWhole);
  void fetchNext(Value place);
  SmallVector<Value> resultsOf(const TilePlace &tile, Value outputBlock);
  Value sumAt(Value place);
  void complete(MutableArrayRef<Value> results, Value number);
  Value exactResult(Value sum, const IntegerSums::Rest &rest);

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  WinogradPlan plan;
  IntegerSums integers;
  SmallVector<int64_t> groups;

  // Of the block, the image and the group at work.
  Value firstImage, imagesOfBlock;
  WinogradTiles tiles;
  int64_t blocks = 0;
  Value firstBlock, weights;
};

/// Pieces are the groups of all blocks. Where blocks have several images there
/// are fewer pieces than items: each stands for its share of them.
Work WinogradConv::emit() {
  int64_t count = static_cast<int64_t>(groups.size());
  if (plan.images == 1) {
    emitPieces(k.begin, k.end, [&](Value block) {
      firstImage = k.div(block, plan.blocks);
      imagesOfBlock = k.index(1);
      tiles.firstRow = k.mul(k.rem(block, plan.blocks), plan.tileRows);
    });
    return {0, plan.blocks * count};
  }
  Value blocksOfRun = k.ceilDiv(k.images, plan.images);
  auto piece = [&](Value item) {
    return k.div(k.mul(item, blocksOfRun), k.images);
  };
  emitPieces(piece(k.begin), piece(k.end), [&](Value block) {
    auto imagesBefore = [&](Value block) {
      return k.div(k.mul(block, k.images), blocksOfRun);
    };
    firstImage = imagesBefore(block);
    imagesOfBlock = k.sub(imagesBefore(k.add(block, 1)), firstImage);
    tiles.firstRow = k.index(0);
  });
  return {0, count};
}

/// The groups of a block follow each other: its inputs are transformed once for
/// all that this thread does of them.
void WinogradConv::emitPieces(Value from, Value to,
                              function_ref<void(Value)> begin) {
  auto beginBlock = [&](Value block) {
    begin(block);
    if (!plan.isShared)
      forImages([&] { transformInputs(k, shape, plan, tiles); });
  };
  forGroupsOfBlocks(k, static_cast<int64_t>(groups.size()), from, to,
                    beginBlock, [&](Value group) { emitGroup(group); });
}

/// Of the block.
void WinogradConv::forImages(function_ref<void()> body) {
  auto emitImage = [&](Value number) {
    tiles.image = k.add(firstImage, number);
    tiles.scratch = k.mul(number, plan.imageStep);
    body();
  };
  if (plan.images == 1)
    return emitImage(k.index(0));
  k.loop(k.index(0), imagesOfBlock, 1, emitImage);
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

void WinogradConv::emitGroup(Value group) {
  forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
    blocks = blocksOfGroup;
    firstBlock = first;
    weights = weightsOfGroup(first);
    if (plan.isOfShorts())
      transformFilters(k, shape, plan, blocks, weights);
    k.loop(0, plan.products, 1, [&](Value product) { multiplyTiles(product); });
    forImages([&] { transformOutputs(); });
  });
}

/// Filters that become int16 are packed as they are.
Value WinogradConv::weightsOfGroup(Value first) {
  const int64_t inputs = shape.inputBlocks * shape.inputBlock;
  const int64_t taps = plan.isOfShorts()
                           ? shape.kernelHeight * shape.kernelWidth
                           : plan.products;
  return k.add(k.mul(first, taps * inputs * k.lanes()),
               integers.weightsBegin());
}

/// The first image's asks for the next weights.
void WinogradConv::multiplyTiles(Value product) {
  tiles.scratch = k.index(0);
  if (plan.isOfShorts())
    fetchFilters(product);
  multiplyImage(product, /*isFirst=*/true);
  if (plan.images == 1)
    return;
  k.loop(k.index(1), imagesOfBlock, 1, [&](Value number) {
    tiles.scratch = k.mul(number, plan.imageStep);
    multiplyImage(product, /*isFirst=*/false);
  });
}

/// Whose weights, of so many lines each, are on their way: while one of few
/// lines is computed memory does not answer.
int64_t productsAhead(int64_t linesOfProduct) {
  constexpr int64_t linesAhead = 128;
  return llvm::divideCeil(linesAhead, linesOfProduct);
}

void WinogradConv::multiplyImage(Value product, bool isFirst) {
  const BilinearProducts products = {plan.tiles,       shape.inputBlocks,
                                     shape.inputBlock, plan.inputLanes,
                                     plan.tile,        plan.factors};
  BilinearProducts::Weights factors;
  if (plan.isOfShorts()) {
    factors = {
        k.scratch,
        k.add(k.index(plan.firstFilter), k.mul(product, plan.filterStep)),
        blocks,
        {}};
  } else {
    const int64_t weightsOfProduct = products.weightsOf(blocks, k.lanes());
    Value at = k.add(weights, k.mul(product, weightsOfProduct));
    const int64_t ahead =
        productsAhead(weightsOfProduct / k.elementsOfLine(k.weight));
    factors = {k.weight, at, blocks,
               isFirst ? k.add(at, ahead * weightsOfProduct) : Value()};
  }
  Value from = k.add(tiles.scratch, k.mul(product, plan.inputStep));
  Value to =
      k.add(tiles.scratch, k.add(k.mul(product, plan.sumStep), plan.firstSum));
  products.emit(k, factors, plan.isShared ? k.shared : k.scratch, from, to);
}

/// Of the next group, a part with each product.
void WinogradConv::fetchFilters(Value product) {
  const int64_t bytes = shape.inputBlocks * shape.inputBlock *
                        shape.kernelHeight * shape.kernelWidth * blocks *
                        k.lanes();
  const int64_t line = k.elementsOfLine(k.weight);
  const int64_t lines = llvm::divideCeil(bytes, line * plan.products);
  Value from = k.add(k.add(weights, bytes), k.mul(product, lines * line));
  for (int64_t i = 0; i < lines; ++i)
    k.prefetch(k.weight, k.add(from, i * line));
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void WinogradConv::transformOutputs() {
  tiles.forEach(k, plan, [&](Value tileRow, Value tileColumn, Value number) {
    TilePlace tile = {k.mul(tileRow, plan.y.results),
                      k.mul(tileColumn, plan.x.results), number};
    if (shape.outHeight % plan.y.results == 0 &&
        shape.outWidth % plan.x.results == 0)
      return transformOutput(tile, /*isWhole=*/true);
    auto ends = [&](Value first, int64_t results, int64_t extent) {
      return k.compare(arith::CmpIPredicate::sle, first,
                       k.index(extent - results));
    };
    k.when(
        k.both(ends(tile.row, plan.y.results, shape.outHeight),
               ends(tile.column, plan.x.results, shape.outWidth)),
        [&] { transformOutput(tile, /*isWhole=*/true); },
        [&] { transformOutput(tile, /*isWhole=*/false); });
  });
}

void WinogradConv::transformOutput(const TilePlace &tile, bool isWhole) {
  k.loop(0, blocks, 1, [&](Value outputBlock) {
    SmallVector<Value> results = resultsOf(tile, outputBlock);
    Value number = k.add(firstBlock, outputBlock);
    complete(results, number);
    Value pixel = k.add(k.mul(tile.row, shape.outWidth), tile.column);
    Value place =
        k.mul(k.add(k.mul(number, shape.outHeight * shape.outWidth), pixel),
              k.lanes());
    if (isWhole)
      fetchNext(place);
    auto storeAt = [&](int64_t y, int64_t x) {
      storeResult(k, conv, tiles.image, number,
                  k.add(place, (y * shape.outWidth + x) * k.lanes()),
                  results[y * plan.x.results + x]);
    };
    auto storeRow = [&](int64_t y) {
      for (int64_t x = 0; x < plan.x.results; ++x)
        if (isWhole || x == 0)
          storeAt(y, x);
        else
          k.when(k.isLess(k.add(tile.column, x), k.index(shape.outWidth)),
                 [&] { storeAt(y, x); });
    };
    for (int64_t y = 0; y < plan.y.results; ++y)
      if (isWhole || y == 0)
        storeRow(y);
      else
        k.when(k.isLess(k.add(tile.row, y), k.index(shape.outHeight)),
               [&] { storeRow(y); });
  });
}

/// Of the destination, what the tile behind the one at `place` writes.
void WinogradConv::fetchNext(Value place) {
  const int64_t pixels = shape.outHeight * shape.outWidth;
  if (!exceedsLevel2(k, k.destination, pixels * shape.outputBlocks * k.lanes()))
    return;
  Value next = k.add(k.add(k.mul(tiles.image, shape.destinationImage), place),
                     plan.x.results * k.lanes());
  fetchLines(k, k.destination,
             {next, plan.y.results, shape.outWidth * k.lanes(), plan.x.results,
              k.lanes()});
}

/// By rows.
SmallVector<Value> WinogradConv::resultsOf(const TilePlace &tile,
                                           Value outputBlock) {
  Value place =
      k.add(k.add(tiles.scratch,
                  k.mul(k.add(k.mul(outputBlock, plan.tiles), tile.number),
                        k.lanes())),
            plan.firstSum);
  SmallVector<Value> results;
  multiplySides(
      k, {plan.y.output, plan.x.output, plan.y.size, plan.x.size},
      [&](int64_t y, int64_t x) {
        return sumAt(k.add(place, (y * plan.x.size + x) * plan.sumStep));
      },
      [&](int64_t, ArrayRef<Value> row) { llvm::append_range(results, row); });
  return results;
}

Value WinogradConv::sumAt(Value place) {
  Value sum = k.load(k.scratch, place);
  return plan.isOfShorts() ? k.bitsAs(sum, /*isFloat=*/false) : sum;
}

/// Adds the bias to those of block number `number` of the outputs, and what
/// makes floats of integers.
void WinogradConv::complete(MutableArrayRef<Value> results, Value number) {
  if (!plan.isOfShorts()) {
    for (Value &result : results)
      result = addBias(k, conv, number, result);
    return;
  }
  const IntegerSums::Rest rest =
      integers.restOf(number, bool(conv.getBias()), middleOfBytes);
  for (Value &result : results)
    result = exactResult(result, rest);
}

/// Of a remainder of 2^32. An odd factor has a reciprocal there, which
/// multiplies it away; then the powers of two are shifted out.
Value WinogradConv::exactResult(Value sum, const IntegerSums::Rest &rest) {
  const int64_t multiple = plan.y.multiple * plan.x.multiple;
  const int64_t twos = llvm::countr_zero(static_cast<uint64_t>(multiple));
  const auto odd = static_cast<uint32_t>(multiple >> twos);
  uint32_t reciprocal = odd; // Right in its last three bits, then in six, ...
  for (int bits = 3; bits < 32; bits *= 2)
    reciprocal *= 2 - odd * reciprocal;
  Value result = k.shiftDown(
      k.mul(sum, k.integers(static_cast<int32_t>(reciprocal))), twos);
  return integers.complete(result, rest);
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  int64_t outputs = conv.getDestination().getType().getChannels();
  SmallVector<int64_t> groups = evenGroups(
      llvm::divideCeil(outputs, machine.lanes), kernel.getNumbers("tile")[1]);
  ConvShape shape = winogradShape(conv, machine.lanes);
  SmallVector<int64_t> phases;
  if (shape.strideY * shape.strideX > 1)
    phases = {shape.strideY, shape.strideX};
  auto weight = gnk::PackedAttr::get(
      conv.getContext(), groups, machine.lanes, shape.inputBlock,
      /*tapsFirst=*/true, kernel.getNumbers("form"),
      factorsOf(kernel) == BilinearFactors::Bfloats ? 2 : 1, phases,
      /*halves=*/false);
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

Work emitWinograd(gnk::KernelInterface step, KernelBuilder &kernel) {
  return WinogradConv(cast<gnk::ConvOp>(*step), kernel).emit();
}

Work emitWinogradBefore(gnk::KernelInterface step, KernelBuilder &kernel) {
  return WinogradConv(cast<gnk::ConvOp>(*step), kernel).emitBefore();
}

const KernelKind &winogradConvKernel() {
  static const KernelKind kind = {
      "winograd",
      /*isExact=*/false, proposeWinograd, packing, emitWinograd,
      emitWinogradBefore, winogradErrorOf,
      /*keepsFloat32Weights=*/
      [](gnk::KernelAttr kernel) {
        return factorsOf(kernel) == BilinearFactors::Floats;
      }};
  return kind;
}

} // namespace gnet
