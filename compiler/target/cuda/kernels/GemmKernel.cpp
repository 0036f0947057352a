//===- GemmKernel.cpp - The code of a product of two matrices -------------===//
#include "target/cuda/kernels/GemmKernel.h"
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
          .threads = tile.threads(),
          .sharedBytes = tile.sharedBytes(shape)};
}

void GemmKernel::emit(KernelBuilder &k) {
  Value firstRow = k.mul(k.blockNumber(gpu::Dimension::x), tile.rows);
  Value rowCount = k.mul(k.images, shape.pixels());
  k.when(k.isLess(firstRow, rowCount),
         [&] { emitTile(k, firstRow, rowCount); });
}

void GemmKernel::emitTile(KernelBuilder &k, Value firstRow, Value rowCount) {
  Value columnTile = k.blockNumber(gpu::Dimension::y);
  GemmCopies copies(k, shape, tile, firstRow, rowCount, columnTile);
  auto product = createProduct(k, tile);
  SmallVector<Value> values = emitChunks(k, copies, *product);
  GemmSums sums = product->sums(values);
  if (tile.splits > 1)
    return storeParts(k, sums, firstRow, rowCount,
                      k.mul(columnTile, tile.columns));
  forPart(k, columnTile, [&](const GemmPart &part) {
    Value own = k.add(columnTile, -part.firstTile);
    storeSums(k, part.shape, sums, firstRow, rowCount,
              k.mul(own, tile.columns));
  });
}

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

/// Of a split. That each has some is plain, so that no way goes round the loop:
/// ptxas waits for each product of a warpgroup where sums may come from
/// elsewhere.
std::pair<Value, Value> GemmKernel::chunksOfBlock(KernelBuilder &k) {
  int64_t all = tile.chunks(shape), each = all / tile.splits,
          left = all % tile.splits;
  if (tile.splits == 1)
    return {k.index(0), k.index(all)};
  Value split = k.blockNumber(gpu::Dimension::z);
  Value first = k.mul(split, each);
  if (left == 0)
    return {first, k.index(each)};
  return {k.add(first, k.least(split, k.index(left))),
          k.select(k.isLess(split, left), k.index(each + 1), k.index(each))};
}

/// Each round waits for its chunk, lets all threads pass that have it and are
/// done with the one before, and asks for another in the place of that. Pixels
/// that are converted on the way are stored there once this one is multiplied;
/// for a chunk that there is not, where nobody reads any more.
SmallVector<Value> GemmKernel::emitChunks(KernelBuilder &k, GemmCopies &copies,
                                          GemmProduct &product) {
  int64_t ahead = tile.stages - 1;
  auto [firstChunk, count] = chunksOfBlock(k);
  auto issue = [&](Value number, Value stage) {
    k.when(k.isLess(number, count),
           [&] { copies.issue(k.add(firstChunk, number), stage); });
    k.commitCopies();
  };
  auto load = [&](Value number) {
    return copies.areConverted() ? copies.load(k.add(firstChunk, number))
                                 : SmallVector<Value>();
  };
  auto store = [&](ArrayRef<Value> loaded, Value stage) {
    if (!loaded.empty())
      copies.store(loaded, stage);
  };
  for (int64_t i = 0; i < ahead; ++i) {
    Value number = k.index(i), stage = k.index(i * tile.stageElements());
    issue(number, stage);
    store(load(number), stage);
  }
  // With the sums go where the chunk at hand is and the one before it was.
  const int64_t lastStage = ahead * tile.stageElements();
  SmallVector<Value> initial = product.initial();
  initial.append({k.index(0), k.index(lastStage)});
  SmallVector<Value> values = k.reduce(
      k.index(0), count, 1, initial, [&](Value number, ArrayRef<Value> values) {
        Value stage = values[values.size() - 2], before = values.back();
        k.waitForCopies(ahead - 1);
        product.finish();
        k.barrier();
        Value next = k.add(number, ahead);
        auto multiply = [&] {
          return product.addChunk(stage, values.drop_back(2));
        };
        SmallVector<Value> sums;
        if (product.isAsynchronous())
          sums = multiply();
        issue(next, before);
        SmallVector<Value> loaded = load(next);
        if (!product.isAsynchronous())
          sums = multiply();
        store(loaded, before);
        Value following = k.select(k.isEqual(stage, lastStage), k.index(0),
                                   k.add(stage, tile.stageElements()));
        sums.append({following, stage});
        return sums;
      });
  product.finish();
  // Of empty groups, for nothing to be left open.
  k.waitForCopies(0);
  values.pop_back_n(2);
  return values;
}

void GemmKernel::storeSums(KernelBuilder &k, const GemmShape &shape,
                           const GemmSums &sums, Value firstRow, Value rowCount,
                           Value firstOutput) {
  GemmResults results(k, shape);
  SmallVector<Value> outputs, biases;
  for (Value column : sums.columns) {
    outputs.push_back(k.add(firstOutput, column));
    biases.push_back(results.biasOf(outputs.back(), sums.width));
  }
  for (auto [i, tileRow] : llvm::enumerate(sums.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values =
        ArrayRef<Value>(sums.values).slice(i * outputs.size(), outputs.size());
    k.when(k.isLess(row, rowCount), [&, row = row] {
      GemmResults::Pixel pixel = results.pixelOf(row);
      for (auto [output, value, bias] :
           llvm::zip_equal(outputs, values, biases))
        results.store(pixel, output, value, bias);
    });
  }
}

//===----------------------------------------------------------------------===//
// Splits
//===----------------------------------------------------------------------===//

Value GemmKernel::scratchPlace(KernelBuilder &k, Value row, Value output) {
  return k.add(k.mul(row, tile.filledOutputs(shape)), output);
}

void GemmKernel::storeParts(KernelBuilder &k, const GemmSums &sums,
                            Value firstRow, Value rowCount, Value firstOutput) {
  Memory part =
      k.imageOf(k.scratch, k.blockNumber(gpu::Dimension::z), splitFloats());
  for (auto [i, tileRow] : llvm::enumerate(sums.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values =
        ArrayRef<Value>(sums.values)
            .slice(i * sums.columns.size(), sums.columns.size());
    k.when(k.isLess(row, rowCount), [&, row = row] {
      for (auto [column, value] : llvm::zip_equal(sums.columns, values))
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
      results.store(results.pixelOf(row), own, sum,
                    results.biasOf(own, vectorFloats));
    });
  });
}

} // namespace gnet::cuda
