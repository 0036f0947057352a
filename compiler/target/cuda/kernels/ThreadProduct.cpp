//===- ThreadProduct.cpp - Products of chunks by fused multiply-adds ------===//
//
// The rows and columns of a thread are spread over the tile, so that what a
// warp reads at once lies in different banks: 4 x 8 threads read 4 rows, a
// quarter of a row's chunk each, and 8 neighbouring vectors of weights.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/GemmProduct.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t vectorFloats = 4;
constexpr int64_t warpColumns = 8;
constexpr int64_t warpRows = warpLanes / warpColumns;

class ThreadProduct : public GemmProduct {
public:
  ThreadProduct(KernelBuilder &k, const GemmTile &tile);

  GemmPlaces places() override { return {rows, columns, vectorFloats}; }
  SmallVector<Value> initial(ArrayRef<Value> vectors) override {
    return repeated(vectors, tile.partRows);
  }
  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;
  SmallVector<Value> sums(ArrayRef<Value> values) override {
    return SmallVector<Value>(values);
  }

private:
  int64_t vectors() const { return tile.partColumns / vectorFloats; }
  int64_t threadRows() const { return tile.rows / tile.partRows; }
  int64_t threadColumns() const { return tile.columns / tile.partColumns; }

  KernelBuilder &k;
  const GemmTile &tile;
  Memory shared;
  SmallVector<Value> rows, columns; ///< Of the tile.
};

ThreadProduct::ThreadProduct(KernelBuilder &k, const GemmTile &tile)
    : k(k), tile(tile), shared(k.shared()) {
  SmallVector<Value> digits = k.digits(
      k.thread, {threadColumns() / warpColumns, warpRows, warpColumns});
  Value row = k.add(k.mul(digits[0], warpRows), digits[2]);
  Value column = k.add(k.mul(digits[1], warpColumns), digits[3]);
  for (int64_t i = 0; i < tile.partRows; ++i)
    rows.push_back(k.add(row, i * threadRows()));
  for (int64_t j = 0; j < vectors(); ++j)
    columns.push_back(
        k.add(k.mul(column, vectorFloats), j * threadColumns() * vectorFloats));
}

SmallVector<Value> ThreadProduct::addChunk(Value stage,
                                           ArrayRef<Value> before) {
  SmallVector<Value> sums(before);
  Memory at = k.place(shared, stage);
  Memory pixelAt = k.place(at, k.mul(rows.front(), tile.sourcePitch()));
  Memory weightAt = k.place(at, k.add(columns.front(), tile.sourceElements()));
  for (int64_t depth = 0; depth < tile.depth(); depth += vectorFloats) {
    SmallVector<Value> pixels;
    for (int64_t r = 0; r < tile.partRows; ++r)
      pixels.push_back(k.load(
          k.behind(pixelAt, r * threadRows() * tile.sourcePitch() + depth),
          k.index(0), vectorFloats));
    for (int64_t i = 0; i < vectorFloats; ++i)
      for (int64_t j = 0; j < vectors(); ++j) {
        int64_t place = (depth + i) * tile.weightPitch() +
                        j * threadColumns() * vectorFloats;
        Value weight =
            k.load(k.behind(weightAt, place), k.index(0), vectorFloats);
        for (auto [r, pixel] : llvm::enumerate(pixels)) {
          Value &sum = sums[r * vectors() + j];
          sum = k.fma(k.broadcast(k.lane(pixel, i), vectorFloats), weight, sum);
        }
      }
  }
  return sums;
}

} // namespace

std::unique_ptr<GemmProduct> createThreadProduct(KernelBuilder &kernel,
                                                 const GemmTile &tile) {
  return std::make_unique<ThreadProduct>(kernel, tile);
}

} // namespace gnet::cuda
