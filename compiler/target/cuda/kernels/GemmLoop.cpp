//===- GemmLoop.cpp - A product's chunks, one after the other -------------===//
#include "target/cuda/kernels/GemmLoop.h"

using namespace mlir;

namespace gnet::cuda {

GemmLoop::GemmLoop(KernelBuilder &k, const GemmShape &shape,
                   const GemmTile &tile, GemmCopies &copies,
                   GemmProduct &product, Value slice)
    : k(k), shape(shape), tile(tile), copies(copies), product(product),
      slice(slice) {
  findChunks();
  firstStage =
      slice ? k.mul(slice, tile.stages * tile.stageElements()) : k.index(0);
  lastStage = k.add(firstStage, ahead() * tile.stageElements());
}

/// Of the block's split and the slice. That each has some is plain, so that no
/// way goes round the loop: ptxas waits for each product of a warpgroup where
/// sums may come from elsewhere.
void GemmLoop::findChunks() {
  int64_t parts = tile.splits * tile.slices;
  int64_t all = tile.chunks(shape), each = all / parts, left = all % parts;
  firstChunk = k.index(0);
  count = k.index(all);
  if (parts == 1)
    return;
  Value part = slice;
  if (tile.splits > 1)
    part = k.blockNumber(gpu::Dimension::z);
  if (tile.splits > 1 && slice)
    part = k.add(k.mul(part, tile.slices), slice);
  firstChunk = k.mul(part, each);
  count = k.index(each);
  if (left == 0)
    return;
  firstChunk = k.add(firstChunk, k.least(part, k.index(left)));
  count = k.select(k.isLess(part, left), k.index(each + 1), count);
}

/// Number 0 is that of all threads.
void GemmLoop::barrier() {
  if (slice)
    k.barrier(k.add(slice, 1), tile.threads());
  else
    k.barrier();
}

void GemmLoop::issue(Value number, Value stage) {
  k.when(k.isLess(number, count),
         [&] { copies.issue(k.add(firstChunk, number), stage); });
  k.commitCopies();
}

SmallVector<Value> GemmLoop::load(Value number) {
  return copies.areConverted() ? copies.load(k.add(firstChunk, number))
                               : SmallVector<Value>();
}

void GemmLoop::store(ArrayRef<Value> loaded, Value stage) {
  if (!loaded.empty())
    copies.store(loaded, stage);
}

/// What comes before, places and masks, needs nothing of the launches before.
SmallVector<Value> GemmLoop::emit(function_ref<SmallVector<Value>()> initial) {
  k.waitForLaunches();
  for (int64_t i = 0; i < ahead(); ++i) {
    Value number = k.index(i);
    Value stage = k.add(firstStage, i * tile.stageElements());
    issue(number, stage);
    store(load(number), stage);
  }
  // With the sums go where the chunk at hand is and the one before it was.
  SmallVector<Value> values = product.initial(initial());
  values.append({firstStage, lastStage});
  values = k.reduce(k.index(0), count, 1, values,
                    [&](Value number, ArrayRef<Value> values) {
                      return round(number, values);
                    });
  product.finish();
  // Of empty groups, for nothing to be left open.
  k.waitForCopies(0);
  values.pop_back_n(2);
  return values;
}

/// Waits for its chunk, lets all threads pass that have it and are done with
/// the one before, and asks for another in the place of that. Pixels that are
/// converted on the way are stored there once this one is multiplied; for a
/// chunk that there is not, where nobody reads any more.
SmallVector<Value> GemmLoop::round(Value number, ArrayRef<Value> values) {
  Value stage = values[values.size() - 2], before = values.back();
  k.waitForCopies(ahead() - 1);
  product.finish();
  barrier();
  Value next = k.add(number, ahead());
  auto multiply = [&] { return product.addChunk(stage, values.drop_back(2)); };
  SmallVector<Value> sums;
  if (product.isAsynchronous())
    sums = multiply();
  issue(next, before);
  SmallVector<Value> loaded = load(next);
  if (!product.isAsynchronous())
    sums = multiply();
  store(loaded, before);
  Value following = k.select(k.isEqual(stage, lastStage), firstStage,
                             k.add(stage, tile.stageElements()));
  sums.append({following, stage});
  return sums;
}

} // namespace gnet::cuda
