//===- WinogradTiles.cpp - The inputs of tiles, transformed ---------------===//
#include "target/cpu/kernels/WinogradTiles.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/NextPixels.h"
#include "target/cpu/kernels/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// That are transformed tile after tile, before other blocks are.
constexpr int64_t mostBlocksAtOnce = 4;

/// What a tile's inputs are read from: `first` is the place of the image, or of
/// what is copied of it.
struct Pixels {
  Value memory, first;
  int64_t width, blockStep;
  int64_t strideY, strideX; ///< Within a phase.
};

/// The rows or the columns of a tile at an edge: where they are read, and masks
/// of those that are inside.
struct Line {
  SmallVector<Value> places, masks;
};

class WinogradInputs {
public:
  WinogradInputs(KernelBuilder &k, const ConvShape &shape,
                 const WinogradPlan &plan, const WinogradTiles &tiles)
      : k(k), shape(shape), plan(plan), tiles(tiles),
        memory(plan.isShared ? k.shared : k.scratch),
        blocksOfPhase(shape.inputBlocks / (shape.strideY * shape.strideX)),
        isFar(shape.isBlocked &&
              exceedsLevel2(k, k.source, blocksOfPhase * shape.blockStep)) {
    if (shape.isBlocked)
      pixels = {k.source,      k.mul(tiles.image, shape.sourceImage),
                shape.width,   shape.blockStep,
                shape.strideY, shape.strideX};
    else
      pixels = {k.scratch,         k.index(plan.firstCopied),
                plan.copy.columns, plan.copy.blockStep,
                /*strideY=*/1,     /*strideX=*/1};
  }

  void emit();
  Work emitShared();

private:
  void emitRow(Value down);
  void emitTile(Value tileRow, Value tileColumn, Value number);
  void forInputBlocks(function_ref<void(Value inputBlock)> body);
  Range inputBlocksFrom(Value first, int64_t count);
  int64_t zeroPoint() const { return k.quantizedType(k.source).getZeroPoint(); }
  bool hasPhases() const { return pixels.strideY * pixels.strideX > 1; }
  Value offsetOf(Value inputBlock);
  Value load(Value place);
  Value fromMiddle(Value value);
  void transformInner(const TilePlace &tile);
  void fetchNext(Value place);
  std::pair<Line, Line> linesOf(const TilePlace &tile, Value phase);
  void transformEdge(const TilePlace &tile);
  using ValueAt = function_ref<Value(int64_t y, int64_t x)>;
  void transform(Value inputBlock, Value number, ValueAt valueAt);
  void storeInput(Value value, Value at);

  KernelBuilder &k;
  const ConvShape &shape;
  const WinogradPlan &plan;
  const WinogradTiles &tiles;
  Value memory; ///< Of V.
  int64_t blocksOfPhase;
  bool isFar; ///< The source, from the second cache.
  Pixels pixels;
  Range inputBlocks; ///< That are transformed; null: all.
};

/// A tile's products of two blocks of inputs lie in lines far from each other.
/// Where a line is of several tiles only some inputs are transformed at a time,
/// so that it is still in the first cache for the next tile. Of a source that
/// comes from far away it is one block, whose rows follow each other in memory.
void WinogradInputs::emit() {
  if (!shape.isBlocked)
    plan.copy.emit(k, shape, tiles.image, k.mul(tiles.firstRow, plan.y.results),
                   plan.firstCopied);
  auto emitRows = [&] {
    k.loop(0, plan.tileRows, 1, [&](Value down) { emitRow(down); });
  };
  const bool isLineOfTile = plan.inputLanes >= k.machine.floatsOfLine();
  const int64_t atOnce = !isLineOfTile ? mostBlocksAtOnce
                         : isFar       ? 1
                                       : shape.inputBlocks;
  if (shape.inputBlocks <= atOnce)
    return emitRows();
  k.loop(0, shape.inputBlocks, atOnce, [&](Value from) {
    inputBlocks = inputBlocksFrom(from, atOnce);
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
        if (shape.isBlocked)
          return emitTile(tileRow, tileColumn, number);
        transformInner({k.mul(down, plan.y.results),
                        k.mul(tileColumn, plan.x.results), number});
      });
}

void WinogradInputs::emitTile(Value tileRow, Value tileColumn, Value number) {
  TilePlace tile = {
      k.add(k.mul(tileRow, plan.y.results * pixels.strideY), -shape.top),
      k.add(k.mul(tileColumn, plan.x.results * pixels.strideX), -shape.left),
      number};
  auto isWithin = [&](Value first, int64_t size, int64_t extent) {
    return k.both(
        k.compare(arith::CmpIPredicate::sge, first, k.index(0)),
        k.compare(arith::CmpIPredicate::sle, first, k.index(extent - size)));
  };
  k.when(
      k.both(isWithin(tile.row, plan.y.size * pixels.strideY, shape.height),
             isWithin(tile.column, plan.x.size * pixels.strideX, shape.width)),
      [&] { transformInner(tile); }, [&] { transformEdge(tile); });
}

