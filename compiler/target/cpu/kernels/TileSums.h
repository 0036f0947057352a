//===- TileSums.h - Sums of products in AMX's tiles -----------------------===//
//
// A tile of sums has a row for each of some pixels, and a block of outputs in
// its columns. It is the sum of products of a tile of the source, whose rows
// have a pixel's inputs each, with a tile of weights, whose rows have a word of
// inputs each, a pair or a quad, for a block of outputs: packed weights lie so
// already. Inputs are cut into chunks of as many words as a tile's row has.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_TILESUMS_H
#define GNET_TARGET_CPU_KERNELS_TILESUMS_H

#include "target/cpu/kernels/RegisterTile.h"

namespace gnet {

/// Rows and words of a tile, at most.
inline constexpr int64_t mostOfTile = 16;

/// The largest divisor of `words` that a tile's row can have.
int64_t chunkOf(int64_t words);

/// What is summed up.
struct TileProduct {
  int64_t rows = mostOfTile;  ///< Pixels of a tile.
  int64_t words = mostOfTile; ///< Of a chunk.
  int64_t chunks = 0;         ///< That a sum is made of.
  int64_t tiles = 0;          ///< Of pixels, in one piece.
  bool isEven = false;        ///< All strips need to have as many of them.
  int64_t pieces = 1;         ///< That are alike: images.
  int64_t blocks = 0;         ///< Of outputs.
  int64_t together = 0;       ///< Inputs of a word.

  /// All inputs, with those that fill up.
  int64_t inputs() const { return chunks * words * together; }
};

/// With so many tiles of pixels and blocks at work.
double cyclesOf(const TileProduct &product, RegisterTile tile,
                const Machine &machine);

/// That of the fewest cycles.
RegisterTile bestTile(const TileProduct &product, const Machine &machine);

/// Writes a kernel's sums. They are in the tiles of the registers, and when
/// they are whole in scratch memory, whose first words say what the tiles are.
class TileSums {
public:
  /// `tile`: at work at most.
  TileSums(KernelBuilder &kernel, const TileProduct &product,
           RegisterTile tile);

  /// Words of scratch memory.
  static int64_t scratchOf(RegisterTile tile);

  /// Around all that a call does. Tiles belong to the thread, whose they are to
  /// be again behind it.
  void begin();
  void end() { k.releaseTiles(); }

  /// Those of `blocks` blocks are 0.
  void clear(int64_t blocks);

  /// Where the tiles of a product with one chunk come from.
  struct Source {
    mlir::Value memory, at;
    int64_t rowBytes;     ///< From a row to the next.
    int64_t tileElements; ///< From a tile of pixels to the next, of memory.
  };
  /// Adds the chunk whose weights for the group begin at `weights`.
  void add(int64_t blocks, const Source &source, mlir::Value weights);
  /// What lies between two chunks' weights.
  int64_t weightsOfChunk(int64_t blocks) const {
    return product.words * product.together * blocks * k.lanes();
  }

  /// They are whole.
  void keep(int64_t blocks);
  /// A pixel's, of float32 or int32.
  mlir::Value kept(int64_t block, mlir::Value row);

private:
  bool areBytes() const { return product.together == 4; }
  int64_t sumTile(int64_t pixels, int64_t block) const {
    return pixels * tile.blocks + block;
  }
  int64_t sourceTile(int64_t pixels) const {
    return tile.pixels * tile.blocks + pixels;
  }
  int64_t weightTile(int64_t block) const {
    return tile.pixels * (tile.blocks + 1) + block;
  }
  int64_t placeOf(int64_t pixels, int64_t block) const;

  KernelBuilder &k;
  TileProduct product;
  RegisterTile tile;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_TILESUMS_H
