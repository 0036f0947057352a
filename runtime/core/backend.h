/*===- backend.h - What the core asks of the machine's kernels --------------===
 *
 * One backend is linked into a package. It keeps the prepared kernels of all
 * steps, immutable after `prepare`, and executes them with the memory objects
 * of one context.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_BACKEND_H
#define GNET_RUNTIME_CORE_BACKEND_H

#include "abi/program.h"
#include "gnet.h"

/** Bytes to which a context's scratch memory is aligned: a cache line, and the
 *  widest vector. */
enum { GNETRT_ALIGNMENT = 64 };

typedef struct gnetrt_backend gnetrt_backend;

/** A backend for `program` with no kernel yet. `threads` >= 1. */
gnet_status gnetrt_backend_open(const gnetrt_program *program, int32_t threads,
                                gnetrt_backend **out, gnet_error *error);

/** NULL is allowed. */
void gnetrt_backend_close(gnetrt_backend *backend);

/** Calls the program's `prepare` under the backend's number of threads. */
int32_t gnetrt_backend_prepare(gnetrt_backend *backend,
                               gnetrt_builder *builder);

/** The name of the step's implementation; NULL if the backend made none. */
const char *gnetrt_backend_kernel_name(const gnetrt_backend *backend,
                                       int64_t step);

/** Bytes that the kernels need besides the arena; known after `prepare`. */
size_t gnetrt_backend_scratchpad_bytes(const gnetrt_backend *backend);

/** One context's memory objects. `scratchpad` is of the size above, aligned to
 *  GNETRT_ALIGNMENT, and outlives `out`, as does `backend`. */
gnet_status gnetrt_execution_create(const gnetrt_backend *backend,
                                    char *scratchpad, gnetrt_execution **out,
                                    gnet_error *error);

/** NULL is allowed. */
void gnetrt_execution_destroy(gnetrt_execution *execution);

/** Calls the program's `execute` under the backend's number of threads.
 *  `seconds`: a place a step, or NULL. */
gnet_status gnetrt_execution_run(gnetrt_execution *execution, char *arena,
                                 const float *input, float *output,
                                 double *seconds, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_BACKEND_H */
