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
  return Float32Type::get(context);
}

} // namespace

GemmCopies::GemmCopies(KernelBuilder &k, const GemmShape &shape,
                       const GemmTile &tile, Value firstRow, Value rowCount,
                       Value columnTile)
    : k(k), shape(shape), tile(tile), firstRow(firstRow), rowCount(rowCount),
      shared(k.shared(elementOf(tile.precision, k.operations().getContext()))) {
  firstBlock =
      k.mul(k.div(columnTile, tile.columnTiles(shape)), shape.blocksOfGroup);
  weights = k.imageOf(k.weight, columnTile, shape.depth() * tile.columns);
  if (shape.isBlocked)
    makeBlockedRows();
  else
    makeNchwRows();
}

/// A chunk of a row is four copies; neighbouring threads have those of a row.
void GemmCopies::makeBlockedRows() {
  int64_t copiesOfRow = tile.depth() / tile.copiedElements();
  SmallVector<Value> place = k.digits(k.thread, {copiesOfRow});
  piece = place[1];
  quad = k.mul(piece, tile.copiedElements());
  int64_t rowsAtOnce = tile.threads() / copiesOfRow;
  for (int64_t first = 0; first < tile.rows; first += rowsAtOnce) {
    Value number = k.add(place[0], first);
    Row row = rowOf(number, placeOf(number, piece, quad));
    if (first + rowsAtOnce > tile.rows)
      row.isCopied = k.isLess(k.add(place[0], first), tile.rows);
    ofThread.push_back(row);
  }
}

/// Neighbouring threads have the same column of neighbouring rows, pixels that
/// lie near to each other.
void GemmCopies::makeNchwRows() {
  SmallVector<Value> place = k.digits(k.thread, {tile.rows});
  depth = place[0];
  ofThread.push_back(rowOf(place[1], k.mul(place[1], tile.sourcePitch())));
}

/// In a stage, of a row's piece, which begins with the row's element `first`.
Value GemmCopies::placeOf(Value row, Value piece, Value first) {
  Value line = k.mul(row, tile.sourcePitch());
  if (!isOf16Bits(tile.precision))
    return k.add(line, first);
  int64_t pieces = tile.depth() / tile.copiedElements();
  Value exchanged = GemmTile::exchanged(k, piece, row, pieces);
  return k.add(line, k.mul(exchanged, tile.copiedElements()));
}

GemmCopies::Row GemmCopies::rowOf(Value row, Value to) {
  Row result;
  result.number = row;
  result.to = to;
  Value number = k.add(firstRow, row);
  result.isPixel = k.isLess(number, rowCount);
  // Some pixel, which is not read.
  Value pixel = k.select(result.isPixel, number, k.index(0));
  SmallVector<Value> place =
      k.digits(pixel, {shape.rows.count, shape.columns.count});
  result.image = k.imageOf(k.source, place[0], shape.source.getImageStride());
  result.top = shape.rows.start(k, place[1]);
  result.left = shape.columns.start(k, place[2]);
  return result;
}

void GemmCopies::issue(Value chunk, Value stage) {
  if (shape.isBlocked)
    issueBlocked(chunk, stage);
  else if (!areConverted())
    issueNchw(chunk, stage);
  issueWeights(chunk, stage);
}

std::pair<Value, Value> GemmCopies::pixelAt(const Row &row, Value y, Value x) {
  Value line = k.add(row.top, y), column = k.add(row.left, x);
  Value pixel = k.add(k.mul(line, shape.columns.size), column);
  if (shape.isPointwise())
    return {pixel, row.isPixel};
  Value isInside = k.both(k.isWithin(line, shape.rows.size),
                          k.isWithin(column, shape.columns.size));
  isInside = k.both(isInside, row.isPixel);
  // What is not read still has an address in the image.
  return {k.select(isInside, pixel, k.index(0)), isInside};
}

/// A chunk is a block of inputs at a tap, or two of those, of which the
/// thread's piece is one. They are numbered by blocks of inputs and then taps,
/// as weights lie.
void GemmCopies::issueBlocked(Value chunk, Value stage) {
  int64_t blocks = tile.depth() / channelBlock;
  int64_t piecesOfBlock = channelBlock / tile.copiedElements();
  Value number = chunk, channel = quad, isThere;
  if (blocks > 1) {
    number = k.add(k.mul(chunk, blocks), k.div(piece, piecesOfBlock));
    channel = k.mul(k.rem(piece, piecesOfBlock), tile.copiedElements());
    int64_t all = shape.blocksOfGroup * shape.taps();
    if (all % blocks != 0)
      isThere = k.isLess(number, all);
  }
  SmallVector<Value> digits =
      k.digits(number, {shape.rows.kernel, shape.columns.kernel});
  Value y = k.mul(digits[1], shape.rows.dilation);
  Value x = k.mul(digits[2], shape.columns.dilation);
  Value plane =
      k.mul(k.add(firstBlock, digits[0]), shape.rows.size * shape.columns.size);
  for (const Row &row : ofThread) {
    auto copy = [&] {
      auto [pixel, isInside] = pixelAt(row, y, x);
      Value from = k.add(k.mul(k.add(plane, pixel), channelBlock), channel);
      if (isThere) {
        from = k.select(isThere, from, k.index(0));
        isInside = k.both(isInside, isThere);
      }
      k.copyAsync(shared, k.add(stage, row.to), row.image, from,
                  tile.copiedElements(), isInside);
    };
    if (row.isCopied)
      k.when(row.isCopied, copy);
    else
      copy();
  }
}

