//===- GemmCopies.cpp - Chunks of pixels and weights to shared memory -----===//
#include "target/cuda/kernels/GemmCopies.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Floats of a copy: 16 bytes.
constexpr int64_t copyFloats = 4;
constexpr int64_t copiesOfRow = chunkDepth / copyFloats;

} // namespace

GemmCopies::GemmCopies(KernelBuilder &k, const GemmShape &shape,
                       const GemmTile &tile, Value firstRow, Value rowCount,
                       Value columnTile)
    : k(k), shape(shape), tile(tile), firstRow(firstRow), rowCount(rowCount),
      shared(k.shared()) {
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
  SmallVector<Value> place = k.digits(k.thread, {copiesOfRow});
  quad = k.mul(place[1], copyFloats);
  int64_t rowsAtOnce = tile.threads() / copiesOfRow;
  for (int64_t first = 0; first < tile.rows; first += rowsAtOnce) {
    Row row = rowOf(k.add(place[0], first), quad);
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
  ofThread.push_back(rowOf(place[1], k.index(0)));
}

GemmCopies::Row GemmCopies::rowOf(Value row, Value column) {
  Row result;
  result.to = k.add(k.mul(row, GemmTile::sourcePitch), column);
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
  else
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

/// Chunks are numbered by blocks of inputs and then taps, as weights lie.
void GemmCopies::issueBlocked(Value chunk, Value stage) {
  SmallVector<Value> digits =
      k.digits(chunk, {shape.rows.kernel, shape.columns.kernel});
  Value y = k.mul(digits[1], shape.rows.dilation);
  Value x = k.mul(digits[2], shape.columns.dilation);
  Value plane =
      k.mul(k.add(firstBlock, digits[0]), shape.rows.size * shape.columns.size);
  for (const Row &row : ofThread) {
    auto copy = [&] {
      auto [pixel, isInside] = pixelAt(row, y, x);
      Value from = k.add(k.mul(k.add(plane, pixel), chunkDepth), quad);
      k.copyAsync(shared, k.add(stage, row.to), row.image, from, copyFloats,
                  isInside);
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
  for (int64_t first = 0; first < chunkDepth; first += columnsAtOnce) {
    Value column = k.add(depth, first);
    Value number = k.add(k.mul(chunk, chunkDepth), column);
    SmallVector<Value> digits =
        k.digits(number, {shape.columns.kernel, shape.inputs});
    auto [pixel, isInside] = pixelAt(row, k.mul(digits[0], shape.rows.dilation),
                                     k.mul(digits[1], shape.columns.dilation));
    Value isColumn = k.isLess(number, shape.depth());
    Value plane = k.mul(digits[2], shape.rows.size * shape.columns.size);
    Value from = k.select(isColumn, k.add(plane, pixel), k.index(0));
    auto copy = [&, isInside = isInside] {
      k.copyAsync(shared, k.add(k.add(stage, row.to), column), row.image, from,
                  1, k.both(isInside, isColumn));
    };
    if (first + columnsAtOnce > chunkDepth)
      k.when(k.isLess(column, chunkDepth), copy);
    else
      copy();
  }
}

void GemmCopies::issueWeights(Value chunk, Value stage) {
  int64_t copiesOfLine = tile.columns / copyFloats;
  int64_t copies = chunkDepth * copiesOfLine, threads = tile.threads();
  Value to = k.add(stage, tile.sourceFloats());
  Value firstLine = k.mul(chunk, chunkDepth);
  for (int64_t first = 0; first < copies; first += threads) {
    Value number = k.add(k.thread, first);
    SmallVector<Value> place = k.digits(number, {copiesOfLine});
    Value column = k.mul(place[1], copyFloats);
    Value line = k.add(firstLine, place[0]);
    Value isLine = k.isLess(line, shape.depth());
    Value from = k.add(k.mul(line, tile.columns), column);
    auto copy = [&] {
      k.copyAsync(
          shared, k.add(to, k.add(k.mul(place[0], tile.weightPitch()), column)),
          weights, k.select(isLine, from, k.index(0)), copyFloats, isLine);
    };
    if (first + threads > copies)
      k.when(k.isLess(number, copies), copy);
    else
      copy();
  }
}

} // namespace gnet::cuda
