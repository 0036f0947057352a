//===- GemmKernel.cpp - The code of a product of two matrices -------------===//
#include "target/cuda/kernels/GemmKernel.h"
#include "target/cuda/kernels/GemmLoop.h"
#include "target/cuda/kernels/GemmResults.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Threads of a block that adds up splits.
constexpr int64_t sumThreads = 128;
constexpr int64_t vectorFloats = 4;

std::unique_ptr<GemmProduct> createProduct(KernelBuilder &k,
                                           const GemmTile &tile) {
  if (tile.hasWarpgroups && k.hasWarpgroups())
    return createWarpgroupProduct(k, tile);
  return tile.isOnTensorCores() ? createWarpProduct(k, tile)
                                : createThreadProduct(k, tile);
}

} // namespace

GemmShape wholeOf(ArrayRef<GemmPart> parts, const GemmTile &tile) {
  GemmShape whole = parts.front().shape;
  if (parts.size() == 1)
    return whole;
  int64_t tiles = parts.back().firstTile + parts.back().tiles;
  whole.outputs = tiles * tile.columns;
  return whole;
}

/// Rows are numbered through all images: of the tiles of so many images, each
/// filled up, some may be left over.
Launch GemmKernel::launch() const {
  return {.blocksOfImage = tile.rowTiles(shape.pixels()),
          .columns = shape.groups * tile.columnTiles(shape),
          .layers = tile.splits,
          .threads = tile.blockThreads(),
          .sharedBytes = tile.sharedBytes(shape)};
}

void GemmKernel::emit(KernelBuilder &k) {
  Value firstRow = k.mul(k.blockNumber(gpu::Dimension::x), tile.rows);
  Value rowCount = k.mul(k.images, shape.pixels());
  k.when(k.isLess(firstRow, rowCount),
         [&] { emitTile(k, firstRow, rowCount); });
  if (k.wait == Wait::InItsCode)
    k.when(k.isLess(rowCount, k.add(firstRow, 1)),
           [&] { k.waitForLaunches(); });
}

void GemmKernel::emitTile(KernelBuilder &k, Value firstRow, Value rowCount) {
  Value columnTile = k.blockNumber(gpu::Dimension::y);
  Value slice = beginSlice(k);
  GemmCopies copies(k, shape, tile, firstRow, rowCount, columnTile);
  auto product = createProduct(k, tile);
  GemmPlaces places = product->places();
  GemmLoop loop(k, shape, tile, copies, *product, slice);
  SmallVector<Value> sums = product->sums(
      loop.emit([&] { return initialSums(k, places, columnTile, slice); }));
  addSlices(k, slice, sums, [&] {
    if (tile.splits > 1)
      return storeParts(k, places, sums, firstRow, rowCount,
                        k.mul(columnTile, tile.columns));
    forPart(k, columnTile, [&](const GemmPart &part) {
      Value own = k.add(columnTile, -part.firstTile);
      storeSums(k, part.shape, places, sums, firstRow, rowCount,
                k.mul(own, tile.columns));
    });
  });
}

/// They wait for what they load beside the first copies; behind the last
/// product nobody would do anything else.
SmallVector<Value> GemmKernel::initialSums(KernelBuilder &k,
                                           const GemmPlaces &places,
                                           Value columnTile, Value slice) {
  Value zeros = k.number(0, places.width);
  if (!shape.bias || tile.splits > 1)
    return SmallVector<Value>(places.columns.size(), zeros);
  Value first = k.mul(columnTile, tile.columns);
  SmallVector<Value> biases;
  for (Value column : places.columns) {
    Value bias = k.load(k.bias, k.add(first, column), places.width);
    biases.push_back(slice ? k.select(k.isEqual(slice, 0), bias, zeros) : bias);
  }
  return biases;
}

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

/// From here on a thread's number is that in its slice, which is returned; null
/// where there is one.
Value GemmKernel::beginSlice(KernelBuilder &k) {
  if (tile.slices == 1)
    return {};
  SmallVector<Value> digits = k.digits(k.thread, {tile.threads()});
  k.thread = digits[1];
  return digits[0];
}