/// From a tile's first pixel to where it begins in a block's phase.
Value WinogradInputs::offsetOf(Value inputBlock) {
  if (!hasPhases())
    return k.mul(inputBlock, pixels.blockStep);
  Value phase = k.div(inputBlock, blocksOfPhase);
  Value pixel = k.add(k.mul(k.div(phase, pixels.strideX), pixels.width),
                      k.rem(phase, pixels.strideX));
  return k.add(k.mul(k.rem(inputBlock, blocksOfPhase), pixels.blockStep),
               k.mul(pixel, k.lanes()));
}

/// Of the source: of bytes, as int16 from the one that stands for 0.
Value WinogradInputs::load(Value place) {
  if (!plan.isOfShorts())
    return k.load(pixels.memory, place);
  Value shorts = k.loadAsShorts(pixels.memory, place, k.lanes());
  return k.sub(shorts, k.integersLike(shorts, zeroPoint()));
}

/// Bytes are transformed from their middle, also those outside.
Value WinogradInputs::fromMiddle(Value value) {
  if (!plan.isOfShorts())
    return value;
  return k.add(value, k.integersLike(value, zeroPoint() - middleOfBytes));
}

void WinogradInputs::transformInner(const TilePlace &tile) {
  Value pixel = k.add(k.mul(tile.row, pixels.width), tile.column);
  Value first = k.add(pixels.first, k.mul(pixel, k.lanes()));
  forInputBlocks([&](Value inputBlock) {
    Value place = k.add(first, offsetOf(inputBlock));
    if (isFar)
      fetchNext(place);
    transform(inputBlock, tile.number, [&](int64_t y, int64_t x) {
      int64_t pixel = y * pixels.strideY * pixels.width + x * pixels.strideX;
      return fromMiddle(load(k.add(place, pixel * k.lanes())));
    });
  });
}

/// Of the tile whose block begins at `place`: what the one after it reads and
/// it does not.
void WinogradInputs::fetchNext(Value place) {
  const int64_t rowStep = pixels.strideY * pixels.width * k.lanes();
  const int64_t columnStep = pixels.strideX * k.lanes();
  fetchLines(k, pixels.memory,
             {k.add(place, plan.x.size * columnStep), plan.y.size, rowStep,
              plan.x.results, columnStep});
}

/// Rows and columns of a phase. What is outside is read from the nearest pixel
/// inside, and its bits cleared.
std::pair<Line, Line> WinogradInputs::linesOf(const TilePlace &tile,
                                              Value phase) {
  auto lineOf = [&](Value first, int64_t size, int64_t stride, int64_t extent) {
    Line line;
    for (int64_t i = 0; i < size; ++i) {
      Value at = k.add(first, i * stride);
      Value inside = k.largest(k.least(at, k.index(extent - 1)), k.index(0));
      line.places.push_back(inside);
      line.masks.push_back(
          k.maskWhere(k.isEqual(at, inside), plan.isOfShorts() ? 16 : 32));
    }
    return line;
  };
  return {lineOf(k.add(tile.row, k.div(phase, pixels.strideX)), plan.y.size,
                 pixels.strideY, shape.height),
          lineOf(k.add(tile.column, k.rem(phase, pixels.strideX)), plan.x.size,
                 pixels.strideX, shape.width)};
}

/// Without phases all blocks have the same lines, made before the loop.
void WinogradInputs::transformEdge(const TilePlace &tile) {
  std::pair<Line, Line> lines;
  if (!hasPhases())
    lines = linesOf(tile, k.index(0));
  forInputBlocks([&](Value inputBlock) {
    if (hasPhases())
      lines = linesOf(tile, k.div(inputBlock, blocksOfPhase));
    Value block = hasPhases() ? k.rem(inputBlock, blocksOfPhase) : inputBlock;
    Value first = k.add(pixels.first, k.mul(block, pixels.blockStep));
    transform(inputBlock, tile.number, [&](int64_t y, int64_t x) {
      Value pixel = k.add(k.mul(lines.first.places[y], pixels.width),
                          lines.second.places[x]);
      Value value = load(k.add(first, k.mul(pixel, k.lanes())));
      return fromMiddle(k.masked(k.masked(value, lines.first.masks[y]),
                                 lines.second.masks[x]));
    });
  });
}

void WinogradInputs::transform(Value inputBlock, Value number,
                               ValueAt valueAt) {
  Value place =
      k.add(tiles.scratch, k.mul(k.add(k.mul(inputBlock, plan.tiles), number),
                                 plan.inputLanes));
  multiplySides(k, {plan.y.input, plan.x.input, plan.y.size, plan.x.size},
                valueAt, [&](int64_t y, ArrayRef<Value> row) {
                  Value at = k.add(place, y * plan.x.size * plan.inputStep);
                  for (auto [x, value] : llvm::enumerate(row))
                    storeInput(value, k.add(at, static_cast<int64_t>(x) *
                                                    plan.inputStep));
                });
}

void WinogradInputs::storeInput(Value value, Value at) {
  if (plan.isOfShorts())
    k.storeShorts(value, memory, at);
  else if (plan.isOfPairs())
    k.storeAsPairs(value, memory, at);
  else
    k.store(value, memory, at);
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
