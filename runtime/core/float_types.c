/*===- float_types.c - float32 from and to shorter floats
 * -------------------===*/
#include "core/float_types.h"

#include "core/safetensors.h"

#include <string.h>

static float from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

static uint32_t to_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

/** Cuts the lowest `cut` bits off, to nearest, ties to even. */
static uint32_t round_off(uint32_t bits, int cut) {
  uint32_t half = 1u << (cut - 1), is_odd = bits >> cut & 1;
  return (bits + half - 1 + is_odd) >> cut;
}

uint16_t gnetrt_bf16_of(float value) {
  uint32_t bits = to_bits(value);
  if ((bits & 0x7FFFFFFF) > 0x7F800000)
    return (uint16_t)(bits >> 16 | 0x40); /* A quiet NaN. */
  return (uint16_t)round_off(bits, 16);
}

float gnetrt_tf32_of(float value) {
  const int cut = 13;
  uint32_t bits = to_bits(value);
  if ((bits & 0x7FFFFFFF) > 0x7F800000)
    return from_bits((bits | 0x400000) >> cut << cut);
  return from_bits(round_off(bits, cut) << cut);
}

uint16_t gnetrt_f16_of(float value) {
  uint32_t bits = to_bits(value), sign = bits >> 16 & 0x8000;
  uint32_t magnitude = bits & 0x7FFFFFFF;
  if (magnitude > 0x7F800000)
    return (uint16_t)(sign | 0x7E00);
  if (magnitude >= 0x477FF000) /* 65520 is nearer to 65536 than to 65504. */
    return (uint16_t)(sign | 0x7C00);
  if (magnitude >= 0x38800000) /* 2^-14: the exponent's bias is 112 less. */
    return (uint16_t)(sign | round_off(magnitude - (112u << 23), 13));
  /* A multiple of 2^-24, which is the last place of numbers from 0.5 on. */
  return (uint16_t)(sign |
                    (to_bits(from_bits(magnitude) + 0.5f) - to_bits(0.5f)));
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
