#include "gpu/sim/Convert.h"
#include "llvm/ADT/APFloat.h"
#include <bit>
#include <cmath>

namespace gnet::gpu::sim {

namespace {

constexpr uint32_t signBit = 0x80000000, nan32 = 0x7FFFFFFF;
constexpr int droppedOfTF32 = 13;

uint32_t rounded(uint32_t bits, const llvm::fltSemantics &to,
                 llvm::RoundingMode mode) {
  llvm::APFloat value(std::bit_cast<float>(bits));
  bool inexact;
  value.convert(to, mode, &inexact);
  return uint32_t(value.bitcastToAPInt().getZExtValue());
}

double exact(Approximation function, double x) {
  switch (function) {
  case Approximation::Ex2:
    return std::exp2(x);
  case Approximation::Lg2:
    return std::log2(x);
  case Approximation::Rsqrt:
    return 1 / std::sqrt(x);
  case Approximation::Sqrt:
    return std::sqrt(x);
  case Approximation::Rcp:
    return 1 / x;
  case Approximation::Tanh:
    return std::tanh(x);
  }
  return x;
}

uint32_t flushed(uint32_t bits) {
  return bits & 0x7F800000 ? bits : bits & signBit;
}

} // namespace

uint16_t toHalf(Half type, uint32_t bits, bool relu) {
  const auto value = std::bit_cast<float>(bits);
  if (std::isnan(value))
    return 0x7FFF;
  if (relu && (bits & signBit))
    return 0;
  return uint16_t(rounded(bits,
                          type == Half::F16 ? llvm::APFloat::IEEEhalf()
                                            : llvm::APFloat::BFloat(),
                          llvm::RoundingMode::NearestTiesToEven));
}

uint32_t toHalves(Half type, uint32_t upper, uint32_t lower, bool relu) {
  return uint32_t(toHalf(type, upper, relu)) << 16 | toHalf(type, lower, relu);
}

uint32_t toTF32(uint32_t bits, Ties ties) {
  if (std::isnan(std::bit_cast<float>(bits)))
    return nan32 >> droppedOfTF32 << droppedOfTF32;
  return rounded(bits, llvm::APFloat::FloatTF32(),
                 ties == Ties::Even ? llvm::RoundingMode::NearestTiesToEven
                                    : llvm::RoundingMode::NearestTiesToAway)
         << droppedOfTF32;
}

uint32_t approximate(Approximation function, uint32_t bits, bool flushes) {
  const uint32_t operand = flushes ? flushed(bits) : bits;
  const auto result =
      float(exact(function, double(std::bit_cast<float>(operand))));
  if (std::isnan(result))
    return nan32;
  const auto word = std::bit_cast<uint32_t>(result);
  return flushes ? flushed(word) : word;
}

} // namespace gnet::gpu::sim
