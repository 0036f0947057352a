#include "gpu/sim/TensorCore.h"
#include <algorithm>
#include <bit>
#include <limits>

namespace gnet::gpu::sim {

namespace {

/// Below the greatest exponent of the terms, those of Hopper.
constexpr int keptBits = 25;
constexpr int f32Fraction = 23, f32Least = -126, f32Greatest = 127;
constexpr int noExponent = std::numeric_limits<int>::min() / 2;

struct Format {
  int exponentBits;
  int fractionBits;
  int ignoredBits = 0;
};

constexpr Format formats[] = {{5, 10}, {8, 7}, {8, 10, 13}};
constexpr Format f32{8, f32Fraction};

Element decode(const Format &format, uint32_t bits) {
  bits >>= format.ignoredBits;
  const uint32_t last = (1u << format.exponentBits) - 1;
  const auto fraction = int32_t(bits & ((1u << format.fractionBits) - 1));
  const uint32_t field = bits >> format.fractionBits & last;
  const int sign =
      bits >> (format.fractionBits + format.exponentBits) & 1 ? -1 : 1;
  if (field == last)
    return {sign, 0, fraction ? Element::NaN : Element::Infinite};
  const int32_t leading = field ? 1 << format.fractionBits : 0;
  const int bias = int(last >> 1);
  return {sign * (fraction | leading), int16_t(int(std::max(field, 1u)) - bias),
          Element::Finite};
}

/// What of the terms are infinities and NaNs.
struct Specials {
  bool positive = false;
  bool negative = false;
  bool nan = false;

  void add(Element::Class kind, bool isNegative) {
    nan |= kind == Element::NaN;
    positive |= kind == Element::Infinite && !isNegative;
    negative |= kind == Element::Infinite && isNegative;
  }
  void add(const Element &a, const Element &b) {
    if (a.mantissa == 0 || b.mantissa == 0) // infinity times zero
      nan |= a.kind != Element::Finite || b.kind != Element::Finite;
    else
      add(std::max(a.kind, b.kind), (a.mantissa < 0) != (b.mantissa < 0));
  }
  bool any() const { return positive || negative || nan; }
  uint32_t result() const {
    if (nan || (positive && negative))
      return 0x7FFFFFFF;
    return negative ? 0xFF800000 : 0x7F800000;
  }
};

/// value 2^left / 2^right, cut towards zero.
int64_t shifted(int64_t value, int left, int right) {
  const uint64_t size = uint64_t(value < 0 ? -value : value) << left;
  const auto cut = int64_t(size >> std::min(right, 63));
  return value < 0 ? -cut : cut;
}

/// Where the terms of a sum are cut.
struct Terms {
  int greatest = noExponent; // of their exponents
  bool areFinite = true;
};

Terms termsOf(std::span<const Element> a, std::span<const Element> b,
              const Element &addend) {
  Terms terms;
  unsigned kinds = addend.kind;
  if (addend.mantissa)
    terms.greatest = addend.exponent;
  for (size_t k = 0; k < a.size(); ++k) {
    kinds |= a[k].kind | b[k].kind;
    const bool isZero = int64_t(a[k].mantissa) * b[k].mantissa == 0;
    terms.greatest = std::max(
        terms.greatest, isZero ? noExponent : a[k].exponent + b[k].exponent);
  }
  terms.areFinite = kinds == Element::Finite;
  return terms;
}

uint32_t specialResult(std::span<const Element> a, std::span<const Element> b,
                       const Element &addend) {
  Specials specials;
  specials.add(addend.kind, addend.mantissa < 0);
  for (size_t k = 0; k < a.size(); ++k)
    if (a[k].kind != Element::Finite || b[k].kind != Element::Finite)
      specials.add(a[k], b[k]);
  return specials.result();
}

/// sum 2^unit as f32, cut towards zero; past the range an infinity.
uint32_t cutToF32(int64_t sum, int unit) {
  const uint32_t sign = sum < 0 ? 0x80000000 : 0;
  const auto size = uint64_t(sum < 0 ? -sum : sum);
  if (size == 0)
    return 0;
  const int exponent = std::bit_width(size) - 1 + unit;
  if (exponent > f32Greatest)
    return sign | 0x7F800000;
  const int least = std::max(exponent, f32Least) - f32Fraction;
  const int up = unit - least;
  const auto mantissa =
      uint32_t(shifted(int64_t(size), std::max(up, 0), std::max(-up, 0)));
  if (mantissa == 0)
    return 0;
  if (exponent < f32Least)
    return sign | mantissa;
  const auto field = uint32_t(exponent + f32Greatest);
  return sign | field << f32Fraction | (mantissa & ((1u << f32Fraction) - 1));
}

} // namespace

Element elementOf(OperandType type, uint32_t bits) {
  return decode(formats[size_t(type)], bits);
}

uint32_t multiplyAdd(OperandType type, std::span<const Element> a,
                     std::span<const Element> b, uint32_t c) {
  const Element addend = decode(f32, c);
  const Terms terms = termsOf(a, b, addend);
  if (!terms.areFinite)
    return specialResult(a, b, addend);
  if (terms.greatest == noExponent)
    return 0;
  // To 25 bits below the greatest exponent, from the terms' fraction bits.
  const int left = keptBits - 2 * formats[size_t(type)].fractionBits;
  int64_t sum = 0;
  if (addend.mantissa)
    sum = shifted(addend.mantissa, keptBits - f32Fraction,
                  terms.greatest - addend.exponent);
  for (size_t k = 0; k < a.size(); ++k)
    if (const int64_t product = int64_t(a[k].mantissa) * b[k].mantissa)
      sum += shifted(product, left,
                     terms.greatest - a[k].exponent - b[k].exponent);
  return cutToF32(sum, terms.greatest - keptBits);
}

} // namespace gnet::gpu::sim
