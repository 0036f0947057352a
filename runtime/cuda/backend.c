#include "cuda/backend.h"

#include "core/error.h"
#include "cuda/image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Dynamic shared memory of a block that needs no asking. */
enum { PLAIN_SHARED_BYTES = 48 << 10 };

static gnet_status check_options(const gnet_options *options,
                                 gnet_error *error) {
  if (!options->parallel_for && !options->threads_pool)
    return GNET_OK;
  return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                     "options.%s is given, but the package computes on a GPU, "
                     "which has threads of its own: leave it out",
                     options->parallel_for ? "parallel_for" : "threads_pool");
}

gnet_status gnet_threads_create(int32_t count, gnet_threads **out_threads,
                                gnet_error *out_error) {
  (void)count;
  if (out_threads)
    *out_threads = NULL;
  return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT,
                     "the package computes on a GPU, which has threads of its "
                     "own");
}

void gnet_threads_destroy(gnet_threads *threads) { (void)threads; }

/** Lets the kernel have its shared memory. */
static gnet_status allow_shared_memory(gnetrt_device *device,
                                       const gnetrt_cuda_launch *launch,
                                       cu_function function,
                                       gnet_error *error) {
  char doing[160];
  if (launch->shared_bytes <= PLAIN_SHARED_BYTES)
    return GNET_OK;
  cu_result result = device->driver.cuFuncSetAttribute(
      function, CU_FUNCTION_MAX_DYNAMIC_SHARED_BYTES,
      (int32_t)launch->shared_bytes);
  if (result == CU_INVALID_VALUE)
    return gnetrt_fail(error, GNET_UNSUPPORTED_DEVICE,
                       "the kernel %s needs %lld bytes of shared memory, more "
                       "than %s has: compile the package with gnetc "
                       "--cuda-arch=sm_%d%d",
                       launch->kernel, (long long)launch->shared_bytes,
                       device->name, (int)device->major, (int)device->minor);
  snprintf(doing, sizeof(doing), "giving the kernel %.64s its shared memory",
           launch->kernel);
  return gnetrt_device_check(device, result, doing, error);
}

static gnet_status find_function(gnetrt_backend *backend,
                                 const gnetrt_cuda_launch *launch,
                                 cu_function *out, gnet_error *error) {
  gnetrt_device *device = &backend->device;
  char doing[96];
  snprintf(doing, sizeof(doing), "finding the kernel %.64s", launch->kernel);
  gnet_status status = gnetrt_device_check(
      device,
      device->driver.cuModuleGetFunction(out, backend->module, launch->kernel),
      doing, error);
  return status == GNET_OK ? allow_shared_memory(device, launch, *out, error)
                           : status;
}

static gnet_status find_functions(gnetrt_backend *backend, gnet_error *error) {
  const gnetrt_cuda_program *cuda = backend->program->cuda;
  gnet_status status = GNET_OK;
  backend->functions = (cu_function *)calloc((size_t)cuda->launch_count + 1,
                                             sizeof(cu_function));
  if (!backend->functions)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY, "out of memory for a model");
  for (int64_t i = 0; i < cuda->launch_count && status == GNET_OK; ++i)
    status = find_function(backend, &cuda->launches[i], &backend->functions[i],
                           error);
  if (status == GNET_OK && cuda->picture)
    status = find_function(backend, cuda->picture, &backend->picture, error);
  return status;
}

static gnet_status load_code(gnetrt_backend *backend, gnet_error *error) {
  gnetrt_device *device = &backend->device;
  gnet_status status = gnetrt_device_enter(device, error);
  if (status != GNET_OK)
    return status;
  status = gnetrt_image_load(device, backend->program, &backend->module,
                             &backend->image, error);
  if (status == GNET_OK)
    status = find_functions(backend, error);
  gnetrt_device_leave(device);
  return status;
}

gnet_status gnetrt_backend_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_backend **out, gnet_error *error) {
  *out = NULL;
  gnet_status status = check_options(options, error);
  if (status != GNET_OK)
    return status;
  gnetrt_backend *backend = calloc(1, sizeof(*backend));
  if (!backend)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY, "out of memory for a model");
  backend->program = program;
  status = gnetrt_device_open(&backend->device, options->device, error);
  if (status == GNET_OK)
    status = load_code(backend, error);
  if (status == GNET_OK)
    *out = backend;
  else
    gnetrt_backend_close(backend);
  return status;
}

/** Where the context is lost, the driver has nothing more to free in it. */
static void free_all(gnetrt_backend *backend) {
  gnetrt_device *device = &backend->device;
  if (!device->context || gnetrt_device_enter(device, NULL) != GNET_OK)
    return;
  if (backend->weights)
    device->driver.cuMemFree(backend->weights);
  if (backend->module)
    device->driver.cuModuleUnload(backend->module);
  gnetrt_device_leave(device);
}

