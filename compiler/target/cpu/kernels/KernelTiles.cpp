//===- KernelTiles.cpp - AMX's tiles in the body of a kernel --------------===//
//
// Their numbers are in the instructions: LLVM allocates nothing, and moves
// nothing across, since it takes each for an access to any memory.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/kernels/KernelBuilder.h"

using namespace mlir;

namespace gnet {

void KernelBuilder::tileInstruction(StringRef name, ArrayRef<int64_t> tiles,
                                    ValueRange operands) {
  SmallVector<Value> all;
  for (int64_t tile : tiles)
    all.push_back(arith::ConstantOp::create(
        builder, where, builder.getI8IntegerAttr(static_cast<int8_t>(tile))));
  llvm::append_range(all, operands);
  LLVM::CallIntrinsicOp::create(builder, where,
                                builder.getStringAttr("llvm.x86." + name), all);
}

Value KernelBuilder::addressOf(Value memory, Value at, Type element) {
  auto type = LLVM::LLVMPointerType::get(builder.getContext());
  auto word = builder.getI64Type();
  Value begin =
      memref::ExtractAlignedPointerAsIndexOp::create(builder, where, memory);
  Value base = LLVM::IntToPtrOp::create(
      builder, where, type,
      arith::IndexCastOp::create(builder, where, word, begin),
      LLVM::DereferenceableAttr());
  Value offset = arith::IndexCastOp::create(builder, where, word, at);
  return LLVM::GEPOp::create(builder, where, type, element, base, offset);
}

/// As LDTILECFG reads it: byte 0 is the palette, bytes 16 to 47 are the bytes
/// of a row of each tile, by two, and from 48 on are its rows.
void KernelBuilder::configureTiles(ArrayRef<TileSize> sizes, Value memory,
                                   Value at) {
  std::array<uint8_t, 64> bytes = {1};
  for (auto [tile, size] : llvm::enumerate(sizes)) {
    bytes[16 + 2 * tile] = static_cast<uint8_t>(4 * size.words);
    bytes[48 + tile] = static_cast<uint8_t>(size.rows);
  }
  SmallVector<int32_t> words(16);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  auto type = VectorType::get(16, builder.getI32Type());
  Value content = arith::ConstantOp::create(
      builder, where, DenseElementsAttr::get(type, ArrayRef(words)));
  storeRaw(bitsAs(content, /*isFloat=*/true), memory, at);
  tileInstruction("ldtilecfg", {}, addressOf(memory, at));
}

void KernelBuilder::releaseTiles() { tileInstruction("tilerelease", {}); }

void KernelBuilder::clearTile(int64_t tile) {
  tileInstruction("tilezero", tile);
}

void KernelBuilder::loadTile(int64_t tile, Value memory, Value at,
                             int64_t bytes) {
  Value step = arith::ConstantOp::create(builder, where,
                                         builder.getI64IntegerAttr(bytes));
  tileInstruction("tileloadd64", tile, {addressOf(memory, at), step});
}

void KernelBuilder::storeTile(int64_t tile, Value memory, Value at,
                              int64_t bytes) {
  Value step = arith::ConstantOp::create(builder, where,
                                         builder.getI64IntegerAttr(bytes));
  tileInstruction("tilestored64", tile, {addressOf(memory, at), step});
}

void KernelBuilder::multiplyTiles(int64_t sum, int64_t a, int64_t b,
                                  bool areBytes) {
  tileInstruction(areBytes ? "tdpbusd" : "tdpbf16ps", {sum, a, b});
}

} // namespace gnet
