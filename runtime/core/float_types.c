/*===- float_types.c - F32, F16 and BF16 tensors as float32
 * -----------------===*/
#include "core/safetensors.h"

#include <string.h>

static float from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

static float from_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half >> 15) << 31;
  uint32_t exponent = half >> 10 & 0x1F;
  uint32_t mantissa = half & 0x3FF;
  if (exponent == 31) /* Infinity or NaN. */
    return from_bits(sign | 0x7F800000 | mantissa << 13);
  if (exponent != 0)
    return from_bits(sign | (exponent + 112) << 23 | mantissa << 13);
  /* Zero or subnormal: mantissa * 2^-24, exact in float32. */
  float magnitude = (float)mantissa * 0x1p-24f;
  return sign ? -magnitude : magnitude;
}

static bool is(const gnetrt_safetensor *tensor, const char *dtype) {
  return strcmp(tensor->dtype, dtype) == 0;
}

bool gnetrt_safetensor_is_float(const gnetrt_safetensor *tensor) {
  return is(tensor, "F32") || is(tensor, "F16") || is(tensor, "BF16");
}

void gnetrt_safetensor_floats(const gnetrt_safetensor *tensor, float *out) {
  if (is(tensor, "F32")) {
    if (tensor->bytes > 0)
      memcpy(out, tensor->data, tensor->bytes);
    return;
  }
  bool half = is(tensor, "F16");
  const char *data = tensor->data;
  for (int64_t i = 0; i < tensor->elements; ++i) {
    uint16_t bits;
    memcpy(&bits, data + 2 * i, sizeof(bits));
    out[i] = half ? from_half(bits) : from_bits((uint32_t)bits << 16);
  }
}
