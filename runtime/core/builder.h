/*===- builder.h - What `prepare` works with
 * --------------------------------===*/
#ifndef GNET_RUNTIME_CORE_BUILDER_H
#define GNET_RUNTIME_CORE_BUILDER_H

#include "core/backend.h"
#include "core/tensor.h"

struct gnetrt_builder {
  const gnetrt_program *program;
  gnetrt_backend *backend;
  const gnetrt_tensor *parameters; /**< Of the program, in its order. */
  gnetrt_tensor *derived;          /**< What folding made: a list. */
  gnet_error error;                /**< The first one; GNET_OK if none. */
};

/** Keeps the first error. Returns its status. */
gnet_status gnetrt_builder_fail(gnetrt_builder *builder, gnet_status status,
                                const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Runs the program's `prepare`: makes the kernels of all steps in `backend`
 *  out of `parameters`, which it does not keep. */
gnet_status gnetrt_build(const gnetrt_program *program, gnetrt_backend *backend,
                         const gnetrt_tensor *parameters, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_BUILDER_H */
