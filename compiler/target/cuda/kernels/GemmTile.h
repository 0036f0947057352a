//===- GemmTile.h - How a product is cut into tiles -----------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMTILE_H
#define GNET_TARGET_CUDA_KERNELS_GEMMTILE_H

#include "target/cuda/kernels/GemmTaps.h"

namespace gnet::cuda {

/// What a block of threads computes, `rows` pixels by `columns` outputs, and
/// what each thread of it, or with tensor cores each warp, has of that.
struct GemmTile {
  int64_t rows, columns;
  int64_t partRows, partColumns;
  Precision precision = Precision::Fp32;
  int64_t stages = 3; ///< Chunks that are in shared memory.
  int64_t splits = 1; ///< Parts of the depth, each of a block of its own.
  int64_t slices = 1; ///< Parts of that, each of some of a block's threads.
  /// Where the GPU has them, warpgroups multiply, four warps as one.
  bool hasWarpgroups = false;

  /// The numbers of a kernel's parameters, and of all kinds of tile.
  static GemmTile of(gnk::KernelAttr kernel);
  gnk::KernelAttr addTo(gnk::KernelAttr kernel) const;

  /// Of a chunk: that much of a row of pixels and of the weights is multiplied
  /// at a time.
  int64_t depth() const { return isOf16Bits(precision) ? 32 : 16; }
  int64_t chunks(const GemmShape &shape) const {
    return (shape.depth() + depth() - 1) / depth();
  }
  /// See GemmTaps.h.
  int64_t tapsOfChunk(const GemmShape &shape) const {
    return shape.isBlocked ? depth() / channelBlock : depth();
  }
  /// Whether the last one is filled up.
  bool hasFilledChunk(const GemmShape &shape) const {
    return shape.depth() % depth() != 0;
  }
  /// Of the table that is in shared memory behind the stages.
  int64_t tableTaps(const GemmShape &shape) const {
    return shape.isBlocked ? 0 : chunks(shape) * depth();
  }

  /// Whether a thread copies of one pixel's row, where that is a picture's.
  bool canCopy(const GemmShape &shape) const {
    return shape.isBlocked || threads() % rows == 0;
  }

  bool isOnTensorCores() const { return precision != Precision::Fp32; }
  /// Whether they can: each has 64 rows, of all columns or a part of them.
  bool fitsWarpgroups() const {
    return isOnTensorCores() && slices == 1 && rows % warpgroupRows == 0 &&
           threads() % warpgroupThreads == 0 && warpgroupColumns() <= columns;
  }
  int64_t warpgroupColumns() const {
    return columns * (rows / warpgroupRows) / (threads() / warpgroupThreads);
  }
  static constexpr int64_t warpgroupRows = 64, warpgroupThreads = 4 * warpLanes;

  int64_t parts() const { return rows / partRows * (columns / partColumns); }
  /// Of a slice, and of all.
  int64_t threads() const {
    return parts() * (isOnTensorCores() ? warpLanes : 1);
  }
  int64_t blockThreads() const { return slices * threads(); }

  /// Of what is multiplied.
  int64_t elementBytes() const { return isOf16Bits(precision) ? 2 : 4; }
  /// Elements that are copied at once, a piece, and the pieces of a chunk.
  int64_t copiedElements() const { return 16 / elementBytes(); }
  int64_t pieces() const { return depth() / copiedElements(); }

  /// In shared memory, in elements. Pixels lie by lines of a chunk's depth, as
  /// do the weights for tensor cores, one of each output; other weights lie by
  /// lines of outputs, one of each depth. Lanes that read a piece of several
  /// lines together read different banks, since lines of floats are filled up
  /// and pieces for tensor cores exchanged.
  int64_t sourcePitch() const {
    return isOnTensorCores() ? depth() : depth() + 4;
  }
  int64_t weightPitch() const { return isOnTensorCores() ? depth() : columns; }
  int64_t piecesOfWeightLine() const {
    return weightPitch() / copiedElements();
  }
  int64_t sourceElements() const { return rows * sourcePitch(); }
  int64_t stageElements() const { return sourceElements() + depth() * columns; }
  /// Of all stages.
  int64_t stageBytes() const {
    return slices * stages * stageElements() * elementBytes();
  }
  int64_t sharedBytes(const GemmShape &shape) const {
    return stageBytes() + GemmTapTable::sharedBytes(tableTaps(shape));
  }

  /// Where line number `line` of the pixels, or behind them of the weights for
  /// tensor cores, has piece number `piece`.
  mlir::Value linePlace(KernelBuilder &kernel, mlir::Value line,
                        mlir::Value piece) const;
  mlir::Value weightPlace(KernelBuilder &kernel, mlir::Value line,
                          mlir::Value piece) const;

  /// With what fills up the last chunk, where the weights have that.
  int64_t weightDepth(const GemmShape &shape) const {
    return isOnTensorCores() ? chunks(shape) * depth() : shape.depth();
  }
  /// Tiles of the outputs of a group.
  int64_t columnTiles(const GemmShape &shape) const;
  /// Outputs with those that fill up the last tile.
  int64_t filledOutputs(const GemmShape &shape) const {
    return shape.groups * columnTiles(shape) * columns;
  }
  int64_t rowTiles(int64_t pixels) const { return (pixels + rows - 1) / rows; }
  /// Blocks of threads of a full batch.
  int64_t blocks(const GemmShape &shape) const {
    return rowTiles(shape.pixels()) * shape.source.getBatch() * shape.groups *
           columnTiles(shape) * splits;
  }
  /// At most, one after the other.
  int64_t chunksOfSlice(const GemmShape &shape) const {
    return (chunks(shape) + splits * slices - 1) / (splits * slices);
  }
  /// Whether its slices have chunks, and their sums room where the stages are.
  bool canSlice(const GemmShape &shape) const;
  /// Floats that splits leave their sums in.
  int64_t scratch(const GemmShape &shape) const;

  Prediction predict(const GemmShape &shape, const Card &card) const;
  /// The least that its chunks take of Limit::Cache, Shared or Issue; of others
  /// 0.
  double leastMicroseconds(Limit limit, const GemmShape &shape,
                           const Card &card) const;

private:
  /// Without splits, of a full batch, whose rows are numbered through.
  int64_t blocksOfBatch(const GemmShape &shape) const;
};

/// All tiles, but for their stages and splits.
llvm::ArrayRef<GemmTile> gemmTiles(Precision precision);

/// Whether `tile` is thought to be faster with warpgroups, on `card` or, where
/// it has none, on one that has.
bool gainsByWarpgroups(GemmTile tile, const GemmShape &shape, const Card &card);

/// `tile` with the stages, splits and slices that are thought to be the
/// fastest, with warpgroups where they gain; none where every one is too large.
std::optional<GemmTile> fastestForm(GemmTile tile, const GemmShape &shape,
                                    const Card &card);

/// The tiles that fit the groups, each with the stages and splits that are
/// thought to be the fastest; the fastest tile first.
llvm::SmallVector<GemmTile> fittingTiles(const GemmShape &shape,
                                         Precision precision, const Card &card);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMTILE_H
