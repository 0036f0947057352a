//===- OutputBlock.cpp - A block of threads for 16 outputs of a matrix ----===//
#include "target/cuda/kernels/OutputBlock.h"
#include "target/kernels/Activations.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t lanesOfThread = 4;
constexpr int64_t threadsOfFeature = OutputBlock::lanes / lanesOfThread;
constexpr int64_t featuresOfWarp = warpLanes / threadsOfFeature;
constexpr int64_t mostWarps = 8;
/// Weights that a thread asks for before it waits for the first of them.
constexpr int64_t loadsAhead = 4;

} // namespace

OutputBlock::OutputBlock(gnk::KernelInterface step, Value weight)
    : weight(weight), source(step.getSource().getType()),
      destination(gnk::resultOf(step).getDestination().getType()),
      isSoftmax(isa<gnk::SoftmaxOp>(*gnk::resultOf(step))), warps(1) {
  auto type = cast<RankedTensorType>(weight.getType());
  outputs = type.getDimSize(0);
  features = type.getDimSize(1);
  while (warps < mostWarps &&
         2 * warps * featuresOfWarp * loadsAhead <= features)
    warps *= 2;
}

Launch OutputBlock::launch() const {
  return {.blocksOfImage = int64_t(llvm::divideCeil(outputs, lanes)),
          .threads = warps * warpLanes,
          .sharedBytes = warps * lanes * int64_t(sizeof(float))};
}

gnk::PackedAttr OutputBlock::packing() const {
  SmallVector<int64_t> groups(llvm::divideCeil(outputs, lanes), 1);
  return gnk::PackedAttr::get(weight.getContext(), groups, lanes,
                              /*inputBlock=*/1, /*tapsFirst=*/false, {});
}

void OutputBlock::emit(KernelBuilder &k, AddTo addTo,
                       function_ref<Value(Value, Value)> finish) {
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value sum = sumOfBlock(k, sumsOfThread(k, digits[0], digits[1], addTo));
  // Of the first threads, each has an output.
  Value output = k.add(k.mul(digits[1], lanes), k.thread);
  Value hasOne = k.both(k.isLess(k.thread, lanes), k.isLess(output, outputs));
  Memory to = k.imageOf(k.destination, digits[0], destination.getImageStride());
  if (!isSoftmax)
    return k.when(hasOne, [&] { k.store(finish(sum, output), to, output); });
  Value lowest = k.number(-std::numeric_limits<double>::infinity());
  Value result = k.choose(
      hasOne, k.floatsType(1), [&] { return finish(sum, output); },
      [&] { return lowest; });
  Value power = softmaxOf(k, result, hasOne);
  k.when(hasOne, [&] { k.store(power, to, output); });
}

/// All of them are in one warp.
Value OutputBlock::softmaxOf(KernelBuilder &k, Value result, Value hasOne) {
  Value largest = k.acrossLanes(result, 1, lanes,
                                [&](Value a, Value b) { return k.maxf(a, b); });
  Value power = k.choose(
      hasOne, k.floatsType(1),
      [&] { return exponential(k, k.subf(result, largest)); },
      [&] { return k.number(0); });
  Value sum = k.acrossLanes(power, 1, lanes,
                            [&](Value a, Value b) { return k.addf(a, b); });
  return k.mulf(power, k.divf(k.number(1), sum));
}

Value OutputBlock::sumsOfThread(KernelBuilder &k, Value image, Value block,
                                AddTo addTo) {
  Memory from = k.imageOf(k.source, image, source.getImageStride());
  Memory weights = k.imageOf(k.weight, block, features * lanes);
  SmallVector<Value> place = k.digits(k.thread, {threadsOfFeature});
  Value lane = k.mul(place[1], lanesOfThread);
  int64_t step = warps * featuresOfWarp, round = step * loadsAhead;
  auto add = [&](Value feature, Value sums) {
    Value at = k.add(k.mul(feature, lanes), lane);
    return addTo(sums, k.load(from, feature),
                 k.load(weights, at, lanesOfThread));
  };
  int64_t whole = features / round * round;
  SmallVector<Value> parts(loadsAhead, k.number(0, lanesOfThread));
  parts =
      k.reduce(place[0], k.index(whole), round, parts,
               [&](Value feature, ArrayRef<Value> before) {
                 SmallVector<Value> next;
                 for (auto [i, sums] : llvm::enumerate(before))
                   next.push_back(add(k.add(feature, int64_t(i) * step), sums));
                 return next;
               });
  Value sums = k.addf(k.addf(parts[0], parts[1]), k.addf(parts[2], parts[3]));
  return k.reduceOne(k.add(place[0], whole), k.index(features), step, sums,
                     add);
}

/// Of the output that the thread's number is, for the first 16 of them.
Value OutputBlock::sumOfBlock(KernelBuilder &k, Value sums) {
  auto add = [&](Value a, Value b) { return k.addf(a, b); };
  SmallVector<Value> joined;
  for (int64_t i = 0; i < lanesOfThread; ++i)
    joined.push_back(
        k.acrossLanes(k.lane(sums, i), threadsOfFeature, warpLanes, add));
  SmallVector<Value> place = k.digits(k.thread, {warpLanes});
  Memory shared = k.shared();
  k.when(k.isLess(place[1], threadsOfFeature), [&] {
    Value at = k.add(k.mul(place[0], lanes), k.mul(place[1], lanesOfThread));
    k.store(k.vectorOf(joined), shared, at);
  });
  k.barrier();
  return k.choose(
      k.isLess(k.thread, lanes), k.floatsType(1),
      [&] {
        Value sum = k.load(shared, k.thread);
        for (int64_t warp = 1; warp < warps; ++warp)
          sum = k.addf(sum, k.load(shared, k.add(k.thread, warp * lanes)));
        return sum;
      },
      [&] { return k.number(0); });
}

} // namespace gnet::cuda
