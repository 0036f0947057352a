//===- Inputs.h - The inputs of the golden vectors ------------------------===//
//
// The recorder on the GPU and the reader on the CPU make the same inputs from
// a seed, so that the files hold results alone.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_GOLDEN_INPUTS_H
#define GNET_GPU_GOLDEN_INPUTS_H

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gnet::gpu::golden {

/// 32 bits that depend on both numbers (the finaliser of MurmurHash3).
inline uint32_t hash(uint32_t seed, uint32_t index) {
  uint32_t h = seed * 0x9E3779B1u + index * 0x85EBCA77u + 0x165667B1u;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

/// A binary floating-point format with a sign bit on top.
struct Format {
  unsigned exponentBits;
  unsigned mantissaBits;

  int bias() const { return (1 << (exponentBits - 1)) - 1; }
  uint32_t make(bool negative, uint32_t exponent, uint32_t mantissa) const {
    return uint32_t(negative) << (exponentBits + mantissaBits) |
           exponent << mantissaBits | (mantissa & ((1u << mantissaBits) - 1));
  }
};

inline constexpr Format f16{5, 10};
inline constexpr Format bf16{8, 7};
inline constexpr Format f32{8, 23};

inline uint32_t integer(Format format, int value) {
  if (value == 0)
    return 0;
  const auto size = uint32_t(value < 0 ? -value : value);
  const int top = std::bit_width(size) - 1;
  return format.make(value < 0, uint32_t(top + format.bias()),
                     size << format.mantissaBits >> top);
}

/// Zeros, subnormal numbers, the ends of the range, infinities, NaNs, and ones.
inline uint32_t edge(Format format, uint32_t h) {
  const uint32_t last = (1u << format.exponentBits) - 1;
  const bool negative = h >> 31;
  switch (h % 64) {
  case 0:
    return format.make(negative, last, 0);
  case 1:
    return format.make(negative, last, h >> 6 | 1);
  case 2:
    return format.make(negative, last - 1, ~0u);
  case 3:
    return format.make(negative, 1, 0);
  case 4:
    return format.make(negative, 0, 1);
  default:
    return h % 3 == 0   ? format.make(negative, 0, 0)
           : h % 3 == 1 ? format.make(negative, 0, h >> 6)
                        : format.make(negative, uint32_t(format.bias()), 0);
  }
}

/// How the elements of an operand are chosen:
///   integers  from -8 to 8: sums of products are exact in any order
///   near      all of the mantissa, exponents of 8 steps
///   wide      all of the mantissa, exponents of 28 steps
///   sparse    as wide, three quarters of them zero
///   tiny      products around the subnormal numbers of f32
///   subnormal themselves around the subnormal numbers
///   edges     see edge()
///   bits      any bits
inline uint32_t element(const std::string &values, Format format, uint32_t seed,
                        uint32_t index) {
  const uint32_t h = hash(seed, index);
  const bool negative = h >> 31;
  const uint32_t field = h >> 24 & 127; // apart from the mantissa's bits
  auto around = [&](int center, uint32_t steps) {
    return format.make(negative, uint32_t(center) + field % steps, h);
  };
  if (values == "integers")
    return integer(format, int(h % 17) - 8);
  if (values == "near")
    return around(format.bias() - 4, 8);
  if (values == "sparse" && h % 4 != 0)
    return 0;
  if (values == "wide" || values == "sparse")
    return around(format.bias() - 14, 28);
  if (values == "tiny" && format.exponentBits == 8)
    return around(58, 8);
  if (values == "tiny" || values == "subnormal")
    return around(0, 4);
  if (values == "edges")
    return edge(format, h);
  return h & (0xFFFFFFFFu >> (31 - format.exponentBits - format.mantissaBits));
}

/// `words` words of elements, two to a word where they have 16 bits, the first
/// in the lower half.
inline std::vector<uint32_t> elements(const std::string &values, Format format,
                                      uint32_t seed, size_t words) {
  std::vector<uint32_t> made(words);
  const bool halves = format.exponentBits + format.mantissaBits == 15;
  for (size_t i = 0; i < words; ++i)
    made[i] = halves
                  ? element(values, format, seed, uint32_t(2 * i)) |
                        element(values, format, seed, uint32_t(2 * i + 1)) << 16
                  : element(values, format, seed, uint32_t(i));
  return made;
}

inline std::vector<uint32_t> bits(uint32_t seed, size_t words) {
  return elements("bits", f32, seed, words);
}

/// Of the operand types: tf32 elements are f32 words, of which a tensor core
/// ignores the 13 lowest bits.
inline Format formatOf(const std::string &type) {
  return type == "f16" ? f16 : type == "bf16" ? bf16 : f32;
}

/// The accumulators of a case whose operands have such values.
inline std::vector<uint32_t> accumulators(const std::string &values,
                                          uint32_t seed, size_t words) {
  return elements(values == "tiny" ? "subnormal" : values, f32, seed, words);
}

/// The seeds of one case's operands.
inline constexpr uint32_t seedA = 0x100, seedB = 0x200, seedC = 0x300;

/// What memory holds before an operation writes it.
inline constexpr uint32_t poison = 0xCDCDCDCDu;

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_INPUTS_H
