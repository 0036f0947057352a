/*===- execution.c - Runs of one context on a GPU ---------------------------===
 *
 * A run copies its input to memory that the GPU can read by itself, and
 * enqueues the copy to the GPU, the graph and the copy back, on a stream of the
 * context's. It waits once, for all of them.
 *
 *===------------------------------------------------------------------------===*/
#include "cuda/execution.h"

#include "core/error.h"
#include "cuda/graph.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct gnetrt_execution {
  const gnetrt_backend *backend;
  gnetrt_device *device; /**< The backend's. */
  cu_stream stream;
  gnetrt_graph graph;
  gnetrt_binding own; /**< Of runs whose buffers are the host's. */
  /** Memory that the GPU reads and writes by itself: input, output. One
   *  allocation, of the first. */
  char *staged_input, *staged_output;
  /** One before each launch and one after the last: at least TIMES. */
  cu_event *events;
  int64_t event_count;
  bool is_timed; /**< The run in progress. */
};

/** What a timed run has events between. */
enum { TIMES = 4 };

/*===- Creation -----------------------------------------------------------===*/

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
  if (count < TIMES)
    count = TIMES;
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

const gnetrt_backend *
gnetrt_execution_backend(const gnetrt_execution *execution) {
  return execution->backend;
}

/*===- Runs ---------------------------------------------------------------===*/

static size_t input_bytes(const gnetrt_execution *execution, int64_t images) {
  const gnetrt_program *program = execution->backend->program;
  return gnetrt_cuda_input_bytes(program) / (size_t)program->batch *
         (size_t)images;
}

static size_t output_bytes(const gnetrt_execution *execution, int64_t images) {
  const gnetrt_program *program = execution->backend->program;
  return gnetrt_cuda_output_bytes(program) / (size_t)program->batch *
         (size_t)images;
}

/** What a run does between its copies. */
typedef gnet_status compute(gnetrt_execution *execution,
                            const gnetrt_binding *binding, gnet_error *error);

static gnet_status launch_graph(gnetrt_execution *execution, cu_stream stream,
                                const gnetrt_binding *binding,
                                gnet_error *error) {
  gnetrt_device *device = execution->device;
  gnet_status status = gnetrt_graph_bind(device, execution->backend,
                                         &execution->graph, binding, error);
  if (status != GNET_OK)
    return status;
  return gnetrt_device_check(
      device, device->driver.cuGraphLaunch(execution->graph.exec, stream),
      "launching the graph of a run", error);
}

static gnet_status compute_graph(gnetrt_execution *execution,
                                 const gnetrt_binding *binding,
                                 gnet_error *error) {
  return launch_graph(execution, execution->stream, binding, error);
}

/** One launch after the other, with events between. */
static gnet_status compute_profiled(gnetrt_execution *execution,
                                    const gnetrt_binding *binding,
                                    gnet_error *error) {
  gnetrt_device *device = execution->device;
  const gnetrt_driver *driver = &device->driver;
  int64_t launches = execution->backend->program->cuda->launch_count;
  cu_result result =
      driver->cuEventRecord(execution->events[0], execution->stream);
  for (int64_t i = 0; i < launches && result == CU_SUCCESS; ++i) {
    gnetrt_bound_launch bound;
    gnetrt_bind_launch(execution->backend, i, binding, &bound);
    const cu_kernel_node *node = &bound.node;
    result = driver->cuLaunchKernel(
        node->function, node->grid[0], node->grid[1], node->grid[2],
        node->block[0], node->block[1], node->block[2], node->shared_bytes,
        execution->stream, node->arguments, NULL);
    if (result == CU_SUCCESS)
      result =
          driver->cuEventRecord(execution->events[i + 1], execution->stream);
  }
  return gnetrt_device_check(device, result, "launching the kernels of a run",
                             error);
}

static gnet_status copy_in(gnetrt_execution *execution, const gnetrt_run *run,
                           gnet_error *error) {
  gnetrt_device *device = execution->device;
  size_t bytes = input_bytes(execution, run->images);
  memcpy(execution->staged_input, run->input, bytes);
  return gnetrt_device_check(
      device,
      device->driver.cuMemcpyHtoDAsync(execution->own.spaces[GNETRT_INPUT],
                                       execution->staged_input, bytes,
                                       execution->stream),
      "copying the input to the GPU", error);
}

static gnet_status copy_out(gnetrt_execution *execution, int64_t images,
                            gnet_error *error) {
  gnetrt_device *device = execution->device;
  return gnetrt_device_check(
      device,
      device->driver.cuMemcpyDtoHAsync(
          execution->staged_output, execution->own.spaces[GNETRT_OUTPUT],
          output_bytes(execution, images), execution->stream),
      "copying the output from the GPU", error);
}

/** In a timed run, event `index` comes here. */
static gnet_status mark(gnetrt_execution *execution, int64_t index,
                        gnet_error *error) {
  gnetrt_device *device = execution->device;
  if (!execution->is_timed)
    return GNET_OK;
  return gnetrt_device_check(
      device,
      device->driver.cuEventRecord(execution->events[index], execution->stream),
      "recording an event", error);
}