void gnetrt_backend_close(gnetrt_backend *backend) {
  if (!backend)
    return;
  free_all(backend);
  gnetrt_device_close(&backend->device);
  free((void *)backend->functions);
  free(backend);
}

int32_t gnetrt_backend_prepare(gnetrt_backend *backend,
                               gnetrt_builder *builder) {
  return backend->program->prepare(builder);
}

static gnet_status upload(gnetrt_backend *backend, const void *packed,
                          gnet_error *error) {
  gnetrt_device *device = &backend->device;
  size_t bytes = (size_t)backend->program->packed_bytes;
  char doing[64];
  snprintf(doing, sizeof(doing), "placing %zu bytes of weights", bytes);
  gnet_status status = gnetrt_device_enter(device, error);
  if (status != GNET_OK)
    return status;
  cu_result result = device->driver.cuMemAlloc(&backend->weights, bytes);
  if (result != CU_SUCCESS)
    backend->weights = 0;
  if (result == CU_SUCCESS)
    result = device->driver.cuMemcpyHtoD(backend->weights, packed, bytes);
  /* It may return while the last bytes are on their way, and the streams of
   * contexts do not wait for them. */
  if (result == CU_SUCCESS)
    result = device->driver.cuStreamSynchronize(NULL);
  status = gnetrt_device_check(device, result, doing, error);
  gnetrt_device_leave(device);
  return status;
}

gnet_status gnetrt_backend_take_weights(gnetrt_backend *backend,
                                        gnetrt_weights *weights,
                                        gnet_error *error) {
  gnet_status status = GNET_OK;
  if (weights->packed)
    status = upload(backend, weights->packed, error);
  gnetrt_weights_close(weights);
  return status;
}

const char *gnetrt_backend_kernel_name(const gnetrt_backend *backend,
                                       int64_t step) {
  (void)backend;
  (void)step;
  return NULL;
}

static size_t align_up(size_t bytes) {
  return (bytes + GNETRT_CUDA_ALIGNMENT - 1) &
         ~(size_t)(GNETRT_CUDA_ALIGNMENT - 1);
}

static size_t bytes_of(int64_t batch, const int64_t shape[3]) {
  return (size_t)(batch * shape[0] * shape[1] * shape[2]) * sizeof(float);
}

size_t gnetrt_cuda_input_bytes(const gnetrt_program *program) {
  return bytes_of(program->batch, program->input);
}

size_t gnetrt_cuda_output_bytes(const gnetrt_program *program) {
  return bytes_of(program->batch, program->output);
}

gnetrt_cuda_layout gnetrt_cuda_layout_of(const gnetrt_program *program) {
  gnetrt_cuda_layout layout;
  layout.input = align_up((size_t)program->scratch_bytes);
  layout.output = layout.input + align_up(gnetrt_cuda_input_bytes(program));
  layout.end = layout.output + align_up(gnetrt_cuda_output_bytes(program));
  return layout;
}

size_t gnetrt_backend_scratchpad_bytes(const gnetrt_backend *backend) {
  return gnetrt_cuda_layout_of(backend->program).end;
}

size_t gnetrt_backend_alignment(const gnetrt_backend *backend) {
  (void)backend;
  return GNETRT_CUDA_ALIGNMENT;
}

gnetrt_device *gnetrt_cuda_device_of(const gnetrt_backend *backend) {
  return &((gnetrt_backend *)backend)->device;
}

gnet_status gnetrt_backend_allocate(const gnetrt_backend *backend, size_t bytes,
                                    void **out, gnet_error *error) {
  gnetrt_device *device = gnetrt_cuda_device_of(backend);
  cu_address address = 0;
  char doing[64];
  *out = NULL;
  snprintf(doing, sizeof(doing), "allocating %zu bytes for a context", bytes);
  gnet_status status = gnetrt_device_enter(device, error);
  if (status != GNET_OK)
    return status;
  status = gnetrt_device_check(
      device, device->driver.cuMemAlloc(&address, bytes), doing, error);
  gnetrt_device_leave(device);
  if (status == GNET_OK) /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    *out = (void *)(uintptr_t)address;
  return status;
}

void gnetrt_backend_free(const gnetrt_backend *backend, void *memory) {
  gnetrt_device *device = gnetrt_cuda_device_of(backend);
  if (!memory || gnetrt_device_enter(device, NULL) != GNET_OK)
    return;
  device->driver.cuMemFree((cu_address)(uintptr_t)memory);
  gnetrt_device_leave(device);
}
