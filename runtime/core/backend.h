/*===- backend.h - What the core asks of the machine's kernels --------------===
 *
 * One backend is linked into a package. It keeps the prepared kernels of all
 * steps, immutable once its model is open, and executes them with the memory
 * objects of one context.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_BACKEND_H
#define GNET_RUNTIME_CORE_BACKEND_H

#include "abi/program.h"
#include "core/weights.h"
#include "gnet.h"

/** Bytes to which memory of the host is aligned: a cache line, and the widest
 *  vector. */
enum { GNETRT_ALIGNMENT = 64 };

/** What `options.threads` may be at most. */
enum { GNETRT_MAX_THREADS = 1024 };

typedef struct gnetrt_backend gnetrt_backend;

/** A backend for `program` with no kernel yet, on the threads or the GPU that
 *  `options` names. */
gnet_status gnetrt_backend_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_backend **out, gnet_error *error);

/** NULL is allowed. */
void gnetrt_backend_close(gnetrt_backend *backend);

/** Calls the program's `prepare`. */
int32_t gnetrt_backend_prepare(gnetrt_backend *backend,
                               gnetrt_builder *builder);

/** The weights are all there. A backend that computes with memory of its own
 *  copies them there, and closes them. */
gnet_status gnetrt_backend_take_weights(gnetrt_backend *backend,
                                        gnetrt_weights *weights,
                                        gnet_error *error);

/** The name of the step's implementation; NULL: as the program says. */
const char *gnetrt_backend_kernel_name(const gnetrt_backend *backend,
                                       int64_t step);

/** Bytes that the kernels need besides the arena; known after `prepare`. */
size_t gnetrt_backend_scratchpad_bytes(const gnetrt_backend *backend);

/** Bytes to which the memory that contexts compute in is aligned. */
size_t gnetrt_backend_alignment(const gnetrt_backend *backend);

/** Memory for a context, which the caller frees; a GPU's where that computes.
 *  `bytes` is not 0. */
gnet_status gnetrt_backend_allocate(const gnetrt_backend *backend, size_t bytes,
                                    void **out, gnet_error *error);

/** NULL is allowed. */
void gnetrt_backend_free(const gnetrt_backend *backend, void *memory);

/** One context's memory objects. `packed`: the model's packed weights, NULL if
 *  it has none, or the backend took them. `scratchpad` is of the size above.
 *  `arena`, of the program's arena_bytes, and `scratchpad` are memory as of
 *  `gnetrt_backend_allocate`, and outlive `out`, as do `packed` and `backend`.
 */
gnet_status gnetrt_execution_create(const gnetrt_backend *backend,
                                    const char *packed, char *arena,
                                    char *scratchpad, gnetrt_execution **out,
                                    gnet_error *error);

/** NULL is allowed. */
void gnetrt_execution_destroy(gnetrt_execution *execution);

/** What one run is asked for. */
typedef struct gnetrt_run {
  int64_t images; /**< From 1 to the program's batch. */
  const float *input;
  float *output;
  double *seconds; /**< A place a step, or NULL. */
} gnetrt_run;

/** All steps of the program. */
gnet_status gnetrt_execution_run(gnetrt_execution *execution,
                                 const gnetrt_run *run, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_BACKEND_H */
