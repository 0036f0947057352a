//===- KernelPairs.cpp - Pairs of bf16 in the body of a kernel ------------===//
//
// The words of KernelBuilder for two numbers in each lane.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/kernels/KernelBuilder.h"
#include "target/cpu/kernels/NarrowFloats.h"

using namespace mlir;

namespace gnet {

/// AArch64's instruction would keep what is not normal.
Value KernelBuilder::narrowToBfloats(Value wide) {
  auto vector = dyn_cast<VectorType>(wide.getType());
  if (!machine.roundsToBfloats || !vector || vector.getNumElements() != lanes())
    return narrowToBfloat(builder, where, wide);
  return intrinsic("x86.avx512bf16.cvtneps2bf16.512",
                   typeLike(wide, builder.getBF16Type()), wide);
}

Value KernelBuilder::pair(Value first, Value second) {
  Value pairs = vector::InterleaveOp::create(
      builder, where, narrowToBfloats(first), narrowToBfloats(second));
  return vector::BitCastOp::create(builder, where, first.getType(), pairs);
}

Value KernelBuilder::loadPairs(Value memory, Value at) {
  Value narrow = vector::LoadOp::create(
      builder, where, VectorType::get(2 * lanes(), elementOf(memory)), memory,
      at);
  return vector::BitCastOp::create(
      builder, where, VectorType::get(lanes(), builder.getI32Type()), narrow);
}

void KernelBuilder::storeAsPairs(Value vector, Value memory, Value at) {
  Value pairs = vector::BitCastOp::create(builder, where, vectorOf(lanes() / 2),
                                          narrowToBfloats(vector));
  vector::StoreOp::create(builder, where, pairs, memory, at);
}

Value KernelBuilder::loadPairBroadcast(Value memory, Value at) {
  if (elementOf(memory).isF32())
    return broadcastPair(memref::LoadOp::create(builder, where, memory, at));
  Value narrow = vector::LoadOp::create(
      builder, where, VectorType::get(2, elementOf(memory)), memory, at);
  Value pair = vector::BitCastOp::create(builder, where, vectorOf(1), narrow);
  return broadcastPair(
      vector::ExtractOp::create(builder, where, pair, int64_t{0}));
}

Value KernelBuilder::loadFirstOfPairBroadcast(Value memory, Value at) {
  Value narrow = memref::LoadOp::create(builder, where, memory, at);
  Value bits =
      arith::BitcastOp::create(builder, where, builder.getI16Type(), narrow);
  Value pair =
      arith::ExtUIOp::create(builder, where, builder.getI32Type(), bits);
  return broadcastPair(
      arith::BitcastOp::create(builder, where, builder.getF32Type(), pair));
}

/// Of integers LLVM would take the half before it makes lanes of it, and load
/// and broadcast by two instructions.
Value KernelBuilder::broadcastPair(Value pair) {
  return arith::BitcastOp::create(
      builder, where, VectorType::get(lanes(), builder.getI32Type()),
      broadcast(pair));
}

Value KernelBuilder::halfOf(Value pairs, bool isSecond) {
  Value number = arith::ConstantOp::create(
      builder, where,
      DenseElementsAttr::get(cast<VectorType>(pairs.getType()),
                             isSecond ? APInt(32, 0xFFFF0000) : APInt(32, 16)));
  Value bits =
      isSecond
          ? arith::AndIOp::create(builder, where, pairs, number).getResult()
          : arith::ShLIOp::create(builder, where, pairs, number).getResult();
  return arith::BitcastOp::create(builder, where, vectorOf(lanes()), bits);
}

/// By AVX512-BF16, or by AArch64's, whose registers are half a vector. The
/// former reads its last operand from memory, also as a broadcast: that is `a`,
/// an input, so that one that is used once takes no instruction of its own.
Value KernelBuilder::dot(Value a, Value b, Value sum) {
  auto type = VectorType::get(2 * lanes(), builder.getBF16Type());
  auto narrow = [&](Value pairs) {
    return vector::BitCastOp::create(builder, where, type, pairs).getResult();
  };
  Value pairsA = narrow(a), pairsB = narrow(b);
  if (machine.registersOfVector == 1)
    return intrinsic("x86.avx512bf16.dpbf16ps.512", sum.getType(),
                     {sum, pairsB, pairsA});
  return byHalves([&](int64_t half) {
    const int64_t words = lanes() / 2, first = half * words;
    return intrinsic("aarch64.neon.bfdot.v4f32.v8bf16", vectorOf(words),
                     {slice(sum, sum, first, words),
                      slice(pairsA, pairsA, 2 * first, 2 * words),
                      slice(pairsB, pairsB, 2 * first, 2 * words)});
  });
}

} // namespace gnet
