//===- Pool.cpp - Largest element or mean of each window ------------------===//
//
// Neighbouring windows overlap: for each row of the result and each tile of it
// the columns that the tile reads are reduced first, over the kernel's rows,
// and then each pixel is made of its columns. Windows too wide to be kept in
// registers are walked over one by one.
//
// The largest of bytes is found among bytes, where they stand for the same
// before and after; their mean is made of a sum of whole numbers. That of bf16
// is found by its bits, half as many as those of the floats that it stands for.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Elements.h"
#include "target/cpu/kernels/NarrowFloats.h"
#include "target/cpu/kernels/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Sums that do not wait for each other, where windows are wide.
constexpr int64_t partialSums = 4;

class Pool {
public:
  Pool(gnk::PoolOp pool, KernelBuilder &k)
      : k(k), source(pool.getSource().getType()),
        destination(pool.getDestination().getType()), kind(pool.getKind()),
        block(source.getBlock()), rows(axisOf(pool, 0)),
        columns(axisOf(pool, 1)), after(pool.getPadding().drop_front(2)) {}

  Work emit();

private:
  WindowAxis axisOf(gnk::PoolOp pool, int64_t side) const;
  int64_t tileWidth() const;
  void emitTile(Value x, int64_t first, int64_t windows);
  SmallVector<Value> reduceRows(Value x, int64_t first, int64_t windows);
  Value reduceColumns(ArrayRef<Value> reduced, int64_t window);
  void emitWindow(Value x);
  SmallVector<Value> reduceRow(Value place, Range inside,
                               ArrayRef<Value> before);
  void store(Value result, Value count, Value x);

  bool isMax() const { return kind == gnk::PoolKind::Max; }
  /// Elements are pooled as they are.
  bool isOfBytes() const {
    return keepsElements() && k.quantizedType(k.source);
  }
  /// They are pooled by their order.
  bool isOfBfloats() const {
    return keepsElements() && source.getElementType().isBF16();
  }
  bool keepsElements() const {
    return isMax() && source.getElementType() == destination.getElementType();
  }
  bool isRead(int64_t first, int64_t column) const;
  int64_t countedColumns(int64_t window) const;
  Value counted(const WindowAxis &axis, int64_t padding, Value window,
                Range inside);
  Value toFloat(Value number);
  Value initial();
  Value load(Value place);
  Value orderOf(Value bfloats) {
    return orderOfBfloats(k.operations(), k.location(), bfloats);
  }
  Value combine(Value a, Value b) {
    if (isOfBytes())
      return k.largestByte(a, b);
    if (isOfBfloats())
      return k.largest(a, b);
    return isMax() ? k.maxf(a, b) : k.addf(a, b);
  }

  KernelBuilder &k;
  gnk::BufferType source, destination;
  gnk::PoolKind kind;
  int64_t block; ///< Channels that are pooled at once, 1 of nchw.
  WindowAxis rows, columns;
  ArrayRef<int64_t> after; ///< Padding.

  // Of the row at work.
  Value sourcePlane, resultRow;
  Range kernelRows;
  Value firstRow, countedRows;
};

WindowAxis Pool::axisOf(gnk::PoolOp pool, int64_t side) const {
  int64_t size = side == 0 ? source.getHeight() : source.getWidth();
  int64_t count = side == 0 ? destination.getHeight() : destination.getWidth();
  return {size,
          count,
          pool.getKernel()[side],
          pool.getStrides()[side],
          1,
          pool.getPadding()[side]};
}

/// 0 if not even one window's columns can be kept.
int64_t Pool::tileWidth() const {
  int64_t windows = 0;
  while (windows < columns.count &&
         k.machine.canHold(columns.span(windows + 1)))
    ++windows;
  return windows;
}

