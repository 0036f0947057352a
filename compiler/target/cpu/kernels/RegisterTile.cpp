//===- RegisterTile.cpp - The accumulators that a kernel keeps at work ----===//
#include "target/cpu/kernels/RegisterTile.h"
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Int24Weights.h"

using namespace mlir;

namespace gnet {

/// Bound by multiplying, by loading, or by waiting for the sum before. Each
/// load takes a little besides: of tiles that are bound alike the one with
/// fewer loads wins.
double RegisterTile::cycles(int64_t inputs, const Machine &machine,
                            int64_t weightBytes, int64_t atOnce) const {
  const auto inputsAtOnce = static_cast<double>(atOnce);
  double multiplying = static_cast<double>(pixels * blocks) /
                       machine.vectorProductsPerCycle(atOnce);
  double loading = (static_cast<double>(pixels) / machine.broadcastsOfLoad +
                    static_cast<double>(blocks)) /
                   machine.vectorLoadsPerCycle;
  double waiting = static_cast<double>(machine.fmaLatency);
  int64_t bytes = blocks * machine.lanes * weightBytes;
  double fetching =
      bytes * inputs > machine.level1Bytes / 2
          ? static_cast<double>(bytes) / machine.level2BytesPerCycle
          : 0;
  return std::max(std::max({multiplying, loading, waiting}) / inputsAtOnce,
                  fetching) +
         machine.loadOverhead * static_cast<double>(pixels + blocks) /
             inputsAtOnce +
         (weightBytes == int24Bytes
              ? machine.widenOverhead * static_cast<double>(blocks)
              : 0);
}

double cyclesOf(const Product &product, RegisterTile tile,
                const Machine &machine) {
  double cycles = 0;
  for (int64_t group : evenGroups(product.blocks, tile.blocks))
    for (int64_t pixels : evenGroups(product.width, tile.pixels))
      cycles += RegisterTile{pixels, group}.cycles(
          product.inputs, machine, product.weightBytes, product.atOnce);
  return cycles * static_cast<double>(product.rows * product.inputs);
}

/// The larger half against the mean of both. An eighth of its digits counts:
/// a tile of another shape costs one thread more than is counted here.
double unevenness(const Product &product, RegisterTile tile) {
  SmallVector<int64_t> groups = evenGroups(product.blocks, tile.blocks);
  auto count = static_cast<int64_t>(groups.size());
  int64_t half = count * product.pieces / 2;
  int64_t first = half / count * product.blocks;
  for (int64_t group : ArrayRef(groups).take_front(half % count))
    first += group;
  int64_t all = product.blocks * product.pieces;
  return std::pow(2.0 * static_cast<double>(std::max(first, all - first)) /
                      static_cast<double>(all),
                  0.125);
}

namespace {

double unevenCyclesOf(const Product &product, RegisterTile tile,
                      const Machine &machine) {
  return cyclesOf(product, tile, machine) * unevenness(product, tile);
}

} // namespace

int64_t mostBlocks(const Product &product, const Machine &machine) {
  int64_t blocks = std::min<int64_t>(product.blocks, 4);
  while (blocks > 1 && !RegisterTile{1, blocks}.fits(machine))
    --blocks;
  return blocks;
}

RegisterTile bestTileOf(int64_t blocks, const Product &product,
                        const Machine &machine) {
  constexpr int64_t mostPixels = 28;
  RegisterTile best{1, blocks};
  double least = std::numeric_limits<double>::infinity();
  for (int64_t pixels = 1; pixels <= std::min(product.width, mostPixels);
       ++pixels) {
    RegisterTile tile{pixels, blocks};
    if (!tile.fits(machine))
      break;
    double cycles = unevenCyclesOf(product, tile, machine);
    if (cycles <= least)
      best = tile;
    least = std::min(cycles, least);
  }
  return best;
}

/// Of equals the one with more outputs: it reads the source less often.
RegisterTile bestTile(const Product &product, const Machine &machine) {
  RegisterTile best;
  double least = std::numeric_limits<double>::infinity();
  for (int64_t blocks = 1; blocks <= mostBlocks(product, machine); ++blocks) {
    if (product.isEven && product.blocks % blocks != 0)
      continue;
    RegisterTile tile = bestTileOf(blocks, product, machine);
    double cycles = unevenCyclesOf(product, tile, machine);
    if (cycles <= least)
      best = tile;
    least = std::min(cycles, least);
  }
  return best;
}

/// Weights are asked for ahead, so that they come meanwhile.
double whileFetching(double cycles, double bytes, const Machine &machine) {
  return std::max(cycles, bytes / machine.memoryBytesPerCycle);
}

namespace {

/// sums[p * weights + o] += load(places[p]) * weights[o]. Where there is no
/// place it is `filling`, or left out if there is none.
void addProducts(MutableArrayRef<Value> sums, ArrayRef<Value> places,
                 ArrayRef<Value> weights, function_ref<Value(Value)> load,
                 function_ref<Value(Value, Value, Value)> multiplyAdd,
                 Value filling = {}) {
  for (auto [pixel, place] : llvm::enumerate(places)) {
    Value value = place ? load(place) : filling;
    if (!value)
      continue;
    for (auto [o, weight] : llvm::enumerate(weights)) {
      Value &sum = sums[pixel * weights.size() + o];
      sum = multiplyAdd(value, weight, sum);
    }
  }
}

} // namespace

void addOuterProduct(KernelBuilder &k, MutableArrayRef<Value> sums,
                     int64_t blocks, Value source, ArrayRef<Value> places,
                     Value weight, Value at) {
  SmallVector<Value> weights;
  for (int64_t o = 0; o < blocks; ++o)
    weights.push_back(k.load(weight, k.add(at, o * k.lanes())));
  addProducts(
      sums, places, weights,
      [&](Value place) { return k.loadBroadcast(source, place); },
      [&](Value a, Value b, Value sum) { return k.fma(a, b, sum); });
  k.keepLoadsBehind();
}

/// Without an instruction for it all second numbers are multiplied before all
/// first ones, in the order of the instruction: both halves of all that is read
/// are more than there are registers.
void addOuterProductOfPairs(KernelBuilder &k, MutableArrayRef<Value> sums,
                            int64_t blocks, Value source,
                            ArrayRef<Value> places, Value weight, Value at,
                            bool hasSecond) {
  auto pairAt = [&](Value place) {
    return hasSecond ? k.loadPairBroadcast(source, place)
                     : k.loadFirstOfPairBroadcast(source, place);
  };
  auto weightsOf = [&](function_ref<Value(Value)> partOf) {
    SmallVector<Value> weights;
    for (int64_t o = 0; o < blocks; ++o)
      weights.push_back(
          partOf(k.loadPairs(weight, k.add(at, 2 * o * k.lanes()))));
    return weights;
  };
  if (k.machine.hasBfloats()) {
    addProducts(sums, places, weightsOf([](Value pairs) { return pairs; }),
                pairAt,
                [&](Value a, Value b, Value sum) { return k.dot(a, b, sum); });
    return k.keepLoadsBehind();
  }
  for (bool isSecond : {true, false}) {
    if (isSecond && !hasSecond)
      continue;
    auto half = [&](Value pairs) { return k.halfOf(pairs, isSecond); };
    addProducts(
        sums, places, weightsOf(half),
        [&](Value place) { return half(pairAt(place)); },
        [&](Value a, Value b, Value sum) { return k.fma(a, b, sum); });
    k.loadAnew();
  }
}

void addOuterProductOfShorts(KernelBuilder &k, MutableArrayRef<Value> sums,
                             int64_t blocks, Value source,
                             ArrayRef<Value> places, Value weight, Value at) {
  SmallVector<Value> weights;
  for (int64_t o = 0; o < blocks; ++o)
    weights.push_back(k.load(weight, k.add(at, o * k.lanes())));
  addProducts(
      sums, places, weights,
      [&](Value place) { return k.loadPairBroadcast(source, place); },
      [&](Value a, Value b, Value sum) { return k.dotShorts(a, b, sum); });
  k.keepLoadsBehind();
}

/// Without an instruction for it part by part: all that is read has more parts
/// than there are registers.
void addOuterProductOfQuads(KernelBuilder &k, MutableArrayRef<Value> sums,
                            int64_t blocks, Value source,
                            ArrayRef<Value> places, Value weight, Value at,
                            std::optional<int64_t> filling, int64_t count) {
  auto quadAt = [&](Value place) {
    return count == 4 ? k.loadQuadBroadcast(source, place)
                      : k.loadFirstOfQuadBroadcast(source, place, count);
  };
  for (int64_t part = 0; part < k.partsOfQuads(); ++part) {
    SmallVector<Value> weights;
    for (int64_t o = 0; o < blocks; ++o)
      weights.push_back(k.partOfWeights(
          k.loadQuads(weight, k.add(at, 4 * o * k.lanes())), part));
    addProducts(
        sums, places, weights,
        [&](Value place) { return k.partOfInputs(quadAt(place), part); },
        [&](Value a, Value b, Value sum) { return k.dotParts(a, b, sum); },
        filling ? k.partOfInputs(k.quads(*filling), part) : Value());
    if (part + 1 < k.partsOfQuads())
      k.loadAnew();
  }
  k.keepLoadsBehind();
}

} // namespace gnet
