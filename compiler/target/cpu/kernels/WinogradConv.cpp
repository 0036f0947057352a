//===- WinogradConv.cpp - Convolution by fewer multiplications ------------===//
//
// The result is cut into tiles of m x m', see WinogradTransform.h. For some
// rows of tiles at a time, a block, and then for each group of outputs:
//
//   V[xi][input block][tile] = B^T d B             of each tile's inputs d
//   M[xi][output block][tile] = sum over inputs of U[xi] V[xi]
//   result = A^T M A, bias, another image, activation
//
// where xi are the products of a tile and U = G w G^T the packed weights. V and
// M are in the thread's scratch memory.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/Window.h"
#include "target/cpu/kernels/WinogradCost.h"
#include "target/cpu/kernels/WinogradError.h"
#include "target/cpu/kernels/WinogradPlan.h"
#include "target/program/PackTensors.h"
#include "target/program/WinogradTransform.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Where a tile lies: whole in its image, or over its edge.
struct TilePlace {
  Value row, column; ///< Its first pixel, of the source or of the result.
  Value number;      ///< Within the block.
};

class WinogradConv {
public:
  WinogradConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(conv, k.lanes(), /*isBlocked=*/true),
        plan(planOf(conv, shape, k.lanes())),
        groups(evenGroups(shape.outputBlocks, plan.tile.blocks)) {}

  Work emit();

private:
  static WinogradPlan planOf(gnk::ConvOp conv, const ConvShape &shape,
                             int64_t lanes);
  void emitBlock(Value block);
  void forTiles(function_ref<void(Value row, Value column, Value number)> body);

  void transformInputs();
  void transformTiles();
  void forInputBlocks(function_ref<void(Value inputBlock)> body);
  void transformInner(const TilePlace &tile);
  void transformEdge(const TilePlace &tile);
  void storeInputs(ArrayRef<Value> columns, Value inputBlock, Value number);

  void emitGroup(Value group);
  void multiplyTiles(Value product);
  void fetchNext(Value next, Value inputBlock, int64_t first, int64_t pixels);
  void transformOutputs();
  void transformOutput(const TilePlace &tile, bool isWhole);
  SmallVector<Value> resultsOf(const TilePlace &tile, Value outputBlock);
  void store(Value result, Value number, Value place);

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  WinogradPlan plan;
  SmallVector<int64_t> groups;

  // Of the block and the group at work.
  Value image, firstTileRow;
  Range inputBlocks; ///< That are transformed; null: all.
  int64_t blocks = 0;
  Value firstBlock, weights;
};

WinogradPlan WinogradConv::planOf(gnk::ConvOp conv, const ConvShape &shape,
                                  int64_t lanes) {
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  ArrayRef<int64_t> form = kernel.getNumbers("form");
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  return {
      shape, form[0], form[1], kernel.getNumbers("rows")[0], {tile[0], tile[1]},
      lanes};
}

/// The groups of a block follow each other: its inputs are transformed once for
/// all that this thread does of them.
Work WinogradConv::emit() {
  int64_t count = static_cast<int64_t>(groups.size());
  k.when(k.isLess(k.begin, k.end), [&] {
    Value past = k.add(k.div(k.add(k.end, -1), count), 1);
    k.loop(k.div(k.begin, count), past, 1,
           [&](Value block) { emitBlock(block); });
  });
  return {0, plan.blocks * count};
}

void WinogradConv::emitBlock(Value block) {
  image = k.div(block, plan.blocks);
  firstTileRow = k.mul(k.rem(block, plan.blocks), plan.tileRows);
  transformInputs();
  int64_t count = static_cast<int64_t>(groups.size());
  Value first = k.mul(block, count);
  Value from = k.largest(k.sub(k.begin, first), k.index(0));
  Value to = k.least(k.sub(k.end, first), k.index(count));
  k.loop(from, to, 1, [&](Value group) { emitGroup(group); });
}

