//===- GemmTile.h - How a product is cut into tiles -----------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMTILE_H
#define GNET_TARGET_CUDA_KERNELS_GEMMTILE_H

#include "target/cuda/kernels/GemmShape.h"
#include "target/cuda/kernels/KernelKind.h"

namespace gnet::cuda {

/// What a block of threads computes, `rows` pixels by `columns` outputs, and
/// what each thread of it, or with tensor cores each warp, has of that.
struct GemmTile {
  int64_t rows, columns;
  int64_t partRows, partColumns;
  Precision precision = Precision::Fp32;
  int64_t stages = 3; ///< Chunks that are in shared memory.
  int64_t splits = 1; ///< Parts of the depth, each of a block of its own.

  /// The numbers of a kernel's parameters, and of all kinds of tile.
  static GemmTile of(gnk::KernelAttr kernel);
  gnk::KernelAttr addTo(gnk::KernelAttr kernel) const;

  int64_t parts() const { return rows / partRows * (columns / partColumns); }
  int64_t threads() const {
    return parts() * (precision == Precision::Fp32 ? 1 : warpLanes);
  }

  /// In shared memory, in floats: a row of pixels' chunk and one of weights',
  /// filled up so that lanes which read them together read different banks.
  static constexpr int64_t sourcePitch = chunkDepth + 4;
  int64_t weightPitch() const {
    return precision == Precision::Fp32 ? columns : columns + 8;
  }
  int64_t sourceFloats() const { return rows * sourcePitch; }
  int64_t stageFloats() const {
    return sourceFloats() + chunkDepth * weightPitch();
  }
  int64_t sharedBytes() const {
    return stages * stageFloats() * int64_t(sizeof(float));
  }

  /// Tiles of the outputs of a group.
  int64_t columnTiles(const GemmShape &shape) const;
  /// Outputs with those that fill up the last tile.
  int64_t filledOutputs(const GemmShape &shape) const {
    return shape.groups * columnTiles(shape) * columns;
  }
  int64_t rowTiles(int64_t pixels) const { return (pixels + rows - 1) / rows; }
  int64_t chunksOfSplit(const GemmShape &shape) const {
    return (shape.chunks() + splits - 1) / splits;
  }
  /// Floats that splits leave their sums in.
  int64_t scratch(const GemmShape &shape) const;

  double microseconds(const GemmShape &shape, const Card &card) const;
};

/// All tiles, but for their stages and splits.
llvm::ArrayRef<GemmTile> gemmTiles(Precision precision);

/// The tile that is thought to be the fastest; none where no tile fits the
/// groups.
std::optional<GemmTile> bestTile(const GemmShape &shape, const Choice &choice);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMTILE_H
