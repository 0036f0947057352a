/*===- execution.c - Running the kernels in one context ---------------------===
 *
 * oneDNN's memory objects are made with the context; a run only points them at
 * the buffers of each step.
 *
 *===------------------------------------------------------------------------===*/
#include "core/backend.h"
#include "core/clock.h"
#include "core/error.h"
#include "cpu/onednn/kernel.h"

#include <stdlib.h>
#include <string.h>

/** The arguments of a step's primitive. */
typedef struct call {
  dnnl_memory_t source, addend, destination, scratchpad;
  int count;
  dnnl_exec_arg_t arguments[GNETRT_MAX_CONSTANTS + 4];
} call;

struct gnetrt_execution {
  const gnetrt_backend *backend;
  dnnl_stream_t stream;
  char *arena;
  call *calls; /**< A step each. */
  /* Of the run in progress. */
  double *seconds;
  gnet_error *error;
};

static dnnl_status_t add(call *c, const gnetrt_backend *backend, int argument,
                         const_dnnl_memory_desc_t desc, void *data,
                         dnnl_memory_t *out) {
  dnnl_status_t status = dnnl_memory_create(out, desc, backend->engine, data);
  if (status != dnnl_success)
    return status;
  dnnl_exec_arg_t value = {argument, *out};
  c->arguments[c->count++] = value;
  return dnnl_success;
}

static dnnl_status_t make_call(call *c, const gnetrt_backend *backend,
                               const gnetrt_kernel *kernel, char *scratchpad) {
  memcpy(c->arguments, kernel->constants, sizeof(kernel->constants));
  c->count = kernel->constant_count;
  dnnl_status_t status = add(c, backend, DNNL_ARG_SRC, kernel->source,
                             DNNL_MEMORY_NONE, &c->source);
  if (status == dnnl_success && kernel->addend_argument)
    status = add(c, backend, kernel->addend_argument,
                 kernel->addend ? kernel->addend : kernel->source,
                 DNNL_MEMORY_NONE, &c->addend);
  if (status == dnnl_success)
    status = add(c, backend, DNNL_ARG_DST, kernel->destination,
                 DNNL_MEMORY_NONE, &c->destination);
  if (status == dnnl_success)
    status = add(c, backend, DNNL_ARG_SCRATCHPAD, kernel->scratchpad,
                 scratchpad, &c->scratchpad);
  return status;
}

static dnnl_status_t make_calls(gnetrt_execution *execution, char *scratchpad) {
  const gnetrt_backend *backend = execution->backend;
  dnnl_status_t status = dnnl_stream_create(&execution->stream, backend->engine,
                                            dnnl_stream_default_flags);
  for (int64_t i = 0;
       status == dnnl_success && i < backend->program->step_count; ++i)
    if (backend->kernels[i].primitive)
      status = make_call(&execution->calls[i], backend, &backend->kernels[i],
                         scratchpad);
  return status;
}

/** What oneDNN's kernels need of the weights they hold themselves. */
gnet_status gnetrt_execution_create(const gnetrt_backend *backend,
                                    const char *packed, char *arena,
                                    char *scratchpad, gnetrt_execution **out,
                                    gnet_error *error) {
  (void)packed;
  size_t steps = (size_t)backend->program->step_count;
  gnetrt_execution *execution = calloc(1, sizeof(*execution));
  *out = execution;
  if (execution) {
    execution->backend = backend;
    execution->arena = arena;
    execution->calls = calloc(steps + 1, sizeof(*execution->calls));
  }
  if (execution && execution->calls &&
      make_calls(execution, scratchpad) == dnnl_success)
    return GNET_OK;
  gnetrt_execution_destroy(execution);
  *out = NULL;
  return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                     "out of memory for a context's memory objects");
}

