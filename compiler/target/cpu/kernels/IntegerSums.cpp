//===- IntegerSums.cpp - Sums of products of bytes, and their meaning -----===//
#include "target/cpu/kernels/IntegerSums.h"

using namespace mlir;

namespace gnet {

IntegerSums::IntegerSums(KernelBuilder &kernel, Value weight) : k(kernel) {
  auto type = cast<RankedTensorType>(weight.getType());
  auto form = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  isUsed = type.getElementType().isInteger(8);
  begin = isUsed ? form.getHeaderBytes(type.getElementType()) : 0;
  lanes = isUsed ? form.getLanes() : 0;
}

int64_t IntegerSums::zeroPoint() const {
  quant::UniformQuantizedType type = k.quantizedType(k.source);
  return type ? type.getZeroPoint() : 0;
}

Value IntegerSums::initial(Value block, int64_t shift) const {
  if (zeroPoint() == shift)
    return k.integers(0);
  Value sums = k.index(lanes * static_cast<int64_t>(sizeof(float)));
  Value of = k.add(sums, k.mul(block, 4 * k.lanes()));
  return k.mul(k.loadQuads(k.weight, of), k.integers(shift - zeroPoint()));
}

IntegerSums::Meaning IntegerSums::meaningOf(Value block, bool hasBias) const {
  Value scales = k.loadFloatsOfBytes(k.weight, k.mul(block, 4 * k.lanes()));
  return {k.mulf(scales, k.splat(k.stepOf(k.source))),
          hasBias ? k.load(k.bias, k.mul(block, k.lanes())) : Value()};
}

/// Multiplied and added by themselves: on every machine it is the same number.
Value IntegerSums::numberOf(Value sum, const Meaning &meaning) const {
  bool isInteger = getElementTypeOrSelf(sum.getType()).isInteger();
  Value number = k.mulf(isInteger ? k.toFloats(sum) : sum, meaning.scale);
  return meaning.bias ? k.addf(number, meaning.bias) : number;
}

IntegerSums::Rest IntegerSums::restOf(Value block, bool hasBias,
                                      int64_t shift) const {
  Rest rest;
  if (areUsed()) {
    rest.meaning = meaningOf(block, hasBias);
    rest.initial = initial(block, shift);
  } else if (hasBias) {
    rest.initial = k.load(k.bias, k.mul(block, k.lanes()));
  }
  return rest;
}

Value IntegerSums::complete(Value sum, const Rest &rest) const {
  if (areUsed())
    return numberOf(k.add(sum, rest.initial), rest.meaning);
  return rest.initial ? k.addf(sum, rest.initial) : sum;
}

} // namespace gnet