/// Where the stages were, the others leave what the first one adds to `sums`;
/// its threads go on with `body`.
void GemmKernel::addSlices(KernelBuilder &k, Value slice,
                           MutableArrayRef<Value> sums,
                           function_ref<void()> body) {
  if (!slice)
    return body();
  auto count = static_cast<int64_t>(sums.size());
  int64_t width = cast<VectorType>(sums.front().getType()).getNumElements();
  Memory own = k.place(k.shared(), k.mul(k.thread, width));
  int64_t vectors = tile.threads() * width;
  k.barrier();
  k.when(k.isLess(k.index(0), slice), [&] {
    Value first = k.mul(k.add(slice, -1), count * vectors);
    for (int64_t i = 0; i < count; ++i)
      k.store(sums[i], own, k.add(first, i * vectors));
  });
  k.barrier();
  k.when(k.isEqual(slice, 0), [&] {
    for (int64_t other = 0; other < tile.slices - 1; ++other)
      for (int64_t i = 0; i < count; ++i) {
        Value at = k.index((other * count + i) * vectors);
        sums[i] = k.addf(sums[i], k.load(own, at, width));
      }
    body();
  });
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

/// All threads of a block have the same.
void GemmKernel::forPart(KernelBuilder &k, Value columnTile,
                         function_ref<void(const GemmPart &)> body) {
  if (parts.size() == 1)
    return body(parts.front());
  const Memory destination = k.destination, bias = k.bias;
  for (const GemmPart &part : parts)
    k.when(k.isWithin(k.add(columnTile, -part.firstTile), part.tiles), [&] {
      k.destination = k.behind(destination, part.place);
      k.bias = k.behind(bias, part.firstTile * tile.columns);
      body(part);
    });
  k.destination = destination;
  k.bias = bias;
}

void GemmKernel::storeSums(KernelBuilder &k, const GemmShape &shape,
                           const GemmPlaces &places, ArrayRef<Value> sums,
                           Value firstRow, Value rowCount, Value firstOutput) {
  GemmResults results(k, shape);
  size_t columns = places.columns.size();
  for (auto [i, tileRow] : llvm::enumerate(places.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values = sums.slice(i * columns, columns);
    k.when(k.isLess(row, rowCount), [&, row = row] {
      GemmResults::Pixel pixel = results.pixelOf(row);
      for (auto [column, value] : llvm::zip_equal(places.columns, values))
        results.store(pixel, k.add(firstOutput, column), value);
    });
  }
}

//===----------------------------------------------------------------------===//
// Splits
//===----------------------------------------------------------------------===//

Value GemmKernel::scratchPlace(KernelBuilder &k, Value row, Value output) {
  return k.add(k.mul(row, tile.filledOutputs(shape)), output);
}

void GemmKernel::storeParts(KernelBuilder &k, const GemmPlaces &places,
                            ArrayRef<Value> sums, Value firstRow,
                            Value rowCount, Value firstOutput) {
  Memory part =
      k.imageOf(k.scratch, k.blockNumber(gpu::Dimension::z), splitFloats());
  size_t columns = places.columns.size();
  for (auto [i, tileRow] : llvm::enumerate(places.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values = sums.slice(i * columns, columns);
    k.when(k.isLess(row, rowCount), [&, row = row] {
      for (auto [column, value] : llvm::zip_equal(places.columns, values))
        k.store(value, part, scratchPlace(k, row, k.add(firstOutput, column)));
    });
  }
}

/// A thread has a vector of the outputs of a pixel.
Launch GemmKernel::launchOfSum() const {
  int64_t pieces = shape.pixels() * (tile.filledOutputs(shape) / vectorFloats);
  return {.blocksOfImage = int64_t(llvm::divideCeil(pieces, sumThreads)),
          .threads = sumThreads};
}

void GemmKernel::emitSum(KernelBuilder &k) {
  int64_t vectors = tile.filledOutputs(shape) / vectorFloats;
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value piece = k.add(k.mul(digits[1], sumThreads), k.thread);
  k.when(k.isLess(piece, shape.pixels() * vectors), [&] {
    SmallVector<Value> place = k.digits(piece, {vectors});
    Value row = k.add(k.mul(digits[0], shape.pixels()), place[0]);
    Value output = k.mul(place[1], vectorFloats);
    Value at = scratchPlace(k, row, output);
    Value sum =
        k.reduceOne(k.index(0), k.index(tile.splits), 1,
                    k.number(0, vectorFloats), [&](Value split, Value before) {
                      Memory part = k.imageOf(k.scratch, split, splitFloats());
                      return k.addf(before, k.load(part, at, vectorFloats));
                    });
    forPart(k, k.div(output, tile.columns), [&](const GemmPart &part) {
      Value own = k.add(output, -part.firstTile * tile.columns);
      GemmResults results(k, part.shape);
      Value whole = part.shape.bias
                        ? k.addf(sum, k.load(k.bias, own, vectorFloats))
                        : sum;
      results.store(results.pixelOf(row), own, whole);
    });
  });
}

} // namespace gnet::cuda
