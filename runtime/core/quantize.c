/*===- quantize.c - Weights as bytes and a scale
 * ----------------------------===*/
#include "core/quantize.h"

#include <float.h>
#include <math.h>

enum { LARGEST = 127 };

int gnetrt_are_finite(const float *values, int64_t count) {
  for (int64_t i = 0; i < count; ++i)
    if (!isfinite(values[i]))
      return 0;
  return 1;
}

float gnetrt_weight_scale(const float *weights, int64_t count) {
  float largest = 0;
  for (int64_t i = 0; i < count; ++i)
    largest = fmaxf(largest, fabsf(weights[i]));
  float scale = (float)((double)largest / LARGEST);
  return scale >= FLT_MIN ? scale : 1;
}

/** The scale is rounded: the largest weight may be a little more than 127 of
 *  it, never 127.5. */
int8_t gnetrt_quantize(float weight, float scale) {
  return (int8_t)rintf(weight / scale);
}
