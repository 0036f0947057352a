//===- WinogradPlan.h - The numbers of a Winograd convolution -------------===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADPLAN_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADPLAN_H

#include "target/cpu/kernels/BilinearProducts.h"
#include "target/cpu/kernels/PhaseCopy.h"
#include "target/program/WinogradTransform.h"

namespace gnet {

BilinearFactors factorsOf(gnk::KernelAttr kernel);

/// The name of kernels whose factors are int16, see IntegerWinograd.cpp.
inline constexpr llvm::StringLiteral integerWinogradName = "winograd_integers";

/// What is subtracted from bytes before they are transformed: so they take no
/// more than 2^7.
inline constexpr int64_t middleOfBytes = 128;

/// That of the phases of `conv`, which has its kernel.
ConvShape winogradShape(gnk::ConvOp conv, int64_t lanes);

/// The numbers of one way to do it.
struct WinogradPlan {
  WinogradPlan(const ConvShape &shape, int64_t resultsY, int64_t resultsX,
               int64_t tileRows, int64_t images, RegisterTile tile,
               int64_t lanes, BilinearFactors factors);

  /// That of `conv`'s kernel; `shape` is that of its phases.
  static WinogradPlan of(gnk::ConvOp conv, const ConvShape &shape,
                         int64_t lanes);

  WinogradTransform y, x;
  int64_t products; ///< Of a tile: xi.
  int64_t tilesDown, tilesAcross;
  int64_t tileRows; ///< Of a block.
  int64_t tiles;    ///< Of an image in a block.
  int64_t blocks;   ///< Of an image: 1 where a block has several.
  int64_t images;   ///< Of a block, at most.
  RegisterTile tile;
  BilinearFactors factors;
  int64_t inputLanes;         ///< Floats that a tile's block takes in V.
  int64_t inputStep, sumStep; ///< Floats from a xi of V, of M to the next.
  bool isShared = false;      ///< V is in the memory that threads share.
  int64_t inputs;             ///< Floats of V.
  int64_t firstSum;           ///< Where M begins in an image's scratch memory.
  int64_t imageStep;          ///< Floats from an image's V and M to the next's.
  PhaseCopy copy;             ///< Of a block, of a picture in nchw.
  int64_t firstCopied;        ///< Where it begins in the scratch memory.
  int64_t filterStep;         ///< Floats from a xi of a group's U to the next,
  int64_t firstFilter;        ///< and where it begins: of int16.
  int64_t scratch;            ///< Floats, of a thread.

  /// Lets threads transform the inputs together, of the only block of one
  /// image: each would have to transform all of them for its own groups.
  void shareInputs();

  /// Behind `first` floats of scratch memory.
  void placeFilters(int64_t first);

  /// Of `batch` images.
  int64_t blocksOf(int64_t batch) const;

  int64_t shared() const { return isShared ? inputs : 0; }

  bool isOfPairs() const { return factors != BilinearFactors::Floats; }
  bool isOfBfloats() const { return factors == BilinearFactors::Bfloats; }
  bool isOfShorts() const { return factors == BilinearFactors::Shorts; }

  /// That a thread works with.
  int64_t scratchBytes() const {
    return (scratch + shared()) * int64_t(sizeof(float));
  }
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADPLAN_H
