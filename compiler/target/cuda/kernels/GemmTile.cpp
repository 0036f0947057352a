//===- GemmTile.cpp - How a product is cut into tiles ---------------------===//
#include "target/cuda/kernels/GemmTile.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/GemmInstructions.h"
#include "target/cuda/kernels/GemmTraffic.h"
#include "target/kernels/SortStably.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t registersOfProcessor = 64 << 10;
constexpr int64_t schedulers = 4; ///< Of a processor.
/// Cycles until what a chunk's copies ask for is there, mostly from the second
/// cache, and those of a block before its first and after its last chunk. With
/// these, two kernels that were measured on an H200, see
/// bench/results/cuda/h200_kernels.md, would take 1.5 and 3.4 us: 1.2 and 3.4.
constexpr double memoryLatency = 400, blockOverhead = 1000;
/// Cycles of a chunk in which a warpgroup's products have not begun or are
/// waited for.
constexpr double warpgroupOverhead = 60;
/// The least of a chunk, whose products wait for the barrier, their factors and
/// each other.
constexpr double chunkLatency = 150;
/// Cycles of the two barriers and the last sums of a block with slices.
constexpr double sliceOverhead = 150;
/// What blocks reach of the rates at which a processor multiplies and begins
/// instructions.
constexpr double reachedRate = 0.8;
/// The most that a processor takes of the second-level cache in a cycle.
constexpr int64_t mostCacheBytes = 64;
/// Of shared memory, what each GPU from sm_80 on lets a block have.
constexpr int64_t mostSharedBytes = 99 << 10;

/// Rows and columns of a block, and of a thread.
constexpr GemmTile threadTiles[] = {
    {128, 128, 8, 8}, {128, 64, 8, 8}, {64, 128, 8, 8}, {128, 64, 8, 4},
    {64, 64, 8, 4},   {64, 64, 4, 4},  {128, 32, 8, 4}, {64, 32, 4, 4},
    {32, 64, 4, 4},   {32, 32, 4, 4},  {32, 32, 2, 4},
};
/// Likewise, and of a warp.
template <Precision precision>
constexpr GemmTile warpTiles[] = {
    {128, 256, 64, 64, precision}, {128, 192, 64, 48, precision},
    {128, 128, 64, 64, precision}, {256, 64, 32, 32, precision},
    {128, 128, 64, 32, precision}, {128, 64, 32, 32, precision},
    {64, 128, 32, 32, precision},  {64, 64, 32, 32, precision},
    {64, 64, 32, 16, precision},   {64, 32, 32, 16, precision},
    {32, 64, 16, 32, precision},   {32, 32, 16, 16, precision},
    {32, 32, 32, 16, precision},   {32, 32, 32, 32, precision},
};

/// The parameter of a kernel that tells its precision; fp32 has none.
struct PrecisionParameter {
  llvm::StringLiteral name;
  Precision precision;
};
constexpr PrecisionParameter precisionParameters[] = {
    {"tf32", Precision::Tf32},
    {"bf16", Precision::Bf16},
    {"fp16", Precision::Fp16}};

Precision precisionOf(gnk::KernelAttr kernel) {
  for (auto [name, precision] : precisionParameters)
    if (!kernel.getNumbers(name).empty())
      return precision;
  return Precision::Fp32;
}

/// Of a thread, about: sums, a chunk's factors and addresses.
int64_t registersOf(const GemmTile &tile) {
  int64_t sums = tile.partRows * tile.partColumns;
  if (tile.precision == Precision::Fp32)
    return sums + 4 * tile.partRows + tile.partColumns + 40;
  return (sums + 8 * tile.partRows + 8 * tile.partColumns) / warpLanes + 60;
}

bool multipliesByWarpgroups(const GemmTile &tile, const Card &card) {
  return tile.hasWarpgroups && card.warpgroupFmasPerCycle > 0;
}

/// Of a processor, with what `tile` multiplies with.
int64_t fmasPerCycle(const GemmTile &tile, const Card &card) {
  if (multipliesByWarpgroups(tile, card))
    return card.warpgroupFmasPerCycle / (tile.elementBytes() / 2);
  return tile.precision == Precision::Fp32   ? card.fmasPerCycle
         : tile.precision == Precision::Tf32 ? card.tf32FmasPerCycle
                                             : card.halfFmasPerCycle;
}

/// Cycles that a scheduler's units are busy with a chunk's products of a warp.
double multiplyingCycles(const GemmTile &tile, const Card &card) {
  int64_t fmas = tile.partRows * tile.partColumns * tile.depth() *
                 tile.parts() / (tile.threads() / warpLanes);
  return static_cast<double>(fmas * schedulers) /
         static_cast<double>(fmasPerCycle(tile, card));
}

/// Those in which it begins the instructions of a warp: one a cycle.
double issuingCycles(const GemmTile &tile, const GemmShape &shape,
                     const Card &card) {
  return instructionsOfChunk(tile, shape, multipliesByWarpgroups(tile, card));
}

