//===- TensorCore.h - Sums of products as tensor cores round them ---------===//
#ifndef GNET_GPU_SIM_TENSORCORE_H
#define GNET_GPU_SIM_TENSORCORE_H

#include <cstddef>
#include <cstdint>
#include <span>

namespace gnet::gpu::sim {

/// Tf32 elements are f32 words of which the 13 lowest bits are ignored.
enum class OperandType { F16, BF16, TF32 };

inline size_t bytesOf(OperandType type) {
  return type == OperandType::TF32 ? 4 : 2;
}

/// An element of an operand: mantissa 2^(exponent - fraction bits), so that
/// `exponent` is that of the leading one of a normal number.
struct Element {
  enum Class : uint8_t { Finite, Infinite, NaN };

  int32_t mantissa = 0; // signed; the sign alone where not finite
  int16_t exponent = 0;
  Class kind = Finite;
};

Element elementOf(OperandType type, uint32_t bits);

/// c + a[0] b[0] + a[1] b[1]... as f32, of one instruction's whole K. The
/// products are exact; all terms are cut (towards zero) to 25 bits below the
/// greatest exponent among them, summed exactly, and the sum is cut to f32.
/// Subnormal numbers are kept; a sum cut to nothing is +0; NaNs are 7fffffff.
/// So an H200 does it, bit for bit.
uint32_t multiplyAdd(OperandType type, std::span<const Element> a,
                     std::span<const Element> b, uint32_t c);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_TENSORCORE_H
