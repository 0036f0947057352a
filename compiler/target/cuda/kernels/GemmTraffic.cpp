//===- GemmTraffic.cpp - What a chunk moves -------------------------------===//
#include "target/cuda/kernels/GemmTraffic.h"
#include "target/cuda/kernels/WarpProduct.h"

namespace gnet::cuda {
namespace {

/// Of all banks in a cycle.
constexpr int64_t bankBytes = 128;

int64_t chunkBytes(const GemmTile &tile, int64_t lines) {
  return lines * tile.depth() * tile.elementBytes();
}

/// A warp reads vectors of four rows' pixels and of 8 neighbouring vectors of
/// weights, each in a cycle.
int64_t ofThreadProduct(const GemmTile &tile) {
  constexpr int64_t vectorFloats = 4;
  int64_t ofPixels = tile.partRows * tile.depth() / vectorFloats;
  int64_t ofWeights = tile.depth() * tile.partColumns / vectorFloats;
  return tile.threads() / warpLanes * (ofPixels + ofWeights);
}

/// Each warp reads the lines of its part.
int64_t ofWarpProduct(const GemmTile &tile) {
  return tile.parts() * chunkBytes(tile, tile.partRows + tile.partColumns) /
         bankBytes;
}

int64_t ofWarpgroupProduct(const GemmTile &tile) {
  int64_t lines = GemmTile::warpgroupRows + tile.warpgroupColumns();
  return tile.threads() / GemmTile::warpgroupThreads * chunkBytes(tile, lines) /
         bankBytes;
}

/// Of a picture a warp reads the taps of its rows, one or, where they are
/// converted, two at a time.
int64_t ofTable(const GemmTile &tile) {
  int64_t taps = tile.rows * tile.depth() / warpLanes;
  return tile.isOnTensorCores() ? taps / 2 : taps;
}

} // namespace

int64_t copiedBytesOfChunk(const GemmTile &tile) {
  return chunkBytes(tile, tile.rows + tile.columns);
}

double sharedCyclesOfChunk(const GemmTile &tile, const GemmShape &shape,
                           bool byWarpgroups) {
  int64_t reading = byWarpgroups             ? ofWarpgroupProduct(tile)
                    : tile.isOnTensorCores() ? ofWarpProduct(tile)
                                             : ofThreadProduct(tile);
  if (!shape.isBlocked)
    reading += ofTable(tile);
  int64_t writing = copiedBytesOfChunk(tile) / bankBytes;
  return static_cast<double>(reading + writing);
}

} // namespace gnet::cuda