double sharedCycles(const GemmTile &tile, const GemmShape &shape,
                    const Card &card) {
  return sharedCyclesOfChunk(tile, shape, multipliesByWarpgroups(tile, card));
}

/// Cycles of a chunk, and what takes them.
using Bound = std::pair<double, Limit>;

/// The largest of a chunk of each of the `together` blocks of a processor,
/// where `busy` processors have some.
Bound boundOfChunk(const GemmTile &tile, const GemmShape &shape,
                   const Card &card, int64_t together, int64_t busy) {
  auto slices = static_cast<double>(together * tile.slices);
  auto warps = static_cast<double>(
      llvm::divideCeil(tile.blockThreads() / warpLanes * together, schedulers));
  double beside = multipliesByWarpgroups(tile, card) ? warpgroupOverhead : 0;
  auto cacheBytes = static_cast<double>(std::min(
      mostCacheBytes, card.level2BytesPerCycle * card.processors / busy));
  return std::max(
      {Bound(memoryLatency / static_cast<double>(tile.stages - 1),
             Limit::Latency),
       Bound(chunkLatency, Limit::Latency),
       Bound(static_cast<double>(copiedBytesOfChunk(tile)) * slices /
                 cacheBytes,
             Limit::Cache),
       Bound(sharedCycles(tile, shape, card) * slices, Limit::Shared),
       Bound(multiplyingCycles(tile, card) * warps / reachedRate + beside,
             Limit::Multiplying),
       Bound(issuingCycles(tile, shape, card) * warps / reachedRate + beside,
             Limit::Issue)});
}

int64_t residentBlocks(const GemmTile &tile, const GemmShape &shape,
                       const Card &card) {
  if (tile.sharedBytes(shape) > mostSharedBytes)
    return 0;
  int64_t byShared = card.sharedBytes / (tile.sharedBytes(shape) + 1024);
  int64_t byRegisters =
      registersOfProcessor / (registersOf(tile) * tile.blockThreads());
  return std::min(byShared, byRegisters);
}

} // namespace

GemmTile GemmTile::of(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  ArrayRef<int64_t> part = kernel.getNumbers("part");
  ArrayRef<int64_t> slices = kernel.getNumbers("slices");
  return {tile[0],
          tile[1],
          part[0],
          part[1],
          precisionOf(kernel),
          kernel.getNumbers("stages")[0],
          kernel.getNumbers("splits")[0],
          slices.empty() ? 1 : slices[0],
          !kernel.getNumbers("warpgroups").empty()};
}

gnk::KernelAttr GemmTile::addTo(gnk::KernelAttr kernel) const {
  kernel = kernel.withNumbers("tile", {rows, columns});
  kernel = kernel.withNumbers("part", {partRows, partColumns});
  kernel = kernel.withNumbers("stages", {stages});
  kernel = kernel.withNumbers("splits", {splits});
  if (slices > 1)
    kernel = kernel.withNumbers("slices", {slices});
  for (auto [name, parameter] : precisionParameters)
    if (parameter == precision)
      kernel = kernel.withNumbers(name, {1});
  if (hasWarpgroups)
    kernel = kernel.withNumbers("warpgroups", {1});
  return kernel;
}

/// Two lines of 64 bytes are as wide as all banks; of the next two the pieces'
/// numbers differ by an exclusive or. Warpgroups call that a swizzle.
Value GemmTile::linePlace(KernelBuilder &k, Value line, Value piece) const {
  if (isOnTensorCores())
    piece = k.exclusiveOr(piece, k.rem(k.div(line, 2), pieces()));
  return k.add(k.mul(line, sourcePitch()), k.mul(piece, copiedElements()));
}

Value GemmTile::weightPlace(KernelBuilder &k, Value line, Value piece) const {
  Value place = isOnTensorCores() ? linePlace(k, line, piece)
                                  : k.add(k.mul(line, columns),
                                          k.mul(piece, copiedElements()));
  return k.add(place, sourceElements());
}

int64_t GemmTile::columnTiles(const GemmShape &shape) const {
  return llvm::divideCeil(shape.outputs, columns);
}

bool GemmTile::canSlice(const GemmShape &shape) const {
  constexpr int64_t mostThreads = 512;
  int64_t sumBytes = 4 * (slices - 1) * rows * columns;
  return slices == 1 ||
         (shape.isBlocked && blockThreads() <= mostThreads &&
          2 * splits * slices <= chunks(shape) && sumBytes <= stageBytes() &&
          stageBytes() <= mostSharedBytes);
}

int64_t GemmTile::scratch(const GemmShape &shape) const {
  return splits == 1 ? 0 : splits * shape.rowCount() * filledOutputs(shape);
}

