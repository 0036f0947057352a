/*===- quantize.c - Weights as bytes and a scale
 * ----------------------------===*/
#include "core/quantize.h"

#include <float.h>
#include <math.h>

enum { LARGEST = 127, LARGEST_INT24 = (1 << 23) - 1 };

int gnetrt_are_finite(const float *values, int64_t count) {
  for (int64_t i = 0; i < count; ++i)
    if (!isfinite(values[i]))
      return 0;
  return 1;
}

static float largest_of(const float *weights, int64_t count) {
  float largest = 0;
  for (int64_t i = 0; i < count; ++i)
    largest = fmaxf(largest, fabsf(weights[i]));
  return largest;
}

/** Whether all are whole numbers of `scale`, but for what they and it were
 *  rounded by. */
static int are_multiples(const float *weights, int64_t count, float scale) {
  const float tolerance = 1e-4F;
  for (int64_t i = 0; i < count; ++i) {
    const float steps = weights[i] / scale;
    if (fabsf(steps - rintf(steps)) > tolerance)
      return 0;
  }
  return 1;
}

/** Whole numbers of a larger scale are such of a half, a third, ... of it, too:
 *  more than half of the steps can be used. */
float gnetrt_weight_scale(const float *weights, int64_t count) {
  const double largest = largest_of(weights, count);
  for (int steps = LARGEST; steps > LARGEST / 2; --steps) {
    const float scale = (float)(largest / steps);
    if (scale >= FLT_MIN && are_multiples(weights, count, scale))
      return scale;
  }
  const float scale = (float)(largest / LARGEST);
  return scale >= FLT_MIN ? scale : 1;
}

/** The scale is rounded: the largest weight may be a little more than 127 of
 *  it, never 127.5. */
int8_t gnetrt_quantize(float weight, float scale) {
  return (int8_t)rintf(weight / scale);
}

/** What a number of 24 bits is counted in: kernels have it from -1 to 1. */
static const double steps_of_scale = LARGEST_INT24 + 1.0;

float gnetrt_int24_scale(const float *weights, int64_t count) {
  if (!gnetrt_are_finite(weights, count))
    return NAN;
  const double largest = largest_of(weights, count);
  const float scale = (float)(largest / LARGEST_INT24 * steps_of_scale);
  return scale >= FLT_MIN ? scale : FLT_MIN;
}

/** The scale is rounded: the largest weight may be a little more of it. */
int32_t gnetrt_quantize_int24(float weight, float scale) {
  if (isnan(scale))
    return 0;
  const double number = rint((double)weight / scale * steps_of_scale);
  return (int32_t)fmin(fmax(number, -LARGEST_INT24), LARGEST_INT24);
}
