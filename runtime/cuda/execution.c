/*===- execution.c - What a context has of a GPU --------------------------===*/
#include "cuda/execution.h"

#include "core/error.h"

#include <stdlib.h>

static void set_own_binding(gnetrt_execution *execution, const char *arena,
                            const char *scratchpad) {
  const gnetrt_program *program = execution->backend->program;
  const gnetrt_cuda_layout layout = gnetrt_cuda_layout_of(program);
  cu_address base = (cu_address)(uintptr_t)scratchpad;
  gnetrt_binding *own = &execution->own;
  own->images = program->batch;
  own->spaces[GNETRT_ARENA] = (cu_address)(uintptr_t)arena;
  own->spaces[GNETRT_WEIGHTS] = execution->backend->weights;
  own->spaces[GNETRT_INPUT] = base + layout.input;
  own->spaces[GNETRT_OUTPUT] = base + layout.output;
  own->spaces[GNETRT_SCRATCH] = base;
}

/** The caller's own could be anything. */
static gnet_status check_memory(gnetrt_device *device, cu_address address,
                                gnet_error *error) {
  uint32_t type = 0;
  cu_result result = device->driver.cuPointerGetAttribute(
      &type, CU_POINTER_MEMORY_TYPE, address);
  if (result == CU_SUCCESS && type == CU_MEMORY_OF_DEVICE)
    return GNET_OK;
  if (result == CU_SUCCESS || result == CU_INVALID_VALUE)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "the scratch memory is not the GPU's: allocate it with "
                       "cuMemAlloc or cudaMalloc, or give NULL");
  return gnetrt_device_check(device, result, "looking at the scratch memory",
                             error);
}

static gnet_status create_events(gnetrt_execution *execution,
                                 gnet_error *error) {
  gnetrt_device *device = execution->device;
  int64_t count = execution->backend->program->cuda->launch_count + 1;
  if (count < GNETRT_CUDA_TIMES)
    count = GNETRT_CUDA_TIMES;
  execution->events = (cu_event *)calloc((size_t)count, sizeof(cu_event));
  if (!execution->events)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for a context");
  cu_result result = CU_SUCCESS;
  while (result == CU_SUCCESS && execution->event_count < count) {
    cu_event *event = &execution->events[execution->event_count];
    result = device->driver.cuEventCreate(event, 0);
    if (result == CU_SUCCESS)
      execution->event_count++;
  }
  return gnetrt_device_check(device, result, "creating events", error);
}

static gnet_status create_staging(gnetrt_execution *execution,
                                  gnet_error *error) {
  gnetrt_device *device = execution->device;
  const gnetrt_program *program = execution->backend->program;
  size_t input = gnetrt_cuda_input_bytes(program);
  void *memory = NULL;
  cu_result result = device->driver.cuMemHostAlloc(
      &memory, input + gnetrt_cuda_output_bytes(program), 0);
  if (result == CU_SUCCESS) {
    execution->staged_input = memory;
    execution->staged_output = execution->staged_input + input;
  }
  return gnetrt_device_check(
      device, result, "allocating host memory that the GPU can read", error);
}

/** In the device's context. */
static gnet_status create_all(gnetrt_execution *execution, gnet_error *error) {
  gnetrt_device *device = execution->device;
  gnet_status status =
      check_memory(device, execution->own.spaces[GNETRT_ARENA], error);
  if (status != GNET_OK)
    return status;
  cu_result result = device->driver.cuStreamCreate(&execution->stream,
                                                   CU_STREAM_IS_NON_BLOCKING);
  if (result != CU_SUCCESS)
    execution->stream = NULL;
  status = gnetrt_device_check(device, result, "creating a stream", error);
  if (status == GNET_OK)
    status = create_events(execution, error);
  if (status == GNET_OK)
    status = create_staging(execution, error);
  if (status == GNET_OK)
    status = gnetrt_graph_create(device, execution->backend, &execution->own,
                                 &execution->graph, error);
  if (status != GNET_OK)
    return status;
  result =
      device->driver.cuGraphUpload(execution->graph.exec, execution->stream);
  return gnetrt_device_check(device, result, "placing the graph of a run",
                             error);
}

gnet_status gnetrt_execution_create(const gnetrt_backend *backend,
                                    const char *packed, char *arena,
                                    char *scratchpad, gnetrt_execution **out,
                                    gnet_error *error) {
  (void)packed;
  *out = NULL;
  gnetrt_execution *execution = calloc(1, sizeof(*execution));
  if (!execution)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for a context");
  execution->backend = backend;
  execution->device = gnetrt_cuda_device_of(backend);
  set_own_binding(execution, arena, scratchpad);
  gnet_status status = gnetrt_device_enter(execution->device, error);
  if (status == GNET_OK) {
    status = create_all(execution, error);
    gnetrt_device_leave(execution->device);
  }
  if (status == GNET_OK)
    *out = execution;
  else
    gnetrt_execution_destroy(execution);
  return status;
}

static void destroy_all(gnetrt_execution *execution) {
  const gnetrt_driver *driver = &execution->device->driver;
  gnetrt_graph_destroy(execution->device, &execution->graph);
  for (int64_t i = 0; i < execution->event_count; ++i)
    driver->cuEventDestroy(execution->events[i]);
  if (execution->stream)
    driver->cuStreamDestroy(execution->stream);
  if (execution->staged_input)
    driver->cuMemFreeHost(execution->staged_input);
}

void gnetrt_execution_destroy(gnetrt_execution *execution) {
  if (!execution)
    return;
  if (gnetrt_device_enter(execution->device, NULL) == GNET_OK) {
    destroy_all(execution);
    gnetrt_device_leave(execution->device);
  } else {
    free((void *)execution->graph.nodes);
  }
  free((void *)execution->events);
  free(execution);
}
