//===- GemmInstructions.cpp - How many instructions a chunk takes ---------===//
#include "target/cuda/kernels/GemmInstructions.h"
#include "target/cuda/kernels/WarpProduct.h"
#include "llvm/Support/MathExtras.h"

namespace gnet::cuda {
namespace {

/// Waits, the barrier, the next stage, and whether there is a chunk to ask for.
constexpr int64_t ofLoop = 12;
/// Where a thread's copies go in a stage.
constexpr int64_t ofPlace = 2;

/// That follow each other in the depth.
int64_t productsOfChunk(const GemmTile &tile) {
  return tile.depth() * tile.elementBytes() / tensorBytes;
}

/// Of a row and a column of parts, and of each of the one with each of the
/// other; addresses beside.
int64_t ofThreadProduct(const GemmTile &tile) {
  int64_t products = tile.partRows * tile.partColumns * tile.depth();
  int64_t loads = (tile.partRows + tile.partColumns) * tile.depth() / 4;
  constexpr int64_t addresses = 5;
  return products + loads + addresses;
}

int64_t ofWarpProduct(const GemmTile &tile) {
  int64_t rowParts = tile.partRows / 16, columnParts = tile.partColumns / 8;
  constexpr int64_t addresses = 5;
  return productsOfChunk(tile) *
             (rowParts * columnParts + rowParts + columnParts / 2) +
         addresses;
}

/// A product, two descriptors; fences and waits beside.
int64_t ofWarpgroupProduct(const GemmTile &tile) {
  constexpr int64_t ofOne = 5, beside = 5;
  return productsOfChunk(tile) * ofOne + beside;
}

int64_t ofProduct(const GemmTile &tile, bool byWarpgroups) {
  if (byWarpgroups)
    return ofWarpgroupProduct(tile);
  return tile.precision == Precision::Fp32 ? ofThreadProduct(tile)
                                           : ofWarpProduct(tile);
}

/// Which tap it is, and its bits.
int64_t ofTap(const GemmTile &tile, const GemmShape &shape) {
  constexpr int64_t ofSides[] = {0, 12, 17}, ofEnd = 3, ofOnlyTap = 5;
  int64_t sides = (shape.rows.kernel > 1) + (shape.columns.kernel > 1);
  int64_t instructions = ofSides[sides];
  if (sides > 0 && tile.tapsOfChunk(shape) == 1)
    instructions += ofOnlyTap;
  return instructions + (tile.hasFilledChunk(shape) ? ofEnd : 0);
}

int64_t ofPixels(const GemmTile &tile, const GemmShape &shape) {
  int64_t elements = tile.rows * tile.depth() / tile.threads();
  if (!shape.isBlocked) {
    // Read in the table and tested, then copied, or loaded, chosen and rounded:
    // one by one, or of 16 bits two at a time.
    constexpr int64_t ofCopied = 4, beside = 4, ofRounded = 8, ofPair = 14;
    if (!tile.isOnTensorCores())
      return elements * ofCopied + beside + ofPlace;
    return isOf16Bits(tile.precision) ? elements / 2 * ofPair
                                      : elements * ofRounded;
  }
  int64_t copies = llvm::divideCeil(tile.rows * tile.depth(),
                                    tile.copiedElements() * tile.threads());
  bool isTested = tile.hasFilledChunk(shape) || !shape.isInside();
  return ofTap(tile, shape) + ofPlace + copies * (isTested ? 3 : 2);
}

int64_t ofWeights(const GemmTile &tile) {
  return ofPlace +
         int64_t(llvm::divideCeil(tile.columns * tile.depth(),
                                  tile.copiedElements() * tile.threads()));
}

} // namespace

double instructionsOfChunk(const GemmTile &tile, const GemmShape &shape,
                           bool byWarpgroups) {
  return static_cast<double>(ofLoop + ofProduct(tile, byWarpgroups) +
                             ofPixels(tile, shape) + ofWeights(tile));
}

} // namespace gnet::cuda
