//===- GemmTile.cpp - How a product is cut into tiles ---------------------===//
#include "target/cuda/kernels/GemmTile.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/GemmInstructions.h"
#include "target/kernels/SortStably.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t registersOfProcessor = 64 << 10;
constexpr int64_t schedulers = 4; ///< Of a processor.
/// Cycles until what a chunk's copies ask for is there, and those of a block
/// before its first and after its last chunk.
constexpr double memoryLatency = 600, blockOverhead = 2000;
/// Cycles of a chunk in which a warpgroup's products have not begun or are
/// waited for.
constexpr double warpgroupOverhead = 60;

/// Rows and columns of a block, and of a thread.
constexpr GemmTile threadTiles[] = {
    {128, 128, 8, 8}, {128, 64, 8, 8}, {64, 128, 8, 8}, {128, 64, 8, 4},
    {64, 64, 8, 4},   {64, 64, 4, 4},  {128, 32, 8, 4}, {64, 32, 4, 4},
    {32, 64, 4, 4},   {32, 32, 4, 4},  {32, 32, 2, 4},
};
/// Likewise, and of a warp.
template <Precision precision>
constexpr GemmTile warpTiles[] = {
    {128, 128, 64, 32, precision}, {128, 64, 32, 32, precision},
    {64, 128, 32, 32, precision},  {64, 64, 32, 32, precision},
    {64, 64, 32, 16, precision},   {64, 32, 32, 16, precision},
    {32, 64, 16, 32, precision},   {32, 32, 16, 16, precision},
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

int64_t residentBlocks(const GemmTile &tile, const GemmShape &shape,
                       const Card &card) {
  int64_t byShared = card.sharedBytes / (tile.sharedBytes(shape) + 1024);
  int64_t byRegisters =
      registersOfProcessor / (registersOf(tile) * tile.threads());
  return std::min(byShared, byRegisters);
}

} // namespace

GemmTile GemmTile::of(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  ArrayRef<int64_t> part = kernel.getNumbers("part");
  return {tile[0],
          tile[1],
          part[0],
          part[1],
          precisionOf(kernel),
          kernel.getNumbers("stages")[0],
          kernel.getNumbers("splits")[0],
          !kernel.getNumbers("warpgroups").empty()};
}

gnk::KernelAttr GemmTile::addTo(gnk::KernelAttr kernel) const {
  kernel = kernel.withNumbers("tile", {rows, columns});
  kernel = kernel.withNumbers("part", {partRows, partColumns});
  kernel = kernel.withNumbers("stages", {stages});
  kernel = kernel.withNumbers("splits", {splits});
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

int64_t GemmTile::scratch(const GemmShape &shape) const {
  return splits == 1 ? 0 : splits * shape.rowCount() * filledOutputs(shape);
}

/// Waves of blocks, each as long as its chunks take: on a processor the
/// products of all its warps or their instructions, unless copies take longer.
Prediction GemmTile::predict(const GemmShape &shape, const Card &card) const {
  int64_t resident = residentBlocks(*this, shape, card);
  if (resident == 0)
    return {std::numeric_limits<double>::infinity(), Limit::Latency};
  int64_t blocks = rowTiles(shape.pixels() * shape.source.getBatch()) *
                   shape.groups * columnTiles(shape) * splits;
  int64_t together =
      std::min<int64_t>(resident, llvm::divideCeil(blocks, card.processors));
  auto waves =
      static_cast<double>(llvm::divideCeil(blocks, card.processors * together));
  auto warps = static_cast<double>(
      llvm::divideCeil(threads() / warpLanes * together, schedulers));
  double multiplying = multiplyingCycles(*this, card),
         issuing = issuingCycles(*this, shape, card);
  double working = std::max(multiplying, issuing) * warps / 0.8;
  if (multipliesByWarpgroups(*this, card))
    working += warpgroupOverhead;
  double waiting = memoryLatency / static_cast<double>(stages - 1);
  auto chunks = static_cast<double>(chunksOfSplit(shape));
  double cycles = waves * (chunks * std::max(working, waiting) + blockOverhead);
  double time = cycles / card.gigahertz / 1e3 + card.launchMicroseconds;
  if (splits > 1)
    time += predictMoving(card, 4 * scratch(shape)).microseconds;
  if (chunks * working < chunks * waiting + blockOverhead)
    return {time, Limit::Latency};
  return {time, issuing > multiplying ? Limit::Issue : Limit::Multiplying};
}

double GemmTile::issuingMicroseconds(const GemmShape &shape,
                                     const Card &card) const {
  int64_t tiles = rowTiles(shape.pixels() * shape.source.getBatch()) *
                  shape.groups * columnTiles(shape);
  int64_t warps = tiles * chunks(shape) * threads() / warpLanes;
  return static_cast<double>(warps) * issuingCycles(*this, shape, card) /
         static_cast<double>(card.processors * schedulers) / card.gigahertz /
         1e3;
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

/// The card, where it has warpgroups, or the first that has.
static const Card &cardOfWarpgroups(const Card &card) {
  if (card.warpgroupFmasPerCycle > 0)
    return card;
  return *llvm::find_if(
      cards(), [](const Card &each) { return each.warpgroupFmasPerCycle > 0; });
}

bool gainsByWarpgroups(GemmTile tile, const GemmShape &shape,
                       const Card &card) {
  if (!tile.fitsWarpgroups())
    return false;
  const Card &of = cardOfWarpgroups(card);
  tile.hasWarpgroups = false;
  double without = tile.predict(shape, of).microseconds;
  tile.hasWarpgroups = true;
  return tile.predict(shape, of).microseconds < without;
}

std::optional<GemmTile> fastestForm(GemmTile tile, const GemmShape &shape,
                                    const Card &card) {
  std::optional<GemmTile> fastest;
  double least = std::numeric_limits<double>::infinity();
  for (int64_t stages : {3, 4})
    for (int64_t splits = 1; splits <= tile.chunks(shape) / 4 || splits == 1;
         splits *= 2) {
      tile.stages = stages;
      tile.splits = splits;
      tile.hasWarpgroups = gainsByWarpgroups(tile, shape, card);
      if (tile.scratch(shape) > (int64_t{1} << 28))
        break;
      double time = tile.predict(shape, card).microseconds;
      if (time < least) {
        least = time;
        fastest = tile;
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
    // A thread copies of one pixel's row.
    if (!shape.isBlocked && tile.threads() % tile.rows != 0)
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
