/*===- builder.h - What `prepare` works with --------------------------------===
 *
 * It knows nothing of the kernels but where they are kept: each backend's
 * makers know the rest.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_BUILDER_H
#define GNET_RUNTIME_CORE_BUILDER_H

#include "core/tensor.h"
#include "gnet.h"

#ifdef __cplusplus
extern "C" {
#endif

struct gnetrt_builder {
  const gnetrt_program *program;
  /** Where kernels are kept; NULL where none are made, as in gnetc. */
  struct gnetrt_backend *backend;
  const gnetrt_tensor *parameters; /**< Of the program, in its order. */
  gnetrt_tensor *derived;          /**< What folding made: a list. */
  char *packed;     /**< The program's packed_bytes; NULL: none. */
  gnet_error error; /**< The first one; GNET_OK if none. */
};

/** Keeps the first error. Returns its status. */
gnet_status gnetrt_builder_fail(gnetrt_builder *builder, gnet_status status,
                                const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Frees what folding made. `status` is what `prepare` returned: given back,
 *  or GNET_OK, or the status of the builder's error, with its message. */
gnet_status gnetrt_builder_finish(gnetrt_builder *builder, int32_t status,
                                  gnet_error *error);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_BUILDER_H */
