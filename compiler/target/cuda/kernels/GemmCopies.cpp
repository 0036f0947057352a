//===- GemmCopies.cpp - Chunks of pixels and weights to shared memory -----===//
#include "target/cuda/kernels/GemmCopies.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

Type elementOf(Precision precision, MLIRContext *context) {
  if (precision == Precision::Bf16)
    return BFloat16Type::get(context);
  if (precision == Precision::Fp16)
    return Float16Type::get(context);
  if (precision == Precision::Tf32)
    return FloatTF32Type::get(context);
  return Float32Type::get(context);
}

} // namespace

GemmCopies::GemmCopies(KernelBuilder &k, const GemmShape &shape,
                       const GemmTile &tile, Value firstRow, Value rowCount,
                       Value columnTile)
    : k(k), shape(shape), tile(tile), firstRow(firstRow), rowCount(rowCount),
      taps(k, shape, tile.tapsOfChunk(shape)),
      shared(k.shared(elementOf(tile.precision, k.operations().getContext()))),
      weights(k.imageOf(k.weight, columnTile,
                        tile.weightDepth(shape) * tile.columns)) {
  if (shape.isBlocked)
    makeBlockedRows(shape.groups == 1
                        ? k.index(0)
                        : k.div(columnTile, tile.columnTiles(shape)));
  else
    makeNchwRow();
}

/// A chunk of a row is four copies; neighbouring threads have those of a row.
/// A thread's rows are a multiple of eight apart, which exchanges pieces alike.
void GemmCopies::makeBlockedRows(Value group) {
  SmallVector<Value> digits = k.digits(k.thread, {tile.pieces()});
  row = digits[0];
  firstInRow = digits[1];
  int64_t piecesOfBlock = channelBlock / tile.copiedElements();
  Value channel =
      k.mul(k.rem(firstInRow, piecesOfBlock), tile.copiedElements());
  int64_t plane = shape.rows.size * shape.columns.size * channelBlock;
  Value first = k.add(k.mul(group, shape.blocksOfGroup * plane), channel);
  int64_t rowsAtOnce = tile.threads() / tile.pieces();
  for (int64_t i = 0; i < tile.rows; i += rowsAtOnce) {
    Value number = k.add(row, i);
    Row own{taps.window(k.add(firstRow, number), rowCount),
            i * tile.sourcePitch()};
    own.window.from = k.place(own.window.from, first);
    if (i + rowsAtOnce > tile.rows)
      own.isCopied = k.isLess(number, tile.rows);
    ofThread.push_back(own);
  }
}

/// Neighbouring threads have the same column of neighbouring rows, pixels that
/// lie near to each other.
void GemmCopies::makeNchwRow() {
  SmallVector<Value> digits = k.digits(k.thread, {tile.rows});
  firstInRow = digits[0];
  row = digits[1];
  ofThread.push_back({taps.window(k.add(firstRow, row), rowCount)});
  table.emplace(k, taps, tile.tableTaps(shape), tile.stageBytes());
}

void GemmCopies::issue(Value chunk, Value stage) {
  if (shape.isBlocked)
    issueBlocked(chunk, stage);
  else if (!areConverted())
    issueNchw(chunk, stage);
  issueWeights(chunk, stage);
}

/// A chunk is a block of inputs at a tap, or two of those, of which the
/// thread's piece is one.
void GemmCopies::issueBlocked(Value chunk, Value stage) {
  int64_t piecesOfBlock = channelBlock / tile.copiedElements();
  Value number = k.add(k.mul(chunk, tile.tapsOfChunk(shape)),
                       k.div(firstInRow, piecesOfBlock));
  GemmTap tap = taps.tap(number);
  Memory to = k.place(shared, k.add(stage, tile.linePlace(k, row, firstInRow)));
  for (const Row &own : ofThread) {
    auto copy = [&] {
      k.copyAsync(k.behind(to, own.behind), k.place(own.window.from, tap.from),
                  tile.copiedElements(), taps.isThere(own.window, tap));
    };
    if (own.isCopied)
      k.when(own.isCopied, copy);
    else
      copy();
  }
}

