/*===- safetensors.h - The reader of safetensors files ----------------------===
 *
 * A file is: the header's length (8 bytes, little-endian), the header (JSON),
 * the data. Any bytes may be given: what is wrong is said, nothing is trusted.
 * Accepted are files whose tensors cover the data exactly, without gap and
 * overlap, as the format demands. The memory used is proportional to the
 * header.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_SAFETENSORS_H
#define GNET_RUNTIME_CORE_SAFETENSORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { GNETRT_SAFETENSOR_MAX_RANK = 8 };

/** One tensor; everything is owned by the gnetrt_safetensors it is from, but
 *  `data`, which points into the file's bytes, without any alignment. */
typedef struct gnetrt_safetensor {
  const char *name;  /**< UTF-8. */
  const char *dtype; /**< As in the file, one of the format's: "F32". */
  int64_t rank;
  int64_t dims[GNETRT_SAFETENSOR_MAX_RANK];
  int64_t elements; /**< Product of the dims; may be 0. */
  const void *data; /**< Little-endian, the last dim fastest. */
  size_t bytes;
} gnetrt_safetensor;

typedef struct gnetrt_safetensors {
  size_t count;
  gnetrt_safetensor *tensors; /**< By name, rising. No two have the same. */
  char *names;                /**< Storage of the names. */
  bool is_out_of_memory;      /**< That is why there are none. */
} gnetrt_safetensors;

/** Reads the header and checks it against `size`. On success the caller frees
 *  `out` and keeps `file` as long. On failure `out` needs no freeing, and the
 *  reason stands in `message` (size > 0 bytes, cut to fit). */
bool gnetrt_safetensors_parse(const void *file, size_t size,
                              gnetrt_safetensors *out, char *message,
                              size_t message_size);

void gnetrt_safetensors_free(gnetrt_safetensors *tensors);

/** The tensor of that name, or NULL. */
const gnetrt_safetensor *
gnetrt_safetensors_find(const gnetrt_safetensors *tensors, const char *name);

/** Whether `gnetrt_safetensor_floats` can read it: F32, F16 or BF16. */
bool gnetrt_safetensor_is_float(const gnetrt_safetensor *tensor);

/** Writes the `elements` values as float32. Only if `is_float`. */
void gnetrt_safetensor_floats(const gnetrt_safetensor *tensor, float *out);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_SAFETENSORS_H */
