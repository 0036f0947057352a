/*===- backend.h - Kernels that are code of the package ---------------------===
 *
 * The program's `execute` calls them through gnetrt_generated_run, with the
 * packed weights of the model; there is nothing to keep but the threads.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_GENERATED_BACKEND_H
#define GNET_RUNTIME_CPU_GENERATED_BACKEND_H

#include "core/backend.h"

struct gnetrt_backend {
  const gnetrt_program *program;
  int32_t threads;    /**< That a run uses, the calling one included. */
  gnet_threads *pool; /**< Held; NULL: they are the application's. */
  void (*parallel_for)(void *state, int32_t count,
                       void (*body)(void *argument, int32_t index),
                       void *argument); /**< NULL: they are the pool's. */
  void *parallel_state;
};

/** The program's shared_bytes, as far as the first thread's scratch lies behind
 *  them. */
size_t gnetrt_shared_bytes(const gnetrt_backend *backend);
/** The program's scratch_bytes, as far as two threads' lie apart. */
size_t gnetrt_thread_scratch_bytes(const gnetrt_backend *backend);

#endif /* GNET_RUNTIME_CPU_GENERATED_BACKEND_H */
