#include "cpu/generated/backend.h"

#include "core/error.h"
#include "cpu/generated/threads.h"

#include <stdlib.h>

static gnet_status set_threads(gnetrt_backend *backend,
                               const gnet_options *options, gnet_error *error) {
  backend->threads = options->threads ? options->threads : 1;
  backend->parallel_for = options->parallel_for;
  backend->parallel_state = options->parallel_state;
  if (options->parallel_for && options->threads_pool)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "options.parallel_for and options.threads_pool are both "
                       "given: runs use one of them");
  if (options->parallel_for)
    return GNET_OK;
  if (!options->threads_pool)
    return gnet_threads_create(backend->threads, &backend->pool, error);
  backend->pool = options->threads_pool;
  backend->threads = gnetrt_threads_count(backend->pool);
  gnetrt_threads_hold(backend->pool);
  return GNET_OK;
}

gnet_status gnetrt_backend_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_backend **out, gnet_error *error) {
  gnetrt_backend *backend = calloc(1, sizeof(*backend));
  *out = backend;
  if (!backend)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY, "out of memory for a model");
  backend->program = program;
  gnet_status status = set_threads(backend, options, error);
  if (status == GNET_OK)
    return GNET_OK;
  free(backend);
  *out = NULL;
  return status;
}

void gnetrt_backend_close(gnetrt_backend *backend) {
  if (!backend)
    return;
  gnet_threads_destroy(backend->pool);
  free(backend);
}

int32_t gnetrt_backend_prepare(gnetrt_backend *backend,
                               gnetrt_builder *builder) {
  return backend->program->prepare(builder);
}

const char *gnetrt_backend_kernel_name(const gnetrt_backend *backend,
                                       int64_t step) {
  (void)backend;
  (void)step;
  return NULL;
}

static size_t aligned(int64_t bytes) {
  return ((size_t)bytes + GNETRT_ALIGNMENT - 1) &
         ~(size_t)(GNETRT_ALIGNMENT - 1);
}

size_t gnetrt_shared_bytes(const gnetrt_backend *backend) {
  return aligned(backend->program->shared_bytes);
}

size_t gnetrt_thread_scratch_bytes(const gnetrt_backend *backend) {
  return aligned(backend->program->scratch_bytes);
}

size_t gnetrt_backend_scratchpad_bytes(const gnetrt_backend *backend) {
  return gnetrt_shared_bytes(backend) +
         (size_t)backend->threads * gnetrt_thread_scratch_bytes(backend);
}
