//===- Linear.cpp - Matrix product of vectors of features -----------------===//
//
// Each group of output blocks reads its weights once, in one stream. A batch is
// taken in tiles of images; what is left in tiles of half the size and so on.
// Where they are several, each takes the features that the second-level cache
// has weights for, and leaves its sums in scratch memory until the next ones.
// Where a tile has few accumulators, features are summed up in several parts
// that do not wait for each other.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/Int24Weights.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/LinearCost.h"
#include "target/cpu/kernels/RegisterTile.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Products that are unrolled in the innermost loop, at most as many parts.
constexpr int64_t unrolledProducts = 4;

class Linear {
public:
  Linear(gnk::LinearOp linear, KernelBuilder &k)
      : linear(linear), k(k), source(linear.getSource().getType()),
        destination(linear.getDestination().getType()),
        features(linear.getWeight().getType().getDimSize(1)),
        atOnce(featuresTogether(linear)), integers(k, linear.getWeight()) {
    gnk::KernelAttr kernel = gnk::chosenKernel(linear);
    ArrayRef<int64_t> numbers = kernel.getNumbers("tile");
    tile = {numbers[0], numbers[1]};
    keepsSums = kernel.getScratch() > 0;
    groups = evenGroups(outputBlocks(), tile.blocks);
  }

  Work emit();

private:
  void emitGroup(int64_t blocks, Value first);
  void forImages(function_ref<void(Value image, int64_t images)> body);
  Value initialSum(Value block);
  SmallVector<Value> initialSums(int64_t images);
  SmallVector<Value> addFeatures(ArrayRef<Value> sums, Value image, Value from,
                                 Value to);
  SmallVector<Value> addRest(ArrayRef<Value> sums, Value image);
  void addFeature(MutableArrayRef<Value> sums, Value image, Value feature) {
    addFeatures(sums, image, feature, atOnce);
  }
  void addFeatures(MutableArrayRef<Value> sums, Value image, Value feature,
                   int64_t count);
  void fetchAhead(Value at);
  Value zero() { return integers.areUsed() ? k.integers(0) : k.splat(0); }
  Value add(Value a, Value b) {
    return integers.areUsed() ? k.add(a, b) : k.addf(a, b);
  }
  Value scratchOf(Value image, int64_t sum);
  Value scaled(Value sum, Value first);
  Value asFloats(Value sum);
  Value asSums(Value floats);
  void keep(ArrayRef<Value> sums, Value image);
  SmallVector<Value> kept(Value image, int64_t images);
  void emitEpilogue(ArrayRef<Value> sums, Value image);

  /// Features of a round of the innermost loop.
  int64_t round() const { return unrolledProducts * atOnce; }
  int64_t featuresAtOnce() const;
  int64_t partsOfSums() const;
  int64_t imagesOf(ArrayRef<Value> sums) const {
    return static_cast<int64_t>(sums.size()) / blocks;
  }
  int64_t outputBlocks() const {
    return llvm::divideCeil(destination.getChannels(), k.lanes());
  }

  gnk::LinearOp linear;
  KernelBuilder &k;
  gnk::BufferType source, destination;
  int64_t features;
  int64_t atOnce; ///< Features of a product: a quad, a pair, or one.
  IntegerSums integers;
  RegisterTile tile;
  bool keepsSums; ///< In scratch memory.
  SmallVector<int64_t> groups;

  // Of the group at work.
  int64_t blocks = 0;
  Value firstBlock, weights;
};

Work Linear::emit() {
  k.forItems([&](Value group) {
    forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
      emitGroup(blocksOfGroup, first);
    });
  });
  return {int64_t(groups.size()), 0};
}

void Linear::emitGroup(int64_t blocksOfGroup, Value first) {
  blocks = blocksOfGroup;
  firstBlock = first;
  weights = k.add(k.mul(first, llvm::alignTo(features, atOnce) * k.lanes()),
                  integers.weightsBegin());
  Value whole = k.index(features - features % round());
  if (!keepsSums)
    return forImages([&](Value image, int64_t images) {
      SmallVector<Value> sums =
          addFeatures(initialSums(images), image, k.index(0), whole);
      emitEpilogue(addRest(sums, image), image);
    });
  forImages(
      [&](Value image, int64_t images) { keep(initialSums(images), image); });
  int64_t step = featuresAtOnce();
  k.loop(k.index(0), whole, step, [&](Value from) {
    Value to = k.least(k.add(from, step), whole);
    forImages([&](Value image, int64_t images) {
      keep(addFeatures(kept(image, images), image, from, to), image);
    });
  });
  forImages([&](Value image, int64_t images) {
    emitEpilogue(addRest(kept(image, images), image), image);
  });
}

