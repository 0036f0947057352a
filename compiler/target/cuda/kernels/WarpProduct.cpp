//===- WarpProduct.cpp - What products by tensor cores share --------------===//
#include "target/cuda/kernels/WarpProduct.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;

namespace gnet::cuda {

WarpProduct::WarpProduct(KernelBuilder &k, const GemmTile &tile, Type element,
                         int64_t mmaDepth, NVVM::MMATypes type)
    : k(k), tile(tile), shared(k.shared(element)), mmaDepth(mmaDepth),
      type(type) {
  SmallVector<Value> digits =
      k.digits(k.thread, {tile.columns / tile.partColumns, warpLanes});
  warpRow = k.mul(digits[0], tile.partRows);
  warpColumn = k.mul(digits[1], tile.partColumns);
  lane = digits[2];
}

SmallVector<Value> WarpProduct::initial() {
  return SmallVector<Value>(rowParts() * columnParts() * sumsOfLane,
                            k.number(0));
}

SmallVector<Value> WarpProduct::loadMatrices(const Memory &at,
                                             NVVM::MMALayout layout) {
  OpBuilder &builder = k.operations();
  MLIRContext *context = builder.getContext();
  Type word = builder.getI32Type();
  auto words = LLVM::LLVMStructType::getLiteral(
      context, SmallVector<Type>(sumsOfLane, word));
  Value loaded =
      NVVM::LdMatrixOp::create(builder, k.location(), words, at.pointer,
                               static_cast<uint32_t>(sumsOfLane), layout,
                               NVVM::LdStMatrixShapeAttr::get(context, 8, 8),
                               NVVM::LdStMatrixEltType::B16);
  return membersOf(loaded);
}

void WarpProduct::multiply(ArrayRef<Value> pixels, ArrayRef<Value> weights,
                           int64_t row, int64_t column,
                           MutableArrayRef<Value> sums) {
  OpBuilder &builder = k.operations();
  MutableArrayRef<Value> own =
      sums.slice((row * columnParts() + column) * sumsOfLane, sumsOfLane);
  auto result = LLVM::LLVMStructType::getLiteral(
      builder.getContext(),
      SmallVector<Type>(sumsOfLane, builder.getF32Type()));
  Value product = NVVM::MmaOp::create(
      builder, k.location(), result, pixels, weights, ValueRange(own),
      ArrayRef<int64_t>{mmaRows, mmaColumns, mmaDepth}, std::nullopt,
      std::nullopt, std::array<NVVM::MMATypes, 2>{type, type},
      std::array<NVVM::MMALayout, 2>{NVVM::MMALayout::row,
                                     NVVM::MMALayout::col});
  llvm::copy(membersOf(product), own.begin());
}

SmallVector<Value> WarpProduct::membersOf(Value value) {
  SmallVector<Value> members;
  for (int64_t i = 0; i < sumsOfLane; ++i)
    members.push_back(
        LLVM::ExtractValueOp::create(k.operations(), k.location(), value, i));
  return members;
}

GemmSums WarpProduct::sums(ArrayRef<Value> values) {
  return sumsOfWarp(k, values, warpRow, rowParts(), warpColumn, columnParts(),
                    lane);
}

GemmSums sumsOfWarp(KernelBuilder &k, ArrayRef<Value> values, Value row,
                    int64_t rowParts, Value column, int64_t columnParts,
                    Value lane) {
  constexpr int64_t partRows = 16, partColumns = 8, sumsOfPart = 4;
  GemmSums result;
  result.width = 2;
  SmallVector<Value> lanes = k.digits(lane, {4});
  row = k.add(row, lanes[0]);
  column = k.add(column, k.mul(lanes[1], 2));
  for (int64_t j = 0; j < columnParts; ++j)
    result.columns.push_back(k.add(column, j * partColumns));
  for (int64_t i = 0; i < rowParts; ++i)
    for (int64_t half : {0, 1}) {
      result.rows.push_back(k.add(row, i * partRows + half * 8));
      for (int64_t j = 0; j < columnParts; ++j) {
        int64_t first = (i * columnParts + j) * sumsOfPart + 2 * half;
        result.values.push_back(k.vectorOf(values.slice(first, 2)));
      }
    }
  return result;
}

} // namespace gnet::cuda