void gnetrt_execution_destroy(gnetrt_execution *execution) {
  if (!execution)
    return;
  int64_t steps = execution->backend->program->step_count;
  for (int64_t i = 0; execution->calls && i < steps; ++i) {
    dnnl_memory_destroy(execution->calls[i].source);
    dnnl_memory_destroy(execution->calls[i].addend);
    dnnl_memory_destroy(execution->calls[i].destination);
    dnnl_memory_destroy(execution->calls[i].scratchpad);
  }
  free(execution->calls);
  dnnl_stream_destroy(execution->stream);
  free(execution);
}

/** oneDNN's primitives are made for a number of images. */
static gnet_status check_images(const gnetrt_program *program, int64_t images,
                                gnet_error *error) {
  if (images == program->batch)
    return GNET_OK;
  return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                     "a run of %lld images is asked for, but the package's "
                     "kernels are oneDNN's: they take %lld, no fewer",
                     (long long)images, (long long)program->batch);
}

gnet_status gnetrt_execution_run(gnetrt_execution *execution,
                                 const gnetrt_run *run, gnet_error *error) {
  const gnetrt_backend *backend = execution->backend;
  const gnetrt_program *program = backend->program;
  gnet_status checked = check_images(program, run->images, error);
  if (checked != GNET_OK)
    return checked;
  execution->seconds = run->seconds;
  execution->error = error;
  if (run->seconds)
    memset(run->seconds, 0, (size_t)program->step_count * sizeof(double));
  int previous = gnetrt_threads_enter(&backend->threads);
  int32_t status =
      program->execute(execution, execution->arena, run->input, run->output);
  gnetrt_threads_leave(&backend->threads, previous);
  return (gnet_status)status;
}

/** The buffers of one step in one run. */
typedef struct buffers {
  const float *source, *addend;
  float *destination;
} buffers;

/** Of the images that begin at image `i`. */
static dnnl_status_t point(const gnetrt_kernel *kernel, const call *c,
                           const buffers *at, int64_t i) {
  /* oneDNN takes no pointer to const, but only reads these. */
  void *source = (void *)(at->source + i * kernel->source_step);
  void *addend = (void *)(at->addend + i * kernel->addend_step);
  dnnl_status_t status = dnnl_memory_set_data_handle(c->source, source);
  if (status == dnnl_success && c->addend)
    status = dnnl_memory_set_data_handle(c->addend, addend);
  if (status == dnnl_success)
    status = dnnl_memory_set_data_handle(
        c->destination, at->destination + i * kernel->destination_step);
  return status;
}

static dnnl_status_t execute_primitive(gnetrt_execution *execution,
                                       const gnetrt_kernel *kernel,
                                       const call *c, const buffers *at) {
  dnnl_status_t status = dnnl_success;
  for (int64_t i = 0; i < kernel->executions && status == dnnl_success; ++i) {
    status = point(kernel, c, at, i);
    if (status == dnnl_success)
      status = dnnl_primitive_execute(kernel->primitive, execution->stream,
                                      c->count, c->arguments);
  }
  return status;
}

static int32_t execute(gnetrt_execution *execution, int64_t step,
                       const buffers *at) {
  const gnetrt_program *program = execution->backend->program;
  const gnetrt_kernel *kernel = &execution->backend->kernels[step];
  dnnl_status_t status = dnnl_success;
  if (kernel->primitive)
    status = execute_primitive(execution, kernel, &execution->calls[step], at);
  else if (kernel->direct)
    kernel->direct(kernel, at->source, at->destination);
  else
    status = dnnl_invalid_arguments;
  if (status == dnnl_success)
    return GNET_OK;
  return (int32_t)gnetrt_fail(execution->error, GNET_BACKEND_ERROR,
                              "%s (%s): the kernel failed, oneDNN status %d",
                              program->steps[step].path,
                              program->steps[step].kind, (int)status);
}

int32_t gnetrt_onednn_execute(gnetrt_execution *execution, int64_t step,
                              const void *source, const void *addend,
                              void *destination) {
  const buffers at = {source, addend ? addend : source, destination};
  if (!execution->seconds)
    return execute(execution, step, &at);
  double begin = gnetrt_now();
  int32_t status = execute(execution, step, &at);
  execution->seconds[step] += gnetrt_now() - begin;
  return status;
}