static gnet_status enqueue(gnetrt_execution *execution, const gnetrt_run *run,
                           compute *middle, gnet_error *error) {
  gnetrt_binding binding = execution->own;
  binding.images = run->images;
  gnet_status status = mark(execution, 0, error);
  if (status == GNET_OK)
    status = copy_in(execution, run, error);
  if (status == GNET_OK)
    status = mark(execution, 1, error);
  if (status == GNET_OK)
    status = middle(execution, &binding, error);
  if (status == GNET_OK)
    status = mark(execution, 2, error);
  if (status == GNET_OK)
    status = copy_out(execution, run->images, error);
  if (status == GNET_OK)
    status = mark(execution, 3, error);
  return status;
}

/** In the device's context. Nothing is under way when it returns, also where it
 *  fails. */
static gnet_status run_in_context(gnetrt_execution *execution,
                                  const gnetrt_run *run, compute *middle,
                                  gnet_error *error) {
  gnetrt_device *device = execution->device;
  gnet_status status = enqueue(execution, run, middle, error);
  cu_result end = device->driver.cuStreamSynchronize(execution->stream);
  if (status != GNET_OK)
    return status;
  status = gnetrt_device_check(device, end, "waiting for a run", error);
  if (status == GNET_OK)
    memcpy(run->output, execution->staged_output,
           output_bytes(execution, run->images));
  return status;
}

static gnet_status seconds_between(gnetrt_execution *execution, int64_t begin,
                                   double *out, gnet_error *error) {
  gnetrt_device *device = execution->device;
  float milliseconds = 0;
  cu_result result = device->driver.cuEventElapsedTime(
      &milliseconds, execution->events[begin], execution->events[begin + 1]);
  *out = 1e-3 * (double)milliseconds;
  return gnetrt_device_check(device, result, "reading the GPU's clock", error);
}

static gnet_status read_profile(gnetrt_execution *execution, double *seconds,
                                gnet_error *error) {
  const gnetrt_program *program = execution->backend->program;
  gnet_status status = GNET_OK;
  memset(seconds, 0, (size_t)program->step_count * sizeof(*seconds));
  for (int64_t i = 0; i < program->cuda->launch_count && status == GNET_OK;
       ++i) {
    double launch = 0;
    status = seconds_between(execution, i, &launch, error);
    seconds[program->cuda->launches[i].step] += launch;
  }
  return status;
}

gnet_status gnetrt_execution_run(gnetrt_execution *execution,
                                 const gnetrt_run *run, gnet_error *error) {
  gnet_status status = gnetrt_device_enter(execution->device, error);
  if (status != GNET_OK)
    return status;
  status = run_in_context(
      execution, run, run->seconds ? compute_profiled : compute_graph, error);
  if (status == GNET_OK && run->seconds)
    status = read_profile(execution, run->seconds, error);
  gnetrt_device_leave(execution->device);
  return status;
}

/*===- Runs of CUDA packages only -----------------------------------------===*/

static gnet_status check_alignment(const gnetrt_run *run, gnet_error *error) {
  uintptr_t both = (uintptr_t)run->input | (uintptr_t)run->output;
  if (both % GNETRT_CUDA_IO_ALIGNMENT == 0)
    return GNET_OK;
  return gnetrt_fail(
      error, GNET_INVALID_ARGUMENT, "device_%s is not aligned to %d bytes",
      (uintptr_t)run->input % GNETRT_CUDA_IO_ALIGNMENT ? "input" : "output",
      GNETRT_CUDA_IO_ALIGNMENT);
}

gnet_status gnetrt_execution_run_async(gnetrt_execution *execution,
                                       cu_stream stream, const gnetrt_run *run,
                                       gnet_error *error) {
  gnetrt_binding binding = execution->own;
  binding.images = run->images;
  binding.spaces[GNETRT_INPUT] = (cu_address)(uintptr_t)run->input;
  binding.spaces[GNETRT_OUTPUT] = (cu_address)(uintptr_t)run->output;
  gnet_status status = check_alignment(run, error);
  if (status == GNET_OK)
    status = gnetrt_device_enter(execution->device, error);
  if (status != GNET_OK)
    return status;
  status = launch_graph(execution, stream, &binding, error);
  gnetrt_device_leave(execution->device);
  return status;
}

gnet_status gnetrt_execution_run_timed(gnetrt_execution *execution,
                                       const gnetrt_run *run,
                                       gnet_timing *timing, gnet_error *error) {
  gnet_status status = gnetrt_device_enter(execution->device, error);
  if (status != GNET_OK)
    return status;
  execution->is_timed = true;
  status = run_in_context(execution, run, compute_graph, error);
  execution->is_timed = false;
  if (status == GNET_OK)
    status = seconds_between(execution, 0, &timing->copy_in, error);
  if (status == GNET_OK)
    status = seconds_between(execution, 1, &timing->compute, error);
  if (status == GNET_OK)
    status = seconds_between(execution, 2, &timing->copy_out, error);
  gnetrt_device_leave(execution->device);
  return status;
}
