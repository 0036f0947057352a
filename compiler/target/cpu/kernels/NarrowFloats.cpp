//===- NarrowFloats.cpp - Floats of 16 bits by their bits -----------------===//
#include "target/cpu/kernels/NarrowFloats.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace gnet {
namespace {

/// 32 bits, or a vector of such, as integers.
class Words {
public:
  Words(OpBuilder &builder, Location where, Value like)
      : builder(builder), where(where),
        words(typeLike(like, builder.getI32Type())),
        floats(typeLike(like, builder.getF32Type())) {}

  /// Those of a float of 16 bits, behind zeros.
  Value ofNarrow(Value narrow) {
    Value bits = arith::BitcastOp::create(
        builder, where, typeLike(narrow, builder.getI16Type()), narrow);
    return arith::ExtUIOp::create(builder, where, words, bits);
  }
  Value ofFloats(Value value) {
    return arith::BitcastOp::create(builder, where, words, value);
  }
  /// The upper half of each word.
  Value asBfloats(Value bits) {
    Value upper = arith::TruncIOp::create(builder, where,
                                          typeLike(bits, builder.getI16Type()),
                                          shiftRight(bits, 16));
    return arith::BitcastOp::create(
        builder, where, typeLike(bits, builder.getBF16Type()), upper);
  }
  Value asFloats(Value bits) {
    return arith::BitcastOp::create(builder, where, floats, bits);
  }

  Value constant(uint32_t value) {
    IntegerAttr number = builder.getI32IntegerAttr(int32_t(value));
    if (auto vector = dyn_cast<VectorType>(words))
      return arith::ConstantOp::create(
          builder, where, DenseElementsAttr::get(vector, number.getValue()));
    return arith::ConstantOp::create(builder, where, number);
  }
  Value both(Value a, uint32_t b) {
    return arith::AndIOp::create(builder, where, a, constant(b));
  }
  Value join(Value a, Value b) {
    return arith::OrIOp::create(builder, where, a, b);
  }
  Value join(Value a, uint32_t b) { return join(a, constant(b)); }
  Value add(Value a, uint32_t b) {
    return arith::AddIOp::create(builder, where, a, constant(b));
  }
  Value add(Value a, Value b) {
    return arith::AddIOp::create(builder, where, a, b);
  }
  Value shiftLeft(Value a, uint32_t bits) {
    return arith::ShLIOp::create(builder, where, a, constant(bits));
  }
  Value shiftRight(Value a, uint32_t bits) {
    return arith::ShRUIOp::create(builder, where, a, constant(bits));
  }
  Value subtractFloats(Value a, Value b) {
    Value difference =
        arith::SubFOp::create(builder, where, asFloats(a), asFloats(b));
    return ofFloats(difference);
  }
  Value chooseBelow(Value a, uint32_t bound, Value ifBelow, Value otherwise) {
    Value isBelow = arith::CmpIOp::create(
        builder, where, arith::CmpIPredicate::slt, a, constant(bound));
    return arith::SelectOp::create(builder, where, isBelow, ifBelow, otherwise);
  }

private:
  OpBuilder &builder;
  Location where;
  Type words, floats;
};

/// Of a number less than 0, as int16, all bits but its sign the other way
/// round.
Value turnNegative(OpBuilder &builder, Location where, Value bits) {
  auto constant = [&](int16_t value) {
    TypedAttr number = builder.getI16IntegerAttr(value);
    if (auto vector = dyn_cast<VectorType>(bits.getType()))
      number = DenseElementsAttr::get(vector, number);
    return arith::ConstantOp::create(builder, where, number);
  };
  Value signs = arith::ShRSIOp::create(builder, where, bits, constant(15));
  Value turned = arith::AndIOp::create(builder, where, signs, constant(0x7FFF));
  return arith::XOrIOp::create(builder, where, bits, turned);
}

} // namespace

Type typeLike(Value like, Type element) {
  auto vector = dyn_cast<VectorType>(like.getType());
  return vector ? vector.clone(element) : element;
}

/// Half of the last place is added, less the smallest number where that place
/// is even: what carries goes up to the exponent, and at its end to infinity.
Value narrowToBfloat(OpBuilder &builder, Location where, Value wide) {
  constexpr uint32_t leastNormal = 1u << 23, leastNan = (255u << 23) + 1;
  Words w(builder, where, wide);
  Value bits = w.ofFloats(wide);
  Value magnitude = w.both(bits, 0x7FFFFFFF);
  Value isOdd = w.both(w.shiftRight(bits, 16), 1);
  Value rounded = w.add(w.add(bits, 0x7FFF), isOdd);
  Value quiet = w.join(bits, 1u << 22);
  Value normal = w.chooseBelow(magnitude, leastNan, rounded, quiet);
  Value sign = w.both(bits, 1u << 31);
  return w.asBfloats(w.chooseBelow(magnitude, leastNormal, sign, normal));
}

/// A normal number's exponent counts from 112 less. One that is not normal is
/// m 2^-24: what is beyond 2^-14 in a float32 with its exponent and these bits
/// behind. Infinity and NaN have all bits of the exponent in both formats.
Value widenHalf(OpBuilder &builder, Location where, Value half) {
  constexpr uint32_t leastNormal = 113u << 23; // 2^-14.
  Words w(builder, where, half);
  Value bits = w.ofNarrow(half);
  Value sign = w.shiftLeft(w.both(bits, 0x8000), 16);
  Value magnitude = w.shiftLeft(w.both(bits, 0x7FFF), 13);
  Value normal = w.add(magnitude, 112u << 23);
  Value small =
      w.subtractFloats(w.join(magnitude, leastNormal), w.constant(leastNormal));
  Value finite = w.chooseBelow(magnitude, 1u << 23, small, normal);
  Value value = w.chooseBelow(magnitude, 31u << 23, finite,
                              w.join(magnitude, 255u << 23));
  return w.asFloats(w.join(value, sign));
}

Value orderOfBfloats(OpBuilder &builder, Location where, Value bfloats) {
  Value bits = arith::BitcastOp::create(
      builder, where, typeLike(bfloats, builder.getI16Type()), bfloats);
  return turnNegative(builder, where, bits);
}

Value bfloatsOfOrder(OpBuilder &builder, Location where, Value order) {
  return arith::BitcastOp::create(builder, where,
                                  typeLike(order, builder.getBF16Type()),
                                  turnNegative(builder, where, order));
}

} // namespace gnet
