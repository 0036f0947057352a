//===- GemmTile.cpp - How a product is cut into tiles ---------------------===//
#include "target/cuda/kernels/GemmTile.h"
#include "target/cuda/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t registersOfProcessor = 64 << 10;
constexpr int64_t schedulers = 4; ///< Of a processor.
/// Cycles until what a chunk's copies ask for is there, and those of a block
/// before its first and after its last chunk.
constexpr double memoryLatency = 600, blockOverhead = 2000;

/// Rows and columns of a block, and of a thread.
constexpr GemmTile threadTiles[] = {
    {128, 128, 8, 8}, {128, 64, 8, 8}, {64, 128, 8, 8}, {128, 64, 8, 4},
    {64, 64, 8, 4},   {64, 64, 4, 4},  {128, 32, 8, 4}, {64, 32, 4, 4},
    {32, 64, 4, 4},   {32, 32, 4, 4},  {32, 32, 2, 4},
};
/// Likewise, and of a warp.
constexpr GemmTile warpTiles[] = {
    {128, 128, 64, 32, Precision::Tf32}, {128, 64, 32, 32, Precision::Tf32},
    {64, 128, 32, 32, Precision::Tf32},  {64, 64, 32, 32, Precision::Tf32},
    {64, 64, 32, 16, Precision::Tf32},   {64, 32, 32, 16, Precision::Tf32},
    {32, 64, 16, 32, Precision::Tf32},   {32, 32, 16, 16, Precision::Tf32},
};

/// Of a thread, about: sums, a chunk's factors and addresses.
int64_t registersOf(const GemmTile &tile) {
  int64_t sums = tile.partRows * tile.partColumns;
  if (tile.precision == Precision::Fp32)
    return sums + 4 * tile.partRows + tile.partColumns + 40;
  return (sums + 8 * tile.partRows + 8 * tile.partColumns) / warpLanes + 60;
}

/// Instructions of a warp for a chunk: products, and what loads their factors.
double instructionsOf(const GemmTile &tile, const Card &card) {
  auto rows = static_cast<double>(tile.partRows),
       columns = static_cast<double>(tile.partColumns);
  if (tile.precision == Precision::Fp32) {
    double perCycle = static_cast<double>(card.fmasPerCycle) /
                      static_cast<double>(schedulers * warpLanes);
    return chunkDepth * (rows * columns / perCycle + rows / 4 + columns / 4);
  }
  // A scheduler's tensor core is busy for as long as its products take.
  double products = rows * columns * chunkDepth /
                    (static_cast<double>(card.tf32FmasPerCycle) / schedulers);
  double loads = chunkDepth / 8.0 * (rows / 16 * 5 + columns / 8 * 4);
  return std::max(products, loads + products / 4);
}

int64_t residentBlocks(const GemmTile &tile, const Card &card) {
  int64_t byShared = card.sharedBytes / (tile.sharedBytes() + 1024);
  int64_t byRegisters =
      registersOfProcessor / (registersOf(tile) * tile.threads());
  return std::min(byShared, byRegisters);
}

} // namespace

GemmTile GemmTile::of(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  ArrayRef<int64_t> part = kernel.getNumbers("part");
  bool isTf32 = !kernel.getNumbers("tf32").empty();
  return {tile[0],
          tile[1],
          part[0],
          part[1],
          isTf32 ? Precision::Tf32 : Precision::Fp32,
          kernel.getNumbers("stages")[0],
          kernel.getNumbers("splits")[0]};
}

gnk::KernelAttr GemmTile::addTo(gnk::KernelAttr kernel) const {
  kernel = kernel.withNumbers("tile", {rows, columns});
  kernel = kernel.withNumbers("part", {partRows, partColumns});
  kernel = kernel.withNumbers("stages", {stages});
  kernel = kernel.withNumbers("splits", {splits});
  return precision == Precision::Tf32 ? kernel.withNumbers("tf32", {1})
                                      : kernel;
}

int64_t GemmTile::columnTiles(const GemmShape &shape) const {
  return llvm::divideCeil(shape.outputs, columns);
}

int64_t GemmTile::scratch(const GemmShape &shape) const {
  return splits == 1 ? 0 : splits * shape.rowCount() * filledOutputs(shape);
}

/// Waves of blocks, each as long as its chunks take: on a processor the
/// instructions of all its warps, unless copies take longer.
double GemmTile::microseconds(const GemmShape &shape, const Card &card) const {
  int64_t resident = residentBlocks(*this, card);
  if (resident == 0)
    return std::numeric_limits<double>::infinity();
  int64_t blocks = rowTiles(shape.pixels() * shape.source.getBatch()) *
                   shape.groups * columnTiles(shape) * splits;
  int64_t together =
      std::min<int64_t>(resident, llvm::divideCeil(blocks, card.processors));
  auto waves =
      static_cast<double>(llvm::divideCeil(blocks, card.processors * together));
  auto warps = static_cast<double>(
      llvm::divideCeil(threads() / warpLanes * together, schedulers));
  double chunk = std::max(instructionsOf(*this, card) * warps / 0.8,
                          memoryLatency / static_cast<double>(stages - 1));
  double cycles = waves * (static_cast<double>(chunksOfSplit(shape)) * chunk +
                           blockOverhead);
  double time = cycles / card.gigahertz / 1e3 + card.launchMicroseconds;
  if (splits > 1)
    time += movingMicroseconds(card, 4 * scratch(shape));
  return time;
}

llvm::ArrayRef<GemmTile> gemmTiles(Precision precision) {
  return precision == Precision::Tf32 ? ArrayRef(warpTiles)
                                      : ArrayRef(threadTiles);
}

std::optional<GemmTile> bestTile(const GemmShape &shape, const Choice &choice) {
  std::optional<GemmTile> best;
  double least = std::numeric_limits<double>::infinity();
  for (GemmTile tile : gemmTiles(choice.precision)) {
    if (shape.groups > 1 && shape.outputs % tile.columns != 0)
      continue;
    // A thread copies single floats of one pixel's row.
    if (!shape.isBlocked && tile.threads() % tile.rows != 0)
      continue;
    for (int64_t stages : {3, 4})
      for (int64_t splits = 1; splits <= shape.chunks() / 4 || splits == 1;
           splits *= 2) {
        tile.stages = stages;
        tile.splits = splits;
        if (tile.scratch(shape) > (int64_t{1} << 28))
          break;
        double time = tile.microseconds(shape, choice.card);
        if (time < least) {
          least = time;
          best = tile;
        }
      }
  }
  return best;
}

} // namespace gnet::cuda
