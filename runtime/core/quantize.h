/*===- quantize.h - Weights as bytes and a scale
 * ----------------------------===*/
#ifndef GNET_RUNTIME_CORE_QUANTIZE_H
#define GNET_RUNTIME_CORE_QUANTIZE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whether none is infinite or a NaN. */
int gnetrt_are_finite(const float *values, int64_t count);

/** What a byte is worth where the largest of these weights, all finite, is to
 *  be 127 or -127; or 126 to 64 if all are whole numbers then, as those of a
 *  model that was quantised before. 1 where they are all 0, or so small that it
 *  is no normal number: then all bytes are 0. */
float gnetrt_weight_scale(const float *weights, int64_t count);

/** The byte of a weight of that scale: to the nearest, ties to even. */
int8_t gnetrt_quantize(float weight, float scale);

/** What 2^23 of numbers of 24 bits are worth where the largest of these weights
 *  is to be 2^23 - 1; the least normal number where they are all 0 or nearly
 *  so. A NaN where one is infinite or a NaN. */
float gnetrt_int24_scale(const float *weights, int64_t count);

/** The number of a weight of that scale: to the nearest, ties to even; of a NaN
 *  for the scale 0. */
int32_t gnetrt_quantize_int24(float weight, float scale);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_QUANTIZE_H */