void GemmCopies::issueNchw(Value chunk, Value stage) {
  const GemmWindow &window = ofThread.front().window;
  Value first = k.add(k.mul(chunk, tile.depth()), firstInRow);
  Value place = k.add(k.mul(row, tile.sourcePitch()), firstInRow);
  Memory to = k.place(shared, k.add(stage, place));
  for (int64_t i = 0; i < tile.depth(); i += atOnce()) {
    auto copy = [&] {
      GemmTap tap = table->taps(k.add(first, i), 1).front();
      k.copyAsync(k.behind(to, i), k.place(window.from, tap.from), 1,
                  taps.isThere(window, tap));
    };
    if (i + atOnce() > tile.depth())
      k.when(k.isLess(k.add(firstInRow, i), tile.depth()), copy);
    else
      copy();
  }
}

/// Pieces of the thread's row, in turns with the other threads that have some.
/// All loads are asked for before the first of them is used.
SmallVector<Value> GemmCopies::load(Value chunk) {
  const GemmWindow &window = ofThread.front().window;
  // No more than what the table has.
  chunk = k.least(chunk, k.index(tile.chunks(shape) - 1));
  SmallVector<Value> loaded;
  for (int64_t i = 0; i < tile.pieces(); i += atOnce()) {
    Value column = k.add(k.mul(chunk, tile.depth()),
                         k.mul(k.add(firstInRow, i), tile.copiedElements()));
    for (const GemmTap &tap : table->taps(column, tile.copiedElements())) {
      Value isThere = taps.isThere(window, tap);
      Value place = k.select(isThere, tap.from, window.some);
      loaded.push_back(
          k.select(isThere, k.load(window.from, place), k.number(0)));
    }
  }
  return loaded;
}

void GemmCopies::store(ArrayRef<Value> loaded, Value stage) {
  for (int64_t i = 0; i < tile.pieces(); i += atOnce()) {
    Value piece = k.add(firstInRow, i);
    Value values = k.vectorOf(loaded.take_front(tile.copiedElements()));
    loaded = loaded.drop_front(tile.copiedElements());
    auto store = [&] {
      k.store(values, shared, k.add(stage, tile.linePlace(k, row, piece)));
    };
    if (i + atOnce() > tile.pieces())
      k.when(k.isLess(piece, tile.pieces()), store);
    else
      store();
  }
}

/// A thread's pieces are a multiple of eight lines apart.
void GemmCopies::issueWeights(Value chunk, Value stage) {
  int64_t all = tile.depth() * tile.columns / tile.copiedElements();
  SmallVector<Value> digits = k.digits(k.thread, {tile.piecesOfWeightLine()});
  Value place = tile.weightPlace(k, digits[0], digits[1]);
  Memory to = k.place(shared, k.add(stage, place));
  Memory from = k.place(weights, k.mul(k.thread, tile.copiedElements()));
  from = k.place(from, k.mul(chunk, tile.depth() * tile.columns));
  Value line = k.add(k.mul(chunk, tile.depth()), digits[0]);
  for (int64_t i = 0; i < all; i += tile.threads()) {
    int64_t lines = i / tile.piecesOfWeightLine();
    auto copy = [&] {
      Value isLine;
      if (tile.weightDepth(shape) % tile.depth() != 0)
        isLine = k.isLess(line, shape.depth() - lines);
      k.copyAsync(k.behind(to, lines * tile.weightPitch()),
                  k.behind(from, i * tile.copiedElements()),
                  tile.copiedElements(), isLine);
    };
    if (i + tile.threads() > all)
      k.when(k.isLess(k.thread, all - i), copy);
    else
      copy();
  }
}

} // namespace gnet::cuda
