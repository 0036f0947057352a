//===- TileSums.cpp - Sums of products in AMX's tiles ---------------------===//
#include "target/cpu/kernels/TileSums.h"
#include "target/cpu/kernels/ConvShape.h"

using namespace mlir;

namespace gnet {
namespace {

constexpr int64_t registers = 8;
constexpr int64_t wordBytes = 4;
/// Words of scratch memory that say what the tiles are.
constexpr int64_t configurationWords = 16;

// Cycles, by Intel's optimization manual.
constexpr double multiplyingCycles = 16, multiplyingLatency = 52,
                 loadingCycles = 8, storingCycles = 16;
/// Of what is done to a vector of whole sums: loads, a conversion, a bias, an
/// activation, a store.
constexpr double epilogueCycles = 4;

bool fits(RegisterTile tile) {
  return tile.pixels * tile.blocks + tile.pixels + tile.blocks <= registers;
}

/// Of all tiles at work. Weights come from the second cache where a group's do
/// not let them stay in the first.
double cyclesOfChunk(const TileProduct &product, RegisterTile tile,
                     const Machine &machine) {
  const auto pixels = static_cast<double>(tile.pixels),
             blocks = static_cast<double>(tile.blocks);
  const int64_t bytes = tile.blocks * product.words * mostOfTile * wordBytes;
  double fetching =
      bytes * product.chunks > machine.level1Bytes / 2
          ? static_cast<double>(bytes) / machine.level2BytesPerCycle
          : 0;
  return std::max({multiplyingCycles * pixels * blocks,
                   loadingCycles * (pixels + blocks), multiplyingLatency,
                   fetching});
}

} // namespace

int64_t chunkOf(int64_t words) {
  int64_t chunk = std::min(words, mostOfTile);
  while (words % chunk != 0)
    --chunk;
  return chunk;
}

double cyclesOf(const TileProduct &product, RegisterTile tile,
                const Machine &machine) {
  const double ofSums =
      storingCycles + epilogueCycles * static_cast<double>(product.rows);
  const auto strips = static_cast<double>(
      llvm::divideCeil(product.tiles, tile.pixels) * product.pieces);
  double cycles = 0;
  for (int64_t blocks : evenGroups(product.blocks, tile.blocks))
    cycles +=
        strips * (static_cast<double>(product.chunks) *
                      cyclesOfChunk(product, {tile.pixels, blocks}, machine) +
                  static_cast<double>(tile.pixels * blocks) * ofSums);
  return cycles;
}

RegisterTile bestTile(const TileProduct &product, const Machine &machine) {
  RegisterTile best;
  for (int64_t blocks = 1; blocks <= product.blocks; ++blocks)
    for (int64_t pixels = 1; pixels <= product.tiles; ++pixels) {
      RegisterTile tile{pixels, blocks};
      if (!fits(tile))
        break;
      if (product.isEven && product.tiles % pixels != 0)
        continue;
      if (cyclesOf(product, tile, machine) <= cyclesOf(product, best, machine))
        best = tile;
    }
  return best;
}

TileSums::TileSums(KernelBuilder &kernel, const TileProduct &product,
                   RegisterTile tile)
    : k(kernel), product(product), tile(tile) {}

int64_t TileSums::scratchOf(RegisterTile tile) {
  return configurationWords +
         tile.pixels * tile.blocks * mostOfTile * mostOfTile;
}

void TileSums::begin() {
  SmallVector<KernelBuilder::TileSize> sizes(tile.pixels * tile.blocks,
                                             {product.rows, mostOfTile});
  sizes.append(tile.pixels, {product.rows, product.words});
  sizes.append(tile.blocks, {product.words, mostOfTile});
  k.configureTiles(sizes, k.scratch, k.index(0));
}

void TileSums::clear(int64_t blocks) {
  for (int64_t p = 0; p < tile.pixels; ++p)
    for (int64_t o = 0; o < blocks; ++o)
      k.clearTile(sumTile(p, o));
}

/// Loads come as late as they can, for the first product to begin early.
void TileSums::add(int64_t blocks, const Source &source, Value weights) {
  for (int64_t p = 0; p < tile.pixels; ++p) {
    k.loadTile(sourceTile(p), source.memory,
               k.add(source.at, p * source.tileElements), source.rowBytes);
    for (int64_t o = 0; o < blocks; ++o) {
      if (p == 0)
        k.loadTile(weightTile(o), k.weight,
                   k.add(weights, o * k.lanes() * product.together),
                   blocks * mostOfTile * wordBytes);
      k.multiplyTiles(sumTile(p, o), sourceTile(p), weightTile(o), areBytes());
    }
  }
}

/// Rows of a block's tiles follow each other.
int64_t TileSums::placeOf(int64_t pixels, int64_t block) const {
  return configurationWords +
         (block * tile.pixels + pixels) * product.rows * mostOfTile;
}

void TileSums::keep(int64_t blocks) {
  for (int64_t o = 0; o < blocks; ++o)
    for (int64_t p = 0; p < tile.pixels; ++p)
      k.storeTile(sumTile(p, o), k.scratch, k.index(placeOf(p, o)),
                  mostOfTile * wordBytes);
}

Value TileSums::kept(int64_t block, Value row) {
  Value place = k.add(k.mul(row, mostOfTile), placeOf(0, block));
  Value words = k.load(k.scratch, place);
  return areBytes() ? k.bitsAs(words, /*isFloat=*/false) : words;
}

} // namespace gnet
