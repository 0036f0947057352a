//===- Int24Weights.cpp - Weights of 24 bits ------------------------------===//
//
// Words are made of the bytes by one instruction, the lowest byte being 0, and
// floats of these by another. A third makes them at most 1: sums of whole
// numbers of 2^31 would be infinite where those of the weights are not. Sums
// are multiplied with the scales at their end.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Int24Weights.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/kernels/KernelBuilder.h"

using namespace mlir;

namespace gnet {
namespace {

/// Among a kernel's parameters: the bits of its weights.
constexpr StringLiteral bitsParameter = "bits";

bool isInt24Type(Type type) { return type.isInteger(8 * int24Bytes); }

bool isOfFloat32(Value buffer) {
  return cast<gnk::BufferType>(buffer.getType()).getElementType().isF32();
}

} // namespace

bool canHaveInt24Weights(gnk::KernelInterface step) {
  if (isInt24Type(gnk::weightTypeOf(step)))
    return true;
  return !step->hasAttr(gnk::weightTypeAttribute) &&
         gnk::weightTypeOf(step).isF32() && isOfFloat32(step.getSource()) &&
         isOfFloat32(step.getDestination());
}

Type plainWeightTypeOf(gnk::KernelInterface step) {
  Type type = gnk::weightTypeOf(step);
  return isInt24Type(type) ? Type(Float32Type::get(step->getContext())) : type;
}

gnk::KernelAttr withInt24Weights(gnk::KernelAttr kernel) {
  return kernel.withNumbers(bitsParameter, {8 * int24Bytes});
}

bool hasInt24Weights(gnk::KernelAttr kernel) {
  return !kernel.getNumbers(bitsParameter).empty();
}

void KernelBuilder::noteInt24Weights(gnk::KernelInterface kernel) {
  SmallVector<Value> tensors = kernel.getTensors();
  if (tensors.empty() || !tensors.front())
    return;
  auto type = cast<RankedTensorType>(tensors.front().getType());
  if (!isInt24Type(type.getElementType()))
    return;
  auto form = cast<gnk::PackedAttr>(type.getEncoding());
  firstScale = form.getBytes(type) - form.getFooterBytes(type.getElementType());
}

/// Reads as many bytes as the words have: behind the last weights are scales.
Value KernelBuilder::loadInt24(Value at, int64_t count) {
  constexpr int64_t wordBytes = 4;
  Value bytes = loadRaw(weight, mul(at, int24Bytes), count * wordBytes);
  const int64_t zero = count * wordBytes;
  SmallVector<int64_t> places;
  for (int64_t word = 0; word < count; ++word) {
    places.push_back(zero);
    for (int64_t byte = 0; byte < int24Bytes; ++byte)
      places.push_back(word * int24Bytes + byte);
  }
  Value zeros = arith::ConstantOp::create(builder, where,
                                          builder.getZeroAttr(bytes.getType()));
  Value floats = toFloats(vector::BitCastOp::create(
      builder, where, VectorType::get(count, builder.getI32Type()),
      shuffle(bytes, zeros, places)));
  return mulf(floats, constantLike(floats, 0x1p-31));
}

Value KernelBuilder::int24Scales(Value at) {
  Value bytes = mul(at, static_cast<int64_t>(sizeof(float)));
  return loadFloatsOfBytes(weight, add(bytes, firstScale));
}

} // namespace gnet