/// For each tile of the images that there are.
void Linear::forImages(function_ref<void(Value, int64_t)> body) {
  Value image = k.index(0);
  for (int64_t size : imageTiles(tile.pixels)) {
    Value left = k.sub(k.images, image);
    Value end = k.add(image, k.sub(left, k.rem(left, size)));
    k.loop(image, end, size, [&](Value at) { body(at, size); });
    image = end;
  }
}

//===----------------------------------------------------------------------===//
// Sums of a tile: images, for each the blocks
//===----------------------------------------------------------------------===//

Value Linear::initialSum(Value block) {
  if (integers.areUsed())
    return integers.initial(block);
  return linear.getBias() && !k.hasInt24Weights()
             ? k.load(k.bias, k.mul(block, k.lanes()))
             : k.splat(0);
}

SmallVector<Value> Linear::initialSums(int64_t images) {
  SmallVector<Value> sums;
  for (int64_t i = 0; i < images; ++i)
    for (int64_t o = 0; o < blocks; ++o)
      sums.push_back(initialSum(k.add(firstBlock, o)));
  return sums;
}

/// Where an image has its sums in scratch memory.
Value Linear::scratchOf(Value image, int64_t sum) {
  return k.add(k.mul(image, blocks * k.lanes()), sum * k.lanes());
}

/// Integers keep their bits.
Value Linear::asFloats(Value sum) {
  return integers.areUsed() ? k.bitsAs(sum, /*isFloat=*/true) : sum;
}

Value Linear::asSums(Value floats) {
  return integers.areUsed() ? k.bitsAs(floats, /*isFloat=*/false) : floats;
}

void Linear::keep(ArrayRef<Value> sums, Value image) {
  for (auto [i, sum] : llvm::enumerate(sums))
    k.store(asFloats(sum), k.scratch,
            scratchOf(image, static_cast<int64_t>(i)));
}

SmallVector<Value> Linear::kept(Value image, int64_t images) {
  SmallVector<Value> sums;
  for (int64_t i = 0; i < images * blocks; ++i)
    sums.push_back(asSums(k.load(k.scratch, scratchOf(image, i))));
  return sums;
}

/// Whose weights take a part of the second-level cache.
int64_t Linear::featuresAtOnce() const {
  int64_t bytes =
      blocks * k.lanes() * gnk::elementBytes(gnk::weightTypeOf(linear));
  int64_t fitting = k.machine.level2Bytes / 4 / bytes;
  return std::max<int64_t>(fitting / round(), 1) * round();
}

/// As many as keep the machine busy, and fit its registers. For all groups and
/// images the same: two outputs of the same weights are the same number.
int64_t Linear::partsOfSums() const {
  double busy =
      k.machine.vectorFmasPerCycle * static_cast<double>(k.machine.fmaLatency);
  int64_t least = tile.pixels * groups.back();
  int64_t most = tile.pixels * groups.front();
  int64_t parts = 1;
  while (parts < unrolledProducts &&
         static_cast<double>(parts * least) < busy &&
         k.machine.canHold(2 * parts * most + groups.front()))
    parts *= 2;
  return parts;
}

/// Of features from `from` to before `to`, whole rounds.
SmallVector<Value> Linear::addFeatures(ArrayRef<Value> sums, Value image,
                                       Value from, Value to) {
  size_t count = sums.size();
  int64_t parts = partsOfSums();
  SmallVector<Value> values(sums);
  values.resize(count * parts, zero());
  values = k.reduce(
      from, to, round(), values, [&](Value first, ArrayRef<Value> before) {
        SmallVector<Value> next(before);
        for (int64_t i = 0; i < unrolledProducts; ++i)
          addFeature(MutableArrayRef(next).slice(i % parts * count, count),
                     image, k.add(first, i * atOnce));
        return next;
      });
  for (; parts > 1; parts /= 2)
    for (size_t i = 0; i < parts / 2 * count; ++i)
      values[i] = add(values[i], values[i + parts / 2 * count]);
  values.truncate(count);
  return values;
}

