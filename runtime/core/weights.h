/*===- weights.h - Where a model's weights come from
 * ------------------------===*/
#ifndef GNET_RUNTIME_CORE_WEIGHTS_H
#define GNET_RUNTIME_CORE_WEIGHTS_H

#include "core/file_mapping.h"
#include "core/tensor.h"

/** Needed during `prepare` only: kernels keep copies of their own. */
typedef struct gnetrt_weights {
  gnetrt_tensor *parameters; /**< One for each of the program's. */
  int64_t count;
  gnetrt_file_mapping file;
} gnetrt_weights;

/** The file or the bytes that `options` gives; else what the program embeds;
 *  else ../share/<name>/weights.safetensors beside the shared library. The
 *  caller closes `out`, also where this fails. */
gnet_status gnetrt_weights_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_weights *out, gnet_error *error);

void gnetrt_weights_close(gnetrt_weights *weights);

#endif /* GNET_RUNTIME_CORE_WEIGHTS_H */
