//===- Tf32Product.cpp - Products of chunks by tensor cores, in tf32 ------===//
//
// A warp multiplies 16 rows by 8 columns at a depth of 8 at a time, see PTX's
// mma.m16n8k8. What a lane has of the three matrices: of the rows number
// lane / 4 and that plus 8, at depths lane % 4 and that plus 4; of column
// lane / 4 likewise; and of the sums of those rows two columns from
// 2 * (lane % 4) on.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "target/cuda/kernels/GemmProduct.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t mmaRows = 16, mmaColumns = 8, mmaDepth = 8;
constexpr int64_t sumsOfLane = 4;

class Tf32Product : public GemmProduct {
public:
  Tf32Product(KernelBuilder &k, const GemmTile &tile);

  SmallVector<Value> initial() override;
  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;
  GemmSums sums(ArrayRef<Value> values) override;

private:
  int64_t rowParts() const { return tile.partRows / mmaRows; }
  int64_t columnParts() const { return tile.partColumns / mmaColumns; }
  SmallVector<Value> loadPixels(Value at);
  Value rounded(Value number);
  SmallVector<Value> multiply(ArrayRef<Value> pixels, ArrayRef<Value> weights,
                              ArrayRef<Value> sums);
  /// The members of a struct.
  SmallVector<Value> membersOf(Value value);

  KernelBuilder &k;
  const GemmTile &tile;
  Value shared;
  Value warpRow, warpColumn; ///< The warp's first ones.
  Value lane;
};

Tf32Product::Tf32Product(KernelBuilder &k, const GemmTile &tile)
    : k(k), tile(tile), shared(k.shared()) {
  SmallVector<Value> digits =
      k.digits(k.thread, {tile.columns / tile.partColumns, warpLanes});
  warpRow = k.mul(digits[0], tile.partRows);
  warpColumn = k.mul(digits[1], tile.partColumns);
  lane = digits[2];
}

SmallVector<Value> Tf32Product::initial() {
  return SmallVector<Value>(rowParts() * columnParts() * sumsOfLane,
                            k.number(0));
}

SmallVector<Value> Tf32Product::addChunk(Value stage, ArrayRef<Value> before) {
  SmallVector<Value> sums(before);
  SmallVector<Value> lanes = k.digits(lane, {4});
  // A lane names a row of the four matrices of 8 rows by 4 depths.
  Value pixelRow = k.add(warpRow, k.rem(lane, mmaRows));
  Value pixelAt = k.add(k.add(stage, k.mul(pixelRow, GemmTile::sourcePitch)),
                        k.mul(k.div(lane, mmaRows), 4));
  Value weightAt = k.add(k.add(k.add(stage, tile.sourceFloats()),
                               k.mul(lanes[1], tile.weightPitch())),
                         k.add(warpColumn, lanes[0]));
  for (int64_t depth = 0; depth < chunkDepth; depth += mmaDepth) {
    SmallVector<SmallVector<Value>> pixels;
    for (int64_t i = 0; i < rowParts(); ++i)
      pixels.push_back(loadPixels(
          k.add(pixelAt, i * mmaRows * GemmTile::sourcePitch + depth)));
    for (int64_t j = 0; j < columnParts(); ++j) {
      SmallVector<Value> weights;
      for (int64_t half : {0, 4})
        weights.push_back(rounded(
            k.load(shared, k.add(weightAt, (depth + half) * tile.weightPitch() +
                                               j * mmaColumns))));
      for (int64_t i = 0; i < rowParts(); ++i) {
        MutableArrayRef<Value> own = MutableArrayRef<Value>(sums).slice(
            (i * columnParts() + j) * sumsOfLane, sumsOfLane);
        llvm::copy(multiply(pixels[i], weights, own), own.begin());
      }
    }
  }
  return sums;
}

/// As matrices of 8 x 8 numbers of 16 bits, which take rows of 16 bytes.
SmallVector<Value> Tf32Product::loadPixels(Value at) {
  OpBuilder &builder = k.operations();
  MLIRContext *context = builder.getContext();
  Type word = builder.getI32Type();
  auto type = LLVM::LLVMStructType::getLiteral(
      context, SmallVector<Type>(sumsOfLane, word));
  Value loaded = NVVM::LdMatrixOp::create(
      builder, k.location(), type, k.place(shared, at),
      static_cast<uint32_t>(sumsOfLane), NVVM::MMALayout::row,
      NVVM::LdStMatrixShapeAttr::get(context, 8, 8),
      NVVM::LdStMatrixEltType::B16);
  SmallVector<Value> values;
  for (Value value : membersOf(loaded))
    values.push_back(rounded(arith::BitcastOp::create(
        builder, k.location(), builder.getF32Type(), value)));
  return values;
}

Value Tf32Product::rounded(Value number) {
  return NVVM::ConvertFloatToTF32Op::create(
      k.operations(), k.location(), k.operations().getI32Type(), number,
      NVVM::FPRoundingMode::RNA, NVVM::SaturationMode::NONE,
      /*relu=*/false);
}

SmallVector<Value> Tf32Product::multiply(ArrayRef<Value> pixels,
                                         ArrayRef<Value> weights,
                                         ArrayRef<Value> sums) {
  OpBuilder &builder = k.operations();
  auto type = LLVM::LLVMStructType::getLiteral(
      builder.getContext(),
      SmallVector<Type>(sumsOfLane, builder.getF32Type()));
  Value product = NVVM::MmaOp::create(
      builder, k.location(), type, pixels, weights, sums,
      ArrayRef<int64_t>{mmaRows, mmaColumns, mmaDepth}, std::nullopt,
      std::nullopt,
      std::array<NVVM::MMATypes, 2>{NVVM::MMATypes::tf32, NVVM::MMATypes::tf32},
      std::array<NVVM::MMALayout, 2>{NVVM::MMALayout::row,
                                     NVVM::MMALayout::col});
  return membersOf(product);
}

SmallVector<Value> Tf32Product::membersOf(Value value) {
  SmallVector<Value> members;
  for (int64_t i = 0; i < sumsOfLane; ++i)
    members.push_back(
        LLVM::ExtractValueOp::create(k.operations(), k.location(), value, i));
  return members;
}

GemmSums Tf32Product::sums(ArrayRef<Value> values) {
  GemmSums result;
  result.width = 2;
  SmallVector<Value> lanes = k.digits(lane, {4});
  Value row = k.add(warpRow, lanes[0]);
  Value column = k.add(warpColumn, k.mul(lanes[1], 2));
  for (int64_t j = 0; j < columnParts(); ++j)
    result.columns.push_back(k.add(column, j * mmaColumns));
  for (int64_t i = 0; i < rowParts(); ++i)
    for (int64_t half : {0, 1}) {
      result.rows.push_back(k.add(row, i * mmaRows + half * 8));
      for (int64_t j = 0; j < columnParts(); ++j) {
        int64_t first = (i * columnParts() + j) * sumsOfLane + 2 * half;
        result.values.push_back(k.vectorOf(values.slice(first, 2)));
      }
    }
  return result;
}

} // namespace

std::unique_ptr<GemmProduct> createTf32Product(KernelBuilder &kernel,
                                               const GemmTile &tile) {
  return std::make_unique<Tf32Product>(kernel, tile);
}

} // namespace gnet::cuda
