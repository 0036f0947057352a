//===- Tf32Product.cpp - Products of chunks by tensor cores, in tf32 ------===//
//
// At a depth of 8 at a time, see PTX's mma.m16n8k8. What a lane has of the two
// factors: of the rows number lane / 4 and that plus 8, at depths lane % 4 and
// that plus 4; of column lane / 4 likewise.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/WarpProduct.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t depthAtOnce = 8;

class Tf32Product : public WarpProduct {
public:
  Tf32Product(KernelBuilder &k, const GemmTile &tile)
      : WarpProduct(k, tile, {}, depthAtOnce, NVVM::MMATypes::tf32) {}

  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;

private:
  SmallVector<Value> loadPixels(const Memory &at);
  Value rounded(Value number);
};

SmallVector<Value> Tf32Product::addChunk(Value stage, ArrayRef<Value> before) {
  SmallVector<Value> sums(before);
  SmallVector<Value> lanes = k.digits(lane, {4});
  // A lane names a row of the four matrices of 8 rows by 4 depths.
  Value pixelRow = k.add(warpRow, k.rem(lane, mmaRows));
  Memory at = k.place(shared, stage);
  Memory pixelAt = k.place(at, k.add(k.mul(pixelRow, tile.sourcePitch()),
                                     k.mul(k.div(lane, mmaRows), 4)));
  Memory weightAt = k.place(
      at, k.add(k.mul(lanes[1], tile.weightPitch()),
                k.add(k.add(warpColumn, lanes[0]), tile.sourceElements())));
  for (int64_t depth = 0; depth < tile.depth(); depth += depthAtOnce) {
    SmallVector<SmallVector<Value>> pixels;
    for (int64_t i = 0; i < rowParts(); ++i)
      pixels.push_back(loadPixels(
          k.behind(pixelAt, i * mmaRows * tile.sourcePitch() + depth)));
    for (int64_t j = 0; j < columnParts(); ++j) {
      SmallVector<Value> weights;
      for (int64_t half : {0, 4})
        weights.push_back(rounded(
            k.load(k.behind(weightAt, (depth + half) * tile.weightPitch() +
                                          j * mmaColumns),
                   k.index(0))));
      for (int64_t i = 0; i < rowParts(); ++i)
        multiply(pixels[i], weights, i, j, sums);
    }
  }
  return sums;
}

/// As matrices of 8 x 8 numbers of 16 bits, which take rows of 16 bytes.
SmallVector<Value> Tf32Product::loadPixels(const Memory &at) {
  SmallVector<Value> values;
  for (Value value : loadMatrices(at, NVVM::MMALayout::row))
    values.push_back(rounded(arith::BitcastOp::create(
        k.operations(), k.location(), k.operations().getF32Type(), value)));
  return values;
}

Value Tf32Product::rounded(Value number) {
  return NVVM::ConvertFloatToTF32Op::create(
      k.operations(), k.location(), k.operations().getI32Type(), number,
      NVVM::FPRoundingMode::RNA, NVVM::SaturationMode::NONE,
      /*relu=*/false);
}

} // namespace

std::unique_ptr<GemmProduct> createTf32Product(KernelBuilder &kernel,
                                               const GemmTile &tile) {
  return std::make_unique<Tf32Product>(kernel, tile);
}

} // namespace gnet::cuda
