/*===- weights.h - Where a model's weights come from
 * ------------------------===*/
#ifndef GNET_RUNTIME_CORE_WEIGHTS_H
#define GNET_RUNTIME_CORE_WEIGHTS_H

#include "core/file_mapping.h"
#include "core/tensor.h"

/** Either the network's parameters, from which `prepare` makes the kernels and
 *  the packed weights, or weights that were packed before. */
typedef struct gnetrt_weights {
  gnetrt_tensor *parameters; /**< One for each of the program's. */
  int64_t count;
  gnetrt_file_mapping file;
  /** Packed, aligned to GNETRT_ALIGNMENT: `owned`, in `file` or in the program.
   *  NULL if they are not packed. */
  const char *packed;
  char *owned;
} gnetrt_weights;

/** The file or the bytes that `options` gives; else what the program embeds;
 *  else ../share/<name>/weights.safetensors beside the shared library. The
 *  caller closes `out`, also where this fails. */
gnet_status gnetrt_weights_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_weights *out, gnet_error *error);

/** Gives `weights`, which are not packed, zeros of the program's packed_bytes
 *  of their own, to be filled by `prepare`. */
gnet_status gnetrt_weights_allocate(gnetrt_weights *weights,
                                    const gnetrt_program *program,
                                    gnet_error *error);

/** Lets go of what only `prepare` needs: all but what is packed. */
void gnetrt_weights_trim(gnetrt_weights *weights);

void gnetrt_weights_close(gnetrt_weights *weights);

#endif /* GNET_RUNTIME_CORE_WEIGHTS_H */
