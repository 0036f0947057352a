//===- Machine.h - The facts of a processor that kernels depend on --------===//
#ifndef GNET_TARGET_CPU_KERNELS_MACHINE_H
#define GNET_TARGET_CPU_KERNELS_MACHINE_H

#include <cstdint>

namespace gnet {

/// What kernels are generated for. A vector is as wide as a block of channels,
/// and may take several of the processor's registers.
struct Machine {
  int64_t lanes = 16;             ///< Floats of a vector.
  int64_t registersOfVector = 1;  ///< Registers that a vector takes.
  int64_t registers = 32;         ///< Vector registers that there are.
  bool hasFma = true;             ///< Multiplies and adds in one instruction.
  bool widensHalves = true;       ///< Makes float32 of fp16 in one instruction.
  double vectorFmasPerCycle = 2;  ///< Of whole vectors.
  double vectorLoadsPerCycle = 2; ///< Likewise.
  double broadcastsOfLoad = 1;    ///< Loads of a float for all of a vector.
  /// Cycles that a load takes though products are bound by something else.
  double loadOverhead = 0.05;
  /// Likewise of making floats of a vector of weights of 24 bits.
  double widenOverhead = 2;
  /// Makes bf16 of a vector of float32 in one instruction.
  bool roundsToBfloats = false;
  /// Of instructions that add two products of bf16 to each float32 of a vector.
  /// 0: there is none, or multiply-adds of float32 are faster.
  double vectorDotsPerCycle = 0;
  /// Likewise of those that add four products of bytes to each int32. 0: there
  /// is none.
  double vectorQuadsPerCycle = 0;
  bool quadsAreSigned = false; ///< These take signed bytes only.
  /// It multiplies tiles, as AMX does: 16 rows of pairs of bf16, or of quads of
  /// bytes, with 16 columns of such.
  bool hasBfloatTiles = false;
  bool hasByteTiles = false;
  /// It is one of x86, which adds two products of int16 in one instruction.
  bool addsPairsOfWords = true;
  int64_t fmaLatency = 4; ///< Cycles.
  /// What Winograd's transforms of floats take of the cycles that the model has
  /// for them.
  double transformShare = 1;
  /// As memref.prefetch has it, of weights: 3 is into the first cache, 2 into
  /// the second.
  uint32_t prefetchLocality = 2;
  int64_t lineBytes = 64;         ///< Of the caches.
  int64_t level1Bytes = 32 << 10; ///< Of data, a core.
  int64_t level2Bytes = 1 << 20;  ///< Likewise.
  /// What a core gets of data that are in its second cache, and of such that
  /// come from farther away.
  double level2BytesPerCycle = 24;
  double memoryBytesPerCycle = 6;
  /// The part of that which a core is taken to get while others read as well: a
  /// choice between more weights and more products has to suit both.
  double memoryShare = 1;
  /// What a core has of the third cache, 0 where that is not known, and what it
  /// gets of it.
  int64_t level3Bytes = 0;
  double level3BytesPerCycle = 0;

  bool hasBfloats() const { return vectorDotsPerCycle > 0; }
  bool hasQuads() const { return vectorQuadsPerCycle > 0; }
  /// Of inputs that lie `together`.
  bool hasTiles(int64_t together) const {
    return (together == 4 && hasByteTiles) || (together == 2 && hasBfloatTiles);
  }

  /// Of instructions that add `together` products to each lane of a vector.
  double vectorProductsPerCycle(int64_t together) const {
    return together == 4   ? vectorQuadsPerCycle
           : together == 2 ? vectorDotsPerCycle
                           : vectorFmasPerCycle;
  }
  /// All that it can do for inputs that lie `together`. A tile's row of 16
  /// words is multiplied with 16 others a cycle.
  double productsPerCycle(int64_t together) const {
    constexpr double wordsOfTiles = 16 * 16;
    if (hasTiles(together))
      return wordsOfTiles * static_cast<double>(together);
    const int64_t atOnce = productsAtOnce(together);
    return static_cast<double>(lanes * atOnce) * vectorProductsPerCycle(atOnce);
  }
  /// Inputs that lie `together` are multiplied at once where there is an
  /// instruction for it, else one by one.
  int64_t productsAtOnce(int64_t together) const {
    return vectorProductsPerCycle(together) > 0 ? together : 1;
  }

  /// Likewise for pairs of int16, which take as long as quads.
  double productsOfShortsPerCycle() const {
    constexpr int64_t quads = 4;
    return hasQuads() ? productsPerCycle(quads) / 2 : productsPerCycle(1);
  }

  int64_t floatsOfLine() const {
    return lineBytes / static_cast<int64_t>(sizeof(float));
  }

  /// Of data of so many bytes that are read again and again.
  double bytesPerCycleAgain(int64_t bytes) const {
    return bytes <= level3Bytes ? level3BytesPerCycle : memoryBytesPerCycle;
  }

  /// Whether code that keeps so many vectors and one more register at work
  /// needs no memory for them.
  bool canHold(int64_t vectors) const {
    // Addresses are in registers of their own, constants are not.
    int64_t spare = registers > 16 ? 3 : 1;
    return vectors * registersOfVector + 1 <= registers - spare;
  }
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_MACHINE_H
