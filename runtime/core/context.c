/*===- context.c - The state of one run at a time ---------------------------===
 *
 * A context's scratch memory is the arena, then the kernels' scratchpad.
 *
 *===------------------------------------------------------------------------===*/
#include "core/context.h"

#include "core/error.h"
#include "core/model.h"

#include <stdlib.h>

struct gnet_context {
  const gnet_model *model;
  gnetrt_execution *execution;
  void *owned; /**< The scratch memory, if it is not the caller's. */
};

static size_t alignment_of(const gnet_model *model) {
  return gnetrt_backend_alignment(model->backend);
}

static size_t align_up(const gnet_model *model, size_t bytes) {
  return (bytes + alignment_of(model) - 1) & ~(alignment_of(model) - 1);
}

static size_t arena_bytes(const gnet_model *model) {
  return align_up(model, (size_t)model->program->arena_bytes);
}

static size_t scratch_bytes_of(const gnet_model *model) {
  size_t bytes =
      arena_bytes(model) + gnetrt_backend_scratchpad_bytes(model->backend);
  return align_up(model, bytes ? bytes : 1);
}

gnet_status gnet_scratch_size(const gnet_model *model, size_t *out_bytes,
                              size_t *out_alignment, gnet_error *out_error) {
  if (!model || !out_bytes || !out_alignment)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "%s is NULL",
                       !model       ? "model"
                       : !out_bytes ? "out_bytes"
                                    : "out_alignment");
  *out_bytes = scratch_bytes_of(model);
  *out_alignment = alignment_of(model);
  return GNET_OK;
}

static gnet_status check_scratch(const gnet_model *model, const void *scratch,
                                 size_t bytes, gnet_error *error) {
  size_t needed = scratch_bytes_of(model);
  if (bytes < needed)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "the scratch memory has %zu bytes, %zu are needed: ask "
                       "scratch_size",
                       bytes, needed);
  if ((uintptr_t)scratch % alignment_of(model) != 0)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "the scratch memory is not aligned to %zu bytes",
                       alignment_of(model));
  return GNET_OK;
}

static gnet_status create(gnet_context *context, void *scratch,
                          gnet_error *error) {
  const gnet_model *model = context->model;
  gnet_status status = GNET_OK;
  if (!scratch)
    status = gnetrt_backend_allocate(model->backend, scratch_bytes_of(model),
                                     &context->owned, error);
  if (status != GNET_OK)
    return status;
  char *arena = scratch ? scratch : context->owned;
  return gnetrt_execution_create(model->backend, model->weights.packed, arena,
                                 arena + arena_bytes(model),
                                 &context->execution, error);
}

gnet_status gnet_context_create(const gnet_model *model, void *scratch,
                                size_t scratch_bytes,
                                gnet_context **out_context,
                                gnet_error *out_error) {
  if (!out_context)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "out_context is NULL");
  *out_context = NULL;
  if (!model)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "model is NULL");
  if (!scratch && scratch_bytes != 0)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT,
                       "scratch is NULL, but scratch_bytes is %zu",
                       scratch_bytes);
  gnet_status status = GNET_OK;
  if (scratch)
    status = check_scratch(model, scratch, scratch_bytes, out_error);
  if (status != GNET_OK)
    return status;
  gnet_context *context = calloc(1, sizeof(*context));
  if (!context)
    return gnetrt_fail(out_error, GNET_OUT_OF_MEMORY,
                       "out of memory for a context");
  gnetrt_model_hold(model);
  context->model = model;
  status = create(context, scratch, out_error);
  if (status == GNET_OK)
    *out_context = context;
  else
    gnet_context_destroy(context);
  return status;
}

void gnet_context_destroy(gnet_context *context) {
  if (!context)
    return;
  gnetrt_execution_destroy(context->execution);
  gnetrt_backend_free(context->model->backend, context->owned);
  gnet_model_close((gnet_model *)context->model);
  free(context);
}

static size_t image_bytes(const int64_t shape[3]) {
  return (size_t)(shape[0] * shape[1] * shape[2]) * sizeof(float);
}

static int overlap(const gnetrt_program *program, const gnetrt_run *run) {
  uintptr_t in = (uintptr_t)run->input, out = (uintptr_t)run->output;
  size_t images = (size_t)run->images;
  return in < out + images * image_bytes(program->output) &&
         out < in + images * image_bytes(program->input);
}

static gnet_status check_run(const gnet_context *context, const gnetrt_run *run,
                             gnet_error *error) {
  if (!run->input || !run->output)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "%s is NULL",
                       !run->input ? "input" : "output");
  const gnetrt_program *program = context->model->program;
  if (run->images < 1 || run->images > program->batch)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "a run of %lld images is asked for: it takes 1 to %lld",
                       (long long)run->images, (long long)program->batch);
  if (overlap(program, run))
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "input and output overlap");
  return GNET_OK;
}

gnet_status gnetrt_context_execution(gnet_context *context,
                                     const gnetrt_run *run,
                                     gnetrt_execution **out,
                                     gnet_error *error) {
  if (!context)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "context is NULL");
  *out = context->execution;
  return run ? check_run(context, run, error) : GNET_OK;
}

static gnet_status run(gnet_context *context, const gnetrt_run *run,
                       gnet_error *error) {
  gnetrt_execution *execution = NULL;
  gnet_status status =
      gnetrt_context_execution(context, run, &execution, error);
  if (status != GNET_OK)
    return status;
  return gnetrt_execution_run(execution, run, error);
}

static int64_t whole_batch(const gnet_context *context) {
  return context ? context->model->program->batch : 0;
}

gnet_status gnet_run(gnet_context *context, const float *input, float *output,
                     gnet_error *out_error) {
  const gnetrt_run whole = {whole_batch(context), input, output, NULL};
  return run(context, &whole, out_error);
}

gnet_status gnet_run_batch(gnet_context *context, int32_t images,
                           const float *input, float *output,
                           gnet_error *out_error) {
  const gnetrt_run part = {images, input, output, NULL};
  return run(context, &part, out_error);
}

gnet_status gnet_run_profiled(gnet_context *context, const float *input,
                              float *output, double *out_seconds,
                              gnet_error *out_error) {
  if (!out_seconds)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "out_seconds is NULL");
  const gnetrt_run profiled = {whole_batch(context), input, output,
                               out_seconds};
  return run(context, &profiled, out_error);
}
