//===- Quantization.h - Which integers stand for which numbers ------------===//
//
// An integer q stands for scale * (q - zeroPoint). Results of layers are
// unsigned, one scale a tensor; weights signed and symmetric, one scale an
// output channel.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_QUANTIZATION_QUANTIZATION_H
#define GNET_QUANTIZATION_QUANTIZATION_H

#include "quantization/Calibration.h"
#include "llvm/ADT/ArrayRef.h"
#include <cstdint>

namespace gnet {

/// Of 8 bits, unsigned.
struct Quantization {
  float scale = 1;
  int32_t zeroPoint = 0; ///< 0 to 255.
};

/// Of a range, widened to have 0 in it, which is an integer's then. Ranges
/// without a negative number have 0 as their zero point; one of nothing but 0,
/// or of what no normal scale can tell from it, has the scale 1.
Quantization quantizationOf(const Calibration::Range &range);

/// The nearest integer to `value`, of two the even one; the range's end for
/// what lies outside, 0's for what is no number.
uint8_t quantized(float value, const Quantization &quantization);

/// Of the weights of an output channel, after folding: the largest one is 127
/// or -127. Weights that all are whole numbers of a scale, from -127 to 127,
/// as those of a model that was quantised before, keep them, or multiples of
/// them. Of nothing but zeros, or what no normal scale can tell from them, 1.
float weightScaleOf(llvm::ArrayRef<float> weights);

/// -127 to 127.
int8_t quantizedWeight(float weight, float scale);

} // namespace gnet

#endif // GNET_QUANTIZATION_QUANTIZATION_H