void WinogradConv::forTiles(
    function_ref<void(Value row, Value column, Value number)> body) {
  k.loop(0, plan.tileRows, 1, [&](Value down) {
    Value row = k.add(firstTileRow, down);
    k.loop(0, plan.tilesAcross, 1, [&](Value column) {
      body(row, column, k.add(k.mul(down, plan.tilesAcross), column));
    });
  });
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

/// A tile's products of two blocks of inputs lie in lines far from each other.
/// Where a line is of several tiles only some inputs are transformed at a time,
/// so that it is still in the first cache for the next tile.
void WinogradConv::transformInputs() {
  constexpr int64_t blocksAtOnce = 4;
  if (k.lanes() >= k.machine.floatsOfLine() ||
      shape.inputBlocks <= blocksAtOnce)
    return transformTiles();
  k.loop(0, shape.inputBlocks, blocksAtOnce, [&](Value from) {
    Value past = k.add(from, blocksAtOnce);
    inputBlocks = {from, k.least(past, k.index(shape.inputBlocks))};
    transformTiles();
  });
}

void WinogradConv::forInputBlocks(function_ref<void(Value inputBlock)> body) {
  if (!inputBlocks.from)
    return k.loop(0, shape.inputBlocks, 1, body);
  k.loop(inputBlocks.from, inputBlocks.to, 1, body);
}

void WinogradConv::transformTiles() {
  forTiles([&](Value tileRow, Value tileColumn, Value number) {
    TilePlace tile = {k.add(k.mul(tileRow, plan.y.results), -shape.top),
                      k.add(k.mul(tileColumn, plan.x.results), -shape.left),
                      number};
    auto isWithin = [&](Value first, int64_t size, int64_t extent) {
      Value zero = k.index(0);
      return k.both(
          k.compare(arith::CmpIPredicate::sge, first, zero),
          k.compare(arith::CmpIPredicate::sle, first, k.index(extent - size)));
    };
    k.when(
        k.both(isWithin(tile.row, plan.y.size, shape.height),
               isWithin(tile.column, plan.x.size, shape.width)),
        [&] { transformInner(tile); }, [&] { transformEdge(tile); });
  });
}

void WinogradConv::transformInner(const TilePlace &tile) {
  Value pixel = k.add(k.mul(tile.row, shape.width), tile.column);
  Value first = k.add(k.mul(image, shape.sourceImage), k.mul(pixel, k.lanes()));
  forInputBlocks([&](Value inputBlock) {
    Value place = k.add(first, k.mul(inputBlock, shape.blockStep));
    SmallVector<Value> columns;
    for (int64_t x = 0; x < plan.x.size; ++x) {
      SmallVector<Value> column;
      for (int64_t y = 0; y < plan.y.size; ++y)
        column.push_back(
            k.load(k.source, k.add(place, (y * shape.width + x) * k.lanes())));
      columns.append(multiply(k, plan.y.input, column));
    }
    storeInputs(columns, inputBlock, tile.number);
  });
}

/// What is outside is read from the nearest pixel inside, and its bits cleared.
void WinogradConv::transformEdge(const TilePlace &tile) {
  struct Line {
    SmallVector<Value> places, masks;
  };
  auto lineOf = [&](Value first, int64_t size, int64_t extent) {
    Line line;
    for (int64_t i = 0; i < size; ++i) {
      Value at = k.add(first, i);
      Value inside = k.largest(k.least(at, k.index(extent - 1)), k.index(0));
      line.places.push_back(inside);
      line.masks.push_back(k.maskWhere(k.isEqual(at, inside)));
    }
    return line;
  };
  Line rows = lineOf(tile.row, plan.y.size, shape.height);
  Line across = lineOf(tile.column, plan.x.size, shape.width);
  Value first = k.mul(image, shape.sourceImage);
  forInputBlocks([&](Value inputBlock) {
    Value place = k.add(first, k.mul(inputBlock, shape.blockStep));
    SmallVector<Value> columns;
    for (int64_t x = 0; x < plan.x.size; ++x) {
      SmallVector<Value> column;
      for (int64_t y = 0; y < plan.y.size; ++y) {
        Value pixel =
            k.add(k.mul(rows.places[y], shape.width), across.places[x]);
        Value value = k.load(k.source, k.add(place, k.mul(pixel, k.lanes())));
        column.push_back(
            k.masked(k.masked(value, rows.masks[y]), across.masks[x]));
      }
      columns.append(multiply(k, plan.y.input, column));
    }
    storeInputs(columns, inputBlock, tile.number);
  });
}

/// `columns` have been transformed along y, one after the other.
void WinogradConv::storeInputs(ArrayRef<Value> columns, Value inputBlock,
                               Value number) {
  Value place = k.mul(k.add(k.mul(inputBlock, plan.tiles), number), k.lanes());
  for (int64_t y = 0; y < plan.y.size; ++y) {
    SmallVector<Value> row;
    for (int64_t x = 0; x < plan.x.size; ++x)
      row.push_back(columns[x * plan.y.size + y]);
    for (auto [x, value] : llvm::enumerate(multiply(k, plan.x.input, row))) {
      int64_t product = y * plan.x.size + static_cast<int64_t>(x);
      k.store(value, k.scratch, k.add(place, product * plan.inputStep));
    }
  }
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

void WinogradConv::emitGroup(Value group) {
  forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
    blocks = blocksOfGroup;
    firstBlock = first;
    int64_t inputs = shape.inputBlocks * shape.inputBlock;
    weights = k.mul(first, plan.products * inputs * k.lanes());
    k.loop(0, plan.products, 1, [&](Value product) { multiplyTiles(product); });
    transformOutputs();
  });
}