/// The features that make no whole round.
SmallVector<Value> Linear::addRest(ArrayRef<Value> sums, Value image) {
  SmallVector<Value> values(sums);
  for (int64_t i = features % round(); i > 0; i -= atOnce)
    addFeatures(values, image, k.index(features - i), std::min(i, atOnce));
  return values;
}

/// Of weights that lie across lines the processor itself asks for the next ones
/// too late.
void Linear::fetchAhead(Value at) {
  constexpr int64_t bytesAhead = 4096;
  const int64_t line = k.elementsOfLine(k.weight);
  for (int64_t i = 0; i < blocks * k.lanes(); i += line)
    k.prefetchOnce(k.weight, k.add(at, bytesAhead / int24Bytes + i));
}

/// One product of each sum: `count` features.
void Linear::addFeatures(MutableArrayRef<Value> sums, Value image,
                         Value feature, int64_t count) {
  SmallVector<Value> places;
  for (int64_t i = 0; i < imagesOf(sums); ++i)
    places.push_back(
        k.add(k.mul(k.add(image, i), source.getImageStride()), feature));
  Value at = k.add(weights, k.mul(feature, blocks * k.lanes()));
  if (k.hasInt24Weights() && !keepsSums)
    fetchAhead(at);
  if (atOnce == 4)
    return addOuterProductOfQuads(k, sums, blocks, k.source, places, k.weight,
                                  at, /*filling=*/std::nullopt, count);
  if (atOnce == 2)
    return addOuterProductOfPairs(k, sums, blocks, k.source, places, k.weight,
                                  at, /*hasSecond=*/count == 2);
  addOuterProduct(k, sums, blocks, k.source, places, k.weight, at);
}

/// Of the block of outputs that begins with `first`, of sums of int24 weights.
Value Linear::scaled(Value sum, Value first) {
  Value scales = k.int24Scales(first);
  return linear.getBias() ? k.fma(sum, scales, k.load(k.bias, first))
                          : k.mulf(sum, scales);
}

/// The very last block may not be full.
void Linear::emitEpilogue(ArrayRef<Value> sums, Value image) {
  int64_t rest = destination.getChannels() % k.lanes();
  auto emitBlock = [&](int64_t block, int64_t lanes) {
    Value number = k.add(firstBlock, block), first = k.mul(number, k.lanes());
    IntegerSums::Meaning meaning;
    if (integers.areUsed())
      meaning = integers.meaningOf(number, bool(linear.getBias()));
    for (int64_t i = 0; i < imagesOf(sums); ++i) {
      Value sum = sums[i * blocks + block];
      if (integers.areUsed())
        sum = integers.numberOf(sum, meaning);
      else if (k.hasInt24Weights())
        sum = scaled(sum, first);
      Value value = activate(k, linear.getActivationAttr(), sum);
      Value to = k.mul(k.add(image, i), destination.getImageStride());
      k.storeFirst(value, lanes, k.destination, k.add(to, first));
    }
  };
  for (int64_t block = 0; block + 1 < blocks; ++block)
    emitBlock(block, k.lanes());
  auto emitWhole = [&] { emitBlock(blocks - 1, k.lanes()); };
  if (rest == 0)
    return emitWhole();
  Value isLast = k.isEqual(k.add(firstBlock, blocks), k.index(outputBlocks()));
  k.when(isLast, [&] { emitBlock(blocks - 1, rest); }, emitWhole);
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto linear = cast<gnk::LinearOp>(*step);
  gnk::KernelAttr kernel = gnk::chosenKernel(linear);
  int64_t outputs = linear.getWeight().getType().getDimSize(0);
  SmallVector<int64_t> groups = evenGroups(
      llvm::divideCeil(outputs, machine.lanes), kernel.getNumbers("tile")[1]);
  auto weight =
      gnk::PackedAttr::get(linear.getContext(), groups, machine.lanes,
                           /*inputBlock=*/featuresTogether(linear),
                           /*tapsFirst=*/false, {}, featuresTogether(linear));
  return {weight, packedByChannel(linear.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &linearKernel() {
  static const KernelKind kind = {
      "linear",
      /*isExact=*/true,
      proposeLinear,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Linear(cast<gnk::LinearOp>(*step), kernel).emit();
      },
      /*emitBefore=*/nullptr,
      /*error=*/nullptr,
      /*keepsFloat32Weights=*/nullptr,
      /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