Work Pool::emit() {
  int64_t blocks = llvm::divideCeil(source.getChannels(), block);
  int64_t plane = source.getHeight() * source.getWidth() * block;
  k.forBlockRows(
      blocks, rows.count, source.getWidth(),
      [&](Value image, Value number, Value row) {
        sourcePlane =
            k.add(k.mul(image, source.getImageStride()), k.mul(number, plane));
        Value line = k.add(k.mul(number, rows.count), row);
        resultRow = k.add(k.mul(image, destination.getImageStride()),
                          k.mul(line, columns.count * block));
        kernelRows = tapsInside(k, rows, row);
        firstRow = rows.start(k, row);
        countedRows = toFloat(counted(rows, after[0], row, kernelRows));
        if (int64_t most = tileWidth())
          return forTiles(k, columns, most,
                          [&](Value x, int64_t first, int64_t windows) {
                            emitTile(x, first, windows);
                          });
        k.loop(0, columns.count, 1, [&](Value x) { emitWindow(x); });
      });
  return {0, blocks * rows.count};
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

void Pool::emitTile(Value x, int64_t first, int64_t windows) {
  SmallVector<Value> reduced = reduceRows(x, first, windows);
  for (int64_t w = 0; w < windows; ++w) {
    Value count = k.number(static_cast<double>(countedColumns(first + w)));
    store(reduceColumns(reduced, w), count, k.add(x, w));
  }
}

/// The columns of a tile; null those that it does not read.
SmallVector<Value> Pool::reduceRows(Value x, int64_t first, int64_t windows) {
  SmallVector<int64_t> read;
  for (int64_t column = 0; column < columns.span(windows); ++column)
    if (column % columns.stride < columns.kernel && isRead(first, column))
      read.push_back(column);
  SmallVector<Value> start(read.size(), initial());
  Value left = columns.start(k, x);
  auto addRow = [&](Value tap, ArrayRef<Value> before) {
    Value row = k.add(firstRow, tap);
    Value pixel = k.add(k.mul(row, columns.size), left);
    SmallVector<Value> values;
    for (auto [column, value] : llvm::zip_equal(read, before))
      values.push_back(combine(value, load(k.add(pixel, column))));
    return values;
  };
  SmallVector<Value> reduced(columns.span(windows));
  for (auto [column, value] : llvm::zip_equal(
           read, k.reduce(kernelRows.from, kernelRows.to, 1, start, addRow)))
    reduced[column] = value;
  return reduced;
}

Value Pool::reduceColumns(ArrayRef<Value> reduced, int64_t window) {
  Value result;
  for (Value column : reduced.slice(window * columns.stride, columns.kernel))
    if (column)
      result = result ? combine(result, column) : column;
  return result ? result : initial();
}

bool Pool::isRead(int64_t first, int64_t column) const {
  int64_t place = columns.start(first) + column;
  return place >= 0 && place < columns.size;
}

//===----------------------------------------------------------------------===//
// Wide windows
//===----------------------------------------------------------------------===//

void Pool::emitWindow(Value x) {
  Range inside = tapsInside(k, columns, x);
  Value left = columns.start(k, x);
  SmallVector<Value> sums(partialSums, initial());
  sums = k.reduce(kernelRows.from, kernelRows.to, 1, sums,
                  [&](Value tap, ArrayRef<Value> before) {
                    Value row = k.mul(k.add(firstRow, tap), columns.size);
                    return reduceRow(k.add(row, left), inside, before);
                  });
  for (int64_t step = 1; step < partialSums; step *= 2)
    for (int64_t i = 0; i < partialSums; i += 2 * step)
      sums[i] = combine(sums[i], sums[i + step]);
  store(sums[0], toFloat(counted(columns, after[1], x, inside)), x);
}

SmallVector<Value> Pool::reduceRow(Value place, Range inside,
                                   ArrayRef<Value> before) {
  Value count = k.largest(k.sub(inside.to, inside.from), k.index(0));
  Value rest = k.rem(count, partialSums);
  Value whole = k.sub(k.add(inside.from, count), rest);
  SmallVector<Value> sums = k.reduce(
      inside.from, whole, partialSums, before,
      [&](Value tap, ArrayRef<Value> values) {
        SmallVector<Value> next;
        for (auto [i, value] : llvm::enumerate(values))
          next.push_back(combine(
              value, load(k.add(k.add(place, tap), static_cast<int64_t>(i)))));
        return next;
      });
  sums[0] = k.reduce(whole, inside.to, 1, sums[0],
                     [&](Value tap, ArrayRef<Value> value) {
                       Value element = load(k.add(place, tap));
                       return SmallVector<Value>{combine(value[0], element)};
                     })[0];
  return sums;
}

//===----------------------------------------------------------------------===//
// Both
//===----------------------------------------------------------------------===//

/// `count` columns have been summed up.
void Pool::store(Value result, Value count, Value x) {
  if (!isMax()) {
    Value step = k.number(k.stepOf(k.source));
    Value factor = k.divf(step, k.mulf(countedRows, count));
    result = k.mulf(result, k.broadcast(factor, block));
  }
  Value at = k.add(resultRow, k.mul(x, block));
  if (isOfBytes())
    return k.storeRaw(result, k.destination, at);
  if (isOfBfloats())
    return k.storeRaw(bfloatsOfOrder(k.operations(), k.location(), result),
                      k.destination, at);
  if (block == 1)
    return k.storeScalar(result, k.destination, at);
  k.store(result, k.destination, at);
}

/// As counted() for columns.
int64_t Pool::countedColumns(int64_t window) const {
  int64_t start = columns.start(window), end = start + columns.kernel;
  if (kind == gnk::PoolKind::AvgCountPadding)
    return std::min(end, columns.size + after[1]) - start;
  return std::min(end, columns.size) - std::max<int64_t>(start, 0);
}

/// How much of a window is in an average's divisor.
Value Pool::counted(const WindowAxis &axis, int64_t padding, Value window,
                    Range inside) {
  if (kind != gnk::PoolKind::AvgCountPadding)
    return k.sub(inside.to, inside.from);
  Value start = axis.start(k, window);
  return k.least(k.index(axis.kernel),
                 k.sub(k.index(axis.size + padding), start));
}

Value Pool::toFloat(Value number) {
  OpBuilder &builder = k.operations();
  Value integer = arith::IndexCastOp::create(builder, k.location(),
                                             builder.getI32Type(), number);
  return arith::SIToFPOp::create(builder, k.location(), builder.getF32Type(),
                                 integer);
}

Value Pool::initial() {
  if (isOfBytes())
    return k.bytes(0, block);
  double value = isMax() ? -std::numeric_limits<double>::infinity() : 0;
  Value floats = k.number(value, block);
  return isOfBfloats()
             ? orderOf(narrowToBfloat(k.operations(), k.location(), floats))
             : floats;
}

/// Of the pixel `place` of the plane.
Value Pool::load(Value place) {
  Value at = k.add(sourcePlane, k.mul(place, block));
  if (isOfBytes())
    return k.loadRaw(k.source, at, block);
  if (isOfBfloats())
    return orderOf(k.loadRaw(k.source, at, block));
  if (!isMax())
    return k.loadSteps(k.source, at, block);
  return block == 1 ? k.loadScalar(k.source, at) : k.load(k.source, at, block);
}

} // namespace

const KernelKind &poolKernel() {
  static const KernelKind kind = {
      "pool", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::PoolOp>(*step))
          candidates.push_back(streaming(step, "pool", machine));
      },
      nullptr,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Pool(cast<gnk::PoolOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet
