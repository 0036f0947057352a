/*===- preprocess.h - A network's input from a picture
 * ----------------------===*/
#ifndef GNET_RUNTIME_CORE_PREPROCESS_H
#define GNET_RUNTIME_CORE_PREPROCESS_H

#include "abi/program.h"
#include "gnet.h"

/** 8-bit pixels as `gnet_preprocess` takes them. */
typedef struct gnetrt_picture {
  const uint8_t *pixels;
  int32_t width, height;
  size_t row_bytes;
  int32_t channels;
} gnetrt_picture;

/** Whether `picture` can become an input of `program` at `out_input`; nothing
 *  is read. */
gnet_status gnetrt_check_picture(const gnetrt_program *program,
                                 const gnetrt_picture *picture,
                                 const float *out_input, gnet_error *error);

/** `gnet_preprocess` of a given program. */
gnet_status gnetrt_preprocess(const gnetrt_program *program,
                              const gnetrt_picture *picture, float *out_input,
                              gnet_error *error);

#endif /* GNET_RUNTIME_CORE_PREPROCESS_H */
