//===- Convert.h - Conversions and approximate functions ------------------===//
//
// Of f32 values as their bits.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_CONVERT_H
#define GNET_GPU_SIM_CONVERT_H

#include <cstdint>

namespace gnet::gpu::sim {

enum class Half { F16, BF16 };

/// cvt.rn[.relu].f16.f32 and .bf16.f32. NaNs become 7fff, with relu too.
uint16_t toHalf(Half type, uint32_t bits, bool relu = false);

/// cvt.rn[.relu].f16x2.f32 and .bf16x2.f32: the first operand is the upper
/// half of the result.
uint32_t toHalves(Half type, uint32_t upper, uint32_t lower, bool relu = false);

enum class Ties { Even, Away };

/// cvt.rn.tf32.f32 and .rna.tf32.f32: the 13 lowest bits are zeros.
uint32_t toTF32(uint32_t bits, Ties ties);

enum class Approximation { Ex2, Lg2, Rsqrt, Sqrt, Rcp, Tanh };

/// FUNCTION.approx[.ftz].f32, correctly rounded here, where a GPU is some units
/// of the last place away. `flushes` makes subnormal operands and results
/// zeros. NaNs are 7fffffff.
uint32_t approximate(Approximation function, uint32_t bits,
                     bool flushes = false);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_CONVERT_H
