#include "core/backend.h"

#include "core/error.h"
#include "cpu/onednn/kernel.h"

#include <stdlib.h>

static gnet_status check_version(gnet_error *error) {
  const dnnl_version_t *version = dnnl_version();
  if (version->major == DNNL_VERSION_MAJOR &&
      version->minor >= DNNL_VERSION_MINOR)
    return GNET_OK;
  return gnetrt_fail(error, GNET_VERSION_MISMATCH,
                     "the package was built with oneDNN %d.%d, but %d.%d is "
                     "loaded",
                     DNNL_VERSION_MAJOR, DNNL_VERSION_MINOR, version->major,
                     version->minor);
}

static gnet_status fill(gnetrt_backend *backend, int32_t threads,
                        gnet_error *error) {
  size_t steps = (size_t)backend->program->step_count;
  backend->kernels = calloc(steps + 1, sizeof(*backend->kernels));
  if (!backend->kernels)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for the kernels");
  gnet_status status = gnetrt_threads_open(threads, &backend->threads, error);
  if (status != GNET_OK)
    return status;
  if (dnnl_engine_create(&backend->engine, dnnl_cpu, 0) != dnnl_success)
    return gnetrt_fail(error, GNET_BACKEND_ERROR,
                       "oneDNN has no engine for this CPU");
  return GNET_OK;
}

/** oneDNN has threads of its own. */
static gnet_status check_options(const gnet_options *options,
                                 gnet_error *error) {
  if (!options->parallel_for && !options->threads_pool)
    return GNET_OK;
  return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                     "options.%s is given, but the package's kernels are "
                     "oneDNN's, which run on threads of its own: set "
                     "options.threads alone",
                     options->parallel_for ? "parallel_for" : "threads_pool");
}

gnet_status gnet_threads_create(int32_t count, gnet_threads **out_threads,
                                gnet_error *out_error) {
  (void)count;
  if (out_threads)
    *out_threads = NULL;
  return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT,
                     "the package's kernels are oneDNN's, which run on threads "
                     "of its own: set options.threads");
}

void gnet_threads_destroy(gnet_threads *threads) { (void)threads; }

gnet_status gnetrt_backend_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_backend **out, gnet_error *error) {
  *out = NULL;
  gnet_status status = check_options(options, error);
  if (status == GNET_OK)
    status = check_version(error);
  if (status != GNET_OK)
    return status;
  gnetrt_backend *backend = calloc(1, sizeof(*backend));
  if (!backend)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for the kernels");
  backend->program = program;
  status = fill(backend, options->threads ? options->threads : 1, error);
  if (status == GNET_OK)
    *out = backend;
  else
    gnetrt_backend_close(backend);
  return status;
}

void gnetrt_backend_close(gnetrt_backend *backend) {
  if (!backend)
    return;
  for (int64_t i = 0; backend->kernels && i < backend->program->step_count; ++i)
    gnetrt_kernel_destroy(&backend->kernels[i]);
  free(backend->kernels);
  dnnl_engine_destroy(backend->engine);
  free(backend);
}

int32_t gnetrt_backend_prepare(gnetrt_backend *backend,
                               gnetrt_builder *builder) {
  int previous = gnetrt_threads_enter(&backend->threads);
  int32_t status = backend->program->prepare(builder);
  gnetrt_threads_leave(&backend->threads, previous);
  return status;
}

const char *gnetrt_backend_kernel_name(const gnetrt_backend *backend,
                                       int64_t step) {
  const char *name = backend->kernels[step].name;
  return name[0] ? name : NULL;
}

size_t gnetrt_backend_scratchpad_bytes(const gnetrt_backend *backend) {
  return backend->scratchpad_bytes;
}
