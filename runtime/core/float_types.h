/*===- float_types.h - float32 as shorter floats
 * ----------------------------===*/
#ifndef GNET_RUNTIME_CORE_FLOAT_TYPES_H
#define GNET_RUNTIME_CORE_FLOAT_TYPES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The nearest one, ties to even; beyond the largest, infinity. NaNs stay. */
uint16_t gnetrt_bf16_of(float value);
uint16_t gnetrt_f16_of(float value);
float gnetrt_tf32_of(float value);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_FLOAT_TYPES_H */
