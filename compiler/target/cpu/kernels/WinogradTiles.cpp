//===- WinogradTiles.cpp - The inputs of tiles, transformed ---------------===//
#include "target/cpu/kernels/WinogradTiles.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// That are transformed tile after tile, before other blocks are.
constexpr int64_t mostBlocksAtOnce = 4;

class WinogradInputs {
public:
  WinogradInputs(KernelBuilder &k, const ConvShape &shape,
                 const WinogradPlan &plan, const WinogradTiles &tiles)
      : k(k), shape(shape), plan(plan), tiles(tiles),
        memory(plan.isShared ? k.shared : k.scratch) {}

  void emit();
  Work emitShared();

private:
  void emitRow(Value down);
  void forInputBlocks(function_ref<void(Value inputBlock)> body);
  Range inputBlocksFrom(Value first, int64_t count);
  void transformInner(const TilePlace &tile);
  void transformEdge(const TilePlace &tile);
  void storeInputs(ArrayRef<Value> columns, Value inputBlock, Value number);

  KernelBuilder &k;
  const ConvShape &shape;
  const WinogradPlan &plan;
  const WinogradTiles &tiles;
  Value memory;      ///< Of V.
  Range inputBlocks; ///< That are transformed; null: all.
};

/// A tile's products of two blocks of inputs lie in lines far from each other.
/// Where a line is of several tiles only some inputs are transformed at a time,
/// so that it is still in the first cache for the next tile.
void WinogradInputs::emit() {
  auto emitRows = [&] {
    k.loop(0, plan.tileRows, 1, [&](Value down) { emitRow(down); });
  };
  if (plan.inputLanes >= k.machine.floatsOfLine() ||
      shape.inputBlocks <= mostBlocksAtOnce)
    return emitRows();
  k.loop(0, shape.inputBlocks, mostBlocksAtOnce, [&](Value from) {
    inputBlocks = inputBlocksFrom(from, mostBlocksAtOnce);
    emitRows();
  });
}

/// As many items as keep eight threads at work, if there are.
Work WinogradInputs::emitShared() {
  constexpr int64_t enoughItems = 8;
  int64_t blocks = mostBlocksAtOnce;
  auto pieces = [&] { return llvm::divideCeil(shape.inputBlocks, blocks); };
  while (blocks > 1 && pieces() * plan.tileRows < enoughItems)
    blocks /= 2;
  k.forItems([&](Value item) {
    Value piece = k.div(item, plan.tileRows);
    inputBlocks = inputBlocksFrom(k.mul(piece, blocks), blocks);
    emitRow(k.rem(item, plan.tileRows));
  });
  return {static_cast<int64_t>(pieces()) * plan.tileRows, 0};
}

/// `first` and those after it that there are, up to `count`.
Range WinogradInputs::inputBlocksFrom(Value first, int64_t count) {
  return {first, k.least(k.add(first, count), k.index(shape.inputBlocks))};
}

void WinogradInputs::forInputBlocks(function_ref<void(Value inputBlock)> body) {
  if (!inputBlocks.from)
    return k.loop(0, shape.inputBlocks, 1, body);
  k.loop(inputBlocks.from, inputBlocks.to, 1, body);
}

/// Of tiles, `down` from the first of the block.
void WinogradInputs::emitRow(Value down) {
  tiles.forEachOfRow(
      k, plan, down, [&](Value tileRow, Value tileColumn, Value number) {
        TilePlace tile = {k.add(k.mul(tileRow, plan.y.results), -shape.top),
                          k.add(k.mul(tileColumn, plan.x.results), -shape.left),
                          number};
        auto isWithin = [&](Value first, int64_t size, int64_t extent) {
          Value zero = k.index(0);
          return k.both(k.compare(arith::CmpIPredicate::sge, first, zero),
                        k.compare(arith::CmpIPredicate::sle, first,
                                  k.index(extent - size)));
        };
        k.when(
            k.both(isWithin(tile.row, plan.y.size, shape.height),
                   isWithin(tile.column, plan.x.size, shape.width)),
            [&] { transformInner(tile); }, [&] { transformEdge(tile); });
      });
}

void WinogradInputs::transformInner(const TilePlace &tile) {
  Value pixel = k.add(k.mul(tile.row, shape.width), tile.column);
  Value first =
      k.add(k.mul(tiles.image, shape.sourceImage), k.mul(pixel, k.lanes()));
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
void WinogradInputs::transformEdge(const TilePlace &tile) {
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
  Value first = k.mul(tiles.image, shape.sourceImage);
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
void WinogradInputs::storeInputs(ArrayRef<Value> columns, Value inputBlock,
                                 Value number) {
  Value place =
      k.add(tiles.scratch, k.mul(k.add(k.mul(inputBlock, plan.tiles), number),
                                 plan.inputLanes));
  for (int64_t y = 0; y < plan.y.size; ++y) {
    SmallVector<Value> row;
    for (int64_t x = 0; x < plan.x.size; ++x)
      row.push_back(columns[x * plan.y.size + y]);
    for (auto [x, value] : llvm::enumerate(multiply(k, plan.x.input, row))) {
      int64_t product = y * plan.x.size + static_cast<int64_t>(x);
      Value at = k.add(place, product * plan.inputStep);
      if (plan.isOfPairs)
        k.storeAsPairs(value, memory, at);
      else
        k.store(value, memory, at);
    }
  }
}

} // namespace

void WinogradTiles::forEach(
    KernelBuilder &k, const WinogradPlan &plan,
    function_ref<void(Value row, Value column, Value number)> body) const {
  k.loop(0, plan.tileRows, 1,
         [&](Value down) { forEachOfRow(k, plan, down, body); });
}

void WinogradTiles::forEachOfRow(
    KernelBuilder &k, const WinogradPlan &plan, Value down,
    function_ref<void(Value row, Value column, Value number)> body) const {
  Value row = k.add(firstRow, down);
  k.loop(0, plan.tilesAcross, 1, [&](Value column) {
    body(row, column, k.add(k.mul(down, plan.tilesAcross), column));
  });
}

void transformInputs(KernelBuilder &k, const ConvShape &shape,
                     const WinogradPlan &plan, const WinogradTiles &tiles) {
  WinogradInputs(k, shape, plan, tiles).emit();
}

Work transformSharedInputs(KernelBuilder &k, const ConvShape &shape,
                           const WinogradPlan &plan) {
  WinogradTiles tiles = {k.index(0), k.index(0), k.index(0)};
  return WinogradInputs(k, shape, plan, tiles).emitShared();
}

} // namespace gnet