/// Waves of blocks, each as long as its chunks take.
Prediction GemmTile::predict(const GemmShape &shape, const Card &card) const {
  int64_t resident = residentBlocks(*this, shape, card);
  if (resident == 0)
    return {std::numeric_limits<double>::infinity(), Limit::Latency};
  int64_t blocks = blocksOfBatch(shape) * splits;
  int64_t together =
      std::min<int64_t>(resident, llvm::divideCeil(blocks, card.processors));
  auto waves =
      static_cast<double>(llvm::divideCeil(blocks, card.processors * together));
  auto [cycles, limit] = boundOfChunk(*this, shape, card, together,
                                      std::min(blocks, card.processors));
  double ofChunks = static_cast<double>(chunksOfSlice(shape)) * cycles;
  double beside = blockOverhead + (slices > 1 ? sliceOverhead : 0);
  double time = waves * (ofChunks + beside) / card.gigahertz / 1e3 +
                card.launchMicroseconds;
  if (splits > 1)
    time += predictMoving(card, 4 * scratch(shape)).microseconds;
  return {time, ofChunks < beside ? Limit::Latency : limit};
}

int64_t GemmTile::blocksOfBatch(const GemmShape &shape) const {
  return rowTiles(shape.rowCount()) * shape.groups * columnTiles(shape);
}

double GemmTile::leastMicroseconds(Limit limit, const GemmShape &shape,
                                   const Card &card) const {
  auto cycles = [&]() -> double {
    auto bytes = static_cast<double>(copiedBytesOfChunk(*this));
    int64_t warps = threads() / warpLanes;
    switch (limit) {
    case Limit::Cache:
      return bytes / static_cast<double>(card.level2BytesPerCycle);
    case Limit::Shared:
      return sharedCycles(*this, shape, card);
    case Limit::Issue:
      return issuingCycles(*this, shape, card) * static_cast<double>(warps) /
             schedulers;
    default:
      return 0;
    }
  };
  return static_cast<double>(blocksOfBatch(shape) * chunks(shape)) * cycles() /
         static_cast<double>(card.processors) / card.gigahertz / 1e3;
}

llvm::ArrayRef<GemmTile> gemmTiles(Precision precision) {
  switch (precision) {
  case Precision::Fp32:
    return threadTiles;
  case Precision::Tf32:
    return warpTiles<Precision::Tf32>;
  case Precision::Bf16:
    return warpTiles<Precision::Bf16>;
  case Precision::Fp16:
    return warpTiles<Precision::Fp16>;
  }
  llvm_unreachable("all precisions are covered");
}

bool gainsByWarpgroups(GemmTile tile, const GemmShape &shape,
                       const Card &card) {
  if (!tile.fitsWarpgroups())
    return false;
  auto hasThem = [](const Card &each) {
    return each.warpgroupFmasPerCycle > 0;
  };
  const Card &of = hasThem(card) ? card : *llvm::find_if(cards(), hasThem);
  tile.hasWarpgroups = false;
  double without = tile.predict(shape, of).microseconds;
  tile.hasWarpgroups = true;
  return tile.predict(shape, of).microseconds < without;
}

/// All forms of `tile` for `shape`, without warpgroups.
static SmallVector<GemmTile> formsOf(GemmTile tile, const GemmShape &shape) {
  SmallVector<GemmTile> forms;
  for (int64_t stages : {3, 4, 6})
    for (int64_t slices : {1, 2, 4, 8})
      for (int64_t splits = 1; splits <= tile.chunks(shape) / 4 || splits == 1;
           splits *= 2) {
        tile.stages = stages;
        tile.slices = slices;
        tile.splits = splits;
        if (tile.scratch(shape) > (int64_t{1} << 28))
          break;
        if (tile.canSlice(shape))
          forms.push_back(tile);
      }
  return forms;
}

std::optional<GemmTile> fastestForm(GemmTile tile, const GemmShape &shape,
                                    const Card &card) {
  std::optional<GemmTile> fastest;
  double least = std::numeric_limits<double>::infinity();
  for (GemmTile &form : formsOf(tile, shape)) {
    form.hasWarpgroups = gainsByWarpgroups(form, shape, card);
    double time = form.predict(shape, card).microseconds;
    if (time < least) {
      least = time;
      fastest = form;
    }
  }
  return fastest;
}

SmallVector<GemmTile> fittingTiles(const GemmShape &shape, Precision precision,
                                   const Card &card) {
  SmallVector<GemmTile> tiles;
  for (const GemmTile &tile : gemmTiles(precision)) {
    if (shape.groups > 1 && shape.outputs % tile.columns != 0)
      continue;
    if (!tile.canCopy(shape))
      continue;
    if (auto form = fastestForm(tile, shape, card))
      tiles.push_back(*form);
  }
  sortStably(tiles, [&](const GemmTile &a, const GemmTile &b) {
    return a.predict(shape, card).microseconds <
           b.predict(shape, card).microseconds;
  });
  return tiles;
}

} // namespace gnet::cuda
