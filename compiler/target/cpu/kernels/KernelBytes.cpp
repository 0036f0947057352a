//===- KernelBytes.cpp - Bytes in the body of a kernel --------------------===//
//
// The words of KernelBuilder for quantised buffers and weights.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/kernels/KernelBuilder.h"
#include "target/cpu/kernels/NarrowFloats.h"

using namespace mlir;

namespace gnet {

//===----------------------------------------------------------------------===//
// Quads of bytes
//===----------------------------------------------------------------------===//

Value KernelBuilder::loadQuads(Value memory, Value at) {
  Value bytes = loadRaw(memory, at, 4 * lanes());
  return vector::BitCastOp::create(
      builder, where, VectorType::get(lanes(), builder.getI32Type()), bytes);
}

Value KernelBuilder::loadQuadBroadcast(Value memory, Value at) {
  if (elementOf(memory).isF32())
    return broadcastPair(LLVM::LoadOp::create(
        builder, where, builder.getF32Type(),
        addressOf(memory, at, builder.getI8Type()), /*alignment=*/1));
  Value quad = vector::BitCastOp::create(builder, where, vectorOf(1),
                                         loadRaw(memory, at, 4));
  return broadcastPair(
      vector::ExtractOp::create(builder, where, quad, int64_t{0}));
}

Value KernelBuilder::loadFirstOfQuadBroadcast(Value memory, Value at,
                                              int64_t count) {
  Type word = builder.getI32Type();
  auto constant = [&](int64_t value) {
    return arith::ConstantOp::create(builder, where,
                                     builder.getI32IntegerAttr(value));
  };
  Value quad = constant(0);
  for (int64_t i = 0; i < count; ++i) {
    Value byte = arith::ExtUIOp::create(builder, where, word,
                                        loadRaw(memory, add(at, i), 1));
    quad = arith::OrIOp::create(
        builder, where, quad,
        arith::ShLIOp::create(builder, where, byte, constant(8 * i)));
  }
  return broadcastPair(
      arith::BitcastOp::create(builder, where, builder.getF32Type(), quad));
}

Value KernelBuilder::quads(int64_t byte) { return integers(byte * 0x01010101); }

int64_t KernelBuilder::partsOfQuads() const {
  return machine.hasQuads() ? 1 : machine.addsPairsOfWords ? 2 : 4;
}

/// The byte number `part` of each word of a part, which is moved to its upper
/// end and then down.
Value KernelBuilder::partOf(Value quads, int64_t part, bool isSigned) {
  if (machine.hasQuads() && !isSigned && machine.quadsAreSigned)
    return arith::XOrIOp::create(builder, where, quads, integers(0x80808080));
  if (machine.hasQuads())
    return quads;
  const int64_t words = 4 / partsOfQuads(), bits = 32 / words;
  auto type =
      VectorType::get(words * lanes(), builder.getIntegerType(unsigned(bits)));
  auto constant = [&](int64_t number) {
    return arith::ConstantOp::create(
        builder, where,
        DenseElementsAttr::get(type, APInt(unsigned(bits), number)));
  };
  const int64_t down = bits - 8, up = down - 8 * part;
  Value value = vector::BitCastOp::create(builder, where, type, quads);
  if (up > 0)
    value = arith::ShLIOp::create(builder, where, value, constant(up));
  if (isSigned)
    return arith::ShRSIOp::create(builder, where, value, constant(down));
  return arith::ShRUIOp::create(builder, where, value, constant(down));
}

Value KernelBuilder::dotParts(Value inputs, Value weights, Value sum) {
  if (machine.hasQuads())
    return dotQuads(inputs, weights, sum);
  return add(sum, machine.addsPairsOfWords ? addPairsOfWords(inputs, weights)
                                           : mul(inputs, weights));
}

/// By VNNI, or by AArch64's i8mm or dotprod, whose registers are half a vector.
Value KernelBuilder::dotQuads(Value inputs, Value weights, Value sum) {
  auto type = VectorType::get(4 * lanes(), builder.getI8Type());
  auto bytes = [&](Value quads) {
    return vector::BitCastOp::create(builder, where, type, quads).getResult();
  };
  Value a = bytes(inputs), b = bytes(weights);
  if (machine.registersOfVector == 1)
    return intrinsic(lanes() == 16 ? "x86.avx512.vpdpbusd.512"
                                   : "x86.avx512.vpdpbusd.256",
                     sum.getType(), {sum, a, b});
  return byHalves([&](int64_t half) {
    int64_t words = lanes() / 2, first = half * words;
    return intrinsic(machine.quadsAreSigned ? "aarch64.neon.sdot.v4i32.v16i8"
                                            : "aarch64.neon.usdot.v4i32.v16i8",
                     VectorType::get(words, builder.getI32Type()),
                     {slice(sum, sum, first, words),
                      slice(a, a, 4 * first, 4 * words),
                      slice(b, b, 4 * first, 4 * words)});
  });
}

/// a.second * b.second + a.first * b.first of the words in each lane.
Value KernelBuilder::addPairsOfWords(Value a, Value b) {
  auto typeOf = [&](int64_t count) {
    return VectorType::get(count, builder.getI32Type());
  };
  if (machine.registersOfVector == 1)
    return intrinsic(lanes() == 16 ? "x86.avx512.pmaddw.d.512"
                                   : "x86.avx2.pmadd.wd",
                     typeOf(lanes()), {a, b});
  return byHalves([&](int64_t half) {
    int64_t first = half * lanes();
    return intrinsic(
        "x86.sse2.pmadd.wd", typeOf(lanes() / 2),
        {slice(a, a, first, lanes()), slice(b, b, first, lanes())});
  });
}

/// A vector that takes two registers.
Value KernelBuilder::byHalves(function_ref<Value(int64_t half)> compute) {
  return slice(compute(0), compute(1), 0, lanes());
}

//===----------------------------------------------------------------------===//
// Pairs of int16
//===----------------------------------------------------------------------===//

Value KernelBuilder::loadAsShorts(Value memory, Value at, int64_t count) {
  Value bytes = loadRaw(memory, at, count);
  auto type = VectorType::get(count, builder.getI16Type());
  if (quantizedType(memory))
    return arith::ExtUIOp::create(builder, where, type, bytes);
  return arith::ExtSIOp::create(builder, where, type, bytes);
}

void KernelBuilder::storeShorts(Value shorts, Value memory, Value at) {
  const int64_t count = cast<VectorType>(shorts.getType()).getNumElements();
  storeRaw(
      vector::BitCastOp::create(builder, where, vectorOf(count / 2), shorts),
      memory, at);
}

/// VNNI's instruction reads `a` from memory, as that on pairs of bf16 does.
Value KernelBuilder::dotShorts(Value a, Value b, Value sum) {
  auto type = VectorType::get(2 * lanes(), builder.getI16Type());
  auto shorts = [&](Value pairs) {
    return vector::BitCastOp::create(builder, where, type, pairs).getResult();
  };
  Value pairsA = shorts(a), pairsB = shorts(b);
  if (!machine.hasQuads())
    return add(sum, addPairsOfWords(pairsA, pairsB));
  return intrinsic(lanes() == 16 ? "x86.avx512.vpdpwssd.512"
                                 : "x86.avx512.vpdpwssd.256",
                   sum.getType(), {sum, pairsB, pairsA});
}

//===----------------------------------------------------------------------===//
// Integers, and bytes of buffers
//===----------------------------------------------------------------------===//

Value KernelBuilder::integers(int64_t value) {
  auto type = VectorType::get(lanes(), builder.getI32Type());
  return arith::ConstantOp::create(
      builder, where,
      DenseElementsAttr::get(type, APInt(32, static_cast<uint64_t>(value),
                                         /*isSigned=*/true,
                                         /*implicitTrunc=*/true)));
}

Value KernelBuilder::integersLike(Value like, int64_t value) {
  IntegerAttr number =
      builder.getIntegerAttr(getElementTypeOrSelf(like.getType()), value);
  if (auto vector = dyn_cast<VectorType>(like.getType()))
    return arith::ConstantOp::create(
        builder, where, DenseElementsAttr::get(vector, number.getValue()));
  return arith::ConstantOp::create(builder, where, number);
}

Value KernelBuilder::shiftDown(Value integers, int64_t bits) {
  return arith::ShRSIOp::create(builder, where, integers,
                                integersLike(integers, bits));
}

Value KernelBuilder::toFloats(Value integers) {
  return arith::SIToFPOp::create(
      builder, where, typeLike(integers, builder.getF32Type()), integers);
}

Value KernelBuilder::bitsAs(Value words, bool isFloat) {
  Type element = isFloat ? Type(builder.getF32Type()) : builder.getI32Type();
  return arith::BitcastOp::create(builder, where, typeLike(words, element),
                                  words);
}

/// Of a buffer from its zero point, of weights as they are.
Value KernelBuilder::stepsOf(Value bytes, Value memory) {
  Type words = typeLike(bytes, builder.getI32Type());
  quant::UniformQuantizedType type = quantizedType(memory);
  if (!type)
    return toFloats(arith::ExtSIOp::create(builder, where, words, bytes));
  Value numbers = arith::ExtUIOp::create(builder, where, words, bytes);
  if (type.getZeroPoint() != 0)
    numbers = sub(numbers, integersLike(numbers, type.getZeroPoint()));
  return toFloats(numbers);
}

/// The nearest of the numbers that a byte can be. What is added makes a float
/// whose last place is 1, and which ends with the byte.
Value KernelBuilder::quantize(Value floats, quant::UniformQuantizedType type) {
  constexpr double roundsToOne = 3 << 22;
  const auto zero = static_cast<double>(type.getZeroPoint());
  auto constant = [&](double value) { return constantLike(floats, value); };
  Value steps = mulf(floats, constant(1 / type.getScale()));
  steps = minf(maxf(steps, constant(-zero)), constant(255 - zero));
  Value rounded = bitsAs(addf(steps, constant(roundsToOne)), /*isFloat=*/false);
  if (type.getZeroPoint() != 0)
    rounded = add(rounded, integersLike(rounded, type.getZeroPoint()));
  return arith::TruncIOp::create(
      builder, where, typeLike(floats, builder.getI8Type()), rounded);
}

Value KernelBuilder::loadSteps(Value memory, Value at, int64_t count) {
  Value raw = loadRaw(memory, at, count);
  return elementOf(memory).isInteger(8) ? stepsOf(raw, memory)
                                        : widen(raw, memory);
}

double KernelBuilder::stepOf(Value memory) const {
  quant::UniformQuantizedType type = quantizedType(memory);
  return type ? type.getScale() : 1;
}

Value KernelBuilder::loadRaw(Value memory, Value at, int64_t count) {
  if (count == 1)
    return memref::LoadOp::create(builder, where, memory, at);
  return vector::LoadOp::create(
      builder, where, VectorType::get(count, elementOf(memory)), memory, at);
}

Value KernelBuilder::loadWords(Value memory, Value at, int64_t count) {
  const int64_t bytes = count * gnk::elementBytes(elementOf(memory));
  Value raw = vector::LoadOp::create(
      builder, where, VectorType::get(count, elementOf(memory)), memory, at);
  return vector::BitCastOp::create(builder, where, vectorOf(bytes / 4), raw);
}

Value KernelBuilder::wordsOfByte(int64_t byte, int64_t count) {
  auto type = VectorType::get(count, builder.getI32Type());
  Value words = arith::ConstantOp::create(
      builder, where,
      DenseElementsAttr::get(
          type, APInt(32, static_cast<uint64_t>(byte * 0x01010101))));
  return bitsAs(words, /*isFloat=*/true);
}

Value KernelBuilder::bytes(int64_t value, int64_t count) {
  TypedAttr number = builder.getI8IntegerAttr(static_cast<int8_t>(value));
  if (count > 1)
    number = DenseElementsAttr::get(VectorType::get(count, builder.getI8Type()),
                                    number);
  return arith::ConstantOp::create(builder, where, number);
}

Value KernelBuilder::largestByte(Value a, Value b) {
  return arith::MaxUIOp::create(builder, where, a, b);
}

void KernelBuilder::storeRaw(Value elements, Value memory, Value at) {
  if (isa<VectorType>(elements.getType()))
    vector::StoreOp::create(builder, where, elements, memory, at);
  else
    memref::StoreOp::create(builder, where, elements, memory, at);
}

void KernelBuilder::storeBytes(Value bytes, Value memory, Value at) {
  LLVM::StoreOp::create(builder, where, bytes,
                        addressOf(memory, at, builder.getI8Type()),
                        /*alignment=*/1);
}

} // namespace gnet