/// Columns are numbered by taps and then inputs.
void GemmCopies::issueNchw(Value chunk, Value stage) {
  const Row &row = ofThread.front();
  int64_t columnsAtOnce = tile.threads() / tile.rows;
  for (int64_t first = 0; first < tile.depth(); first += columnsAtOnce) {
    Value column = k.add(depth, first);
    Element element = elementOfNchw(chunk, column);
    auto copy = [&] {
      k.copyAsync(shared, k.add(k.add(stage, row.to), column), row.image,
                  element.from, 1, k.both(element.isInside, element.isColumn));
    };
    if (first + columnsAtOnce > tile.depth())
      k.when(k.isLess(column, tile.depth()), copy);
    else
      copy();
  }
}

GemmCopies::Element GemmCopies::elementOfNchw(Value chunk, Value column) {
  Value number = k.add(k.mul(chunk, tile.depth()), column);
  SmallVector<Value> digits =
      k.digits(number, {shape.columns.kernel, shape.inputs});
  auto [pixel, isInside] =
      pixelAt(ofThread.front(), k.mul(digits[0], shape.rows.dilation),
              k.mul(digits[1], shape.columns.dilation));
  Value isColumn = k.isLess(number, shape.depth());
  Value plane = k.mul(digits[2], shape.rows.size * shape.columns.size);
  return {k.select(isColumn, k.add(plane, pixel), k.index(0)), isInside,
          isColumn};
}

/// Pieces of the thread's row, in turns with the other threads that have some.
/// All loads are asked for before the first of them is used.
SmallVector<Value> GemmCopies::load(Value chunk) {
  SmallVector<Value> loaded;
  int64_t pieces = tile.depth() / tile.copiedElements();
  for (int64_t first = 0; first < pieces; first += piecesAtOnce())
    for (int64_t i = 0; i < tile.copiedElements(); ++i) {
      Value column =
          k.add(k.mul(k.add(depth, first), tile.copiedElements()), i);
      Element element = elementOfNchw(chunk, column);
      Value value = k.load(ofThread.front().image, element.from);
      loaded.push_back(k.select(k.both(element.isInside, element.isColumn),
                                value, k.number(0)));
    }
  return loaded;
}

void GemmCopies::store(ArrayRef<Value> loaded, Value stage) {
  int64_t pieces = tile.depth() / tile.copiedElements();
  for (int64_t first = 0; first < pieces; first += piecesAtOnce()) {
    Value number = k.add(depth, first);
    Value values = k.vectorOf(loaded.take_front(tile.copiedElements()));
    loaded = loaded.drop_front(tile.copiedElements());
    auto store = [&] {
      k.store(values, shared,
              k.add(stage, placeOf(ofThread.front().number, number,
                                   k.mul(number, tile.copiedElements()))));
    };
    if (first + piecesAtOnce() > pieces)
      k.when(k.isLess(number, pieces), store);
    else
      store();
  }
}

void GemmCopies::issueWeights(Value chunk, Value stage) {
  int64_t copiesOfLine = tile.columns / tile.copiedElements();
  int64_t copies = tile.depth() * copiesOfLine, threads = tile.threads();
  Value to = k.add(stage, tile.sourceElements());
  Value firstLine = k.mul(chunk, tile.depth());
  for (int64_t first = 0; first < copies; first += threads) {
    Value number = k.add(k.thread, first);
    SmallVector<Value> place = k.digits(number, {copiesOfLine});
    Value column = k.mul(place[1], tile.copiedElements());
    Value line = k.add(firstLine, place[0]);
    Value isLine = k.isLess(line, shape.depth());
    Value from = k.add(k.mul(line, tile.columns), column);
    auto copy = [&] {
      k.copyAsync(shared, k.add(to, tile.weightPlace(k, place[0], place[1])),
                  weights, k.select(isLine, from, k.index(0)),
                  tile.copiedElements(), isLine);
    };
    if (first + threads > copies)
      k.when(k.isLess(number, copies), copy);
    else
      copy();
  }
}

} // namespace gnet::cuda