void WinogradConv::multiplyTiles(Value product) {
  int64_t lanesOfInput = blocks * k.lanes();
  int64_t inputs = shape.inputBlocks * shape.inputBlock;
  Value weightsOfProduct =
      k.add(weights, k.mul(product, inputs * lanesOfInput));
  Value from = k.mul(product, plan.inputStep);
  Value to =
      k.add(k.mul(product, plan.sumStep), plan.products * plan.inputStep);
  int64_t first = 0;
  for (int64_t pixels : evenGroups(plan.tiles, plan.tile.pixels)) {
    auto addInput = [&](MutableArrayRef<Value> sums, Value block, Value input) {
      Value place = k.add(k.add(from, k.mul(block, plan.tiles * k.lanes())),
                          k.add(input, first * k.lanes()));
      SmallVector<Value> places;
      for (int64_t p = 0; p < pixels; ++p)
        places.push_back(k.add(place, p * k.lanes()));
      Value number = k.add(k.mul(block, shape.inputBlock), input);
      addOuterProduct(k, sums, blocks, k.scratch, places, k.weight,
                      k.add(weightsOfProduct, k.mul(number, lanesOfInput)));
    };
    auto addBlock = [&](Value block, ArrayRef<Value> before) {
      fetchNext(k.add(weightsOfProduct, inputs * lanesOfInput), block, first,
                pixels);
      return k.reduce(0, shape.inputBlock, unrolledInputs, before,
                      [&](Value input, ArrayRef<Value> values) {
                        SmallVector<Value> sums(values);
                        for (int64_t i = 0; i < unrolledInputs; ++i)
                          addInput(sums, block, k.add(input, i));
                        return sums;
                      });
    };
    SmallVector<Value> sums =
        k.reduce(0, shape.inputBlocks, 1,
                 SmallVector<Value>(pixels * blocks, k.splat(0)), addBlock);
    for (int64_t p = 0; p < pixels; ++p)
      for (int64_t o = 0; o < blocks; ++o)
        k.store(sums[p * blocks + o], k.scratch,
                k.add(to, (o * plan.tiles + first + p) * k.lanes()));
    first += pixels;
  }
}

