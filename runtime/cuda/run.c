/*===- run.c - Runs of one context on a GPU ---------------------------------===
 *
 * A run copies its input to memory that the GPU can read by itself, and
 * enqueues the copy to the GPU, the graph and the copy back, on a stream of the
 * context's. It waits once, for all of them.
 *
 *===------------------------------------------------------------------------===*/
#include "cuda/run.h"

#include "core/error.h"
#include "cuda/execution.h"

#include <string.h>

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