/// The weights of the next product come while one is computed: for each tile
/// and block of inputs its part of theirs, which begin at `next`.
void WinogradConv::fetchNext(Value next, Value inputBlock, int64_t first,
                             int64_t pixels) {
  int64_t lines = llvm::divideCeil(shape.inputBlock * blocks * k.lanes(),
                                   k.machine.floatsOfLine());
  Value place =
      k.add(next, k.mul(inputBlock, lines * k.machine.floatsOfLine()));
  for (int64_t line = lines * first / plan.tiles;
       line < lines * (first + pixels) / plan.tiles; ++line)
    k.prefetch(k.weight, k.add(place, line * k.machine.floatsOfLine()));
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void WinogradConv::transformOutputs() {
  forTiles([&](Value tileRow, Value tileColumn, Value number) {
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
    Value pixel = k.add(k.mul(tile.row, shape.outWidth), tile.column);
    Value place =
        k.mul(k.add(k.mul(number, shape.outHeight * shape.outWidth), pixel),
              k.lanes());
    auto storeResult = [&](int64_t y, int64_t x) {
      store(results[y * plan.x.results + x], number,
            k.add(place, (y * shape.outWidth + x) * k.lanes()));
    };
    auto storeRow = [&](int64_t y) {
      for (int64_t x = 0; x < plan.x.results; ++x)
        if (isWhole || x == 0)
          storeResult(y, x);
        else
          k.when(k.isLess(k.add(tile.column, x), k.index(shape.outWidth)),
                 [&] { storeResult(y, x); });
    };
    for (int64_t y = 0; y < plan.y.results; ++y)
      if (isWhole || y == 0)
        storeRow(y);
      else
        k.when(k.isLess(k.add(tile.row, y), k.index(shape.outHeight)),
               [&] { storeRow(y); });
  });
}

/// By rows.
SmallVector<Value> WinogradConv::resultsOf(const TilePlace &tile,
                                           Value outputBlock) {
  Value place = k.add(
      k.mul(k.add(k.mul(outputBlock, plan.tiles), tile.number), k.lanes()),
      plan.products * plan.inputStep);
  SmallVector<Value> columns;
  for (int64_t x = 0; x < plan.x.size; ++x) {
    SmallVector<Value> column;
    for (int64_t y = 0; y < plan.y.size; ++y)
      column.push_back(k.load(
          k.scratch, k.add(place, (y * plan.x.size + x) * plan.sumStep)));
    columns.append(multiply(k, plan.y.output, column));
  }
  SmallVector<Value> results;
  for (int64_t y = 0; y < plan.y.results; ++y) {
    SmallVector<Value> row;
    for (int64_t x = 0; x < plan.x.size; ++x)
      row.push_back(columns[x * plan.y.results + y]);
    results.append(multiply(k, plan.x.output, row));
  }
  return results;
}

/// `number` is the block of outputs, `place` the pixel within its image.
void WinogradConv::store(Value result, Value number, Value place) {
  if (conv.getBias())
    result = k.addf(result, k.load(k.bias, k.mul(number, k.lanes())));
  if (conv.getAddend())
    result = k.addf(
        result, k.load(k.other, k.add(k.mul(image, shape.otherImage), place)));
  result = activateBlock(k, conv.getActivationAttr(),
                         conv.getDestination().getType(), number, result);
  k.store(result, k.destination,
          k.add(k.mul(image, shape.destinationImage), place));
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
  auto weight = gnk::PackedAttr::get(conv.getContext(), groups, machine.lanes,
                                     machine.lanes, /*tapsFirst=*/true,
                                     kernel.getNumbers("form"));
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &winogradConvKernel() {
  static const KernelKind kind = {
      "winograd",
      /*isExact=*/false,
      proposeWinograd,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return WinogradConv(cast<gnk::ConvOp>(*step), kernel).emit();
      },
      winogradErrorOf};
  return kind;
}

} // namespace gnet
