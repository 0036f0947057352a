#include "core/clock.h"
#include "core/error.h"
#include "cpu/generated/backend.h"
#include "cpu/generated/threads.h"

#include <stdlib.h>
#include <string.h>

struct gnetrt_execution {
  const gnetrt_backend *backend;
  const char *packed;
  char *arena;
  char *scratchpad; /**< What threads share, then a piece for each. */
  /* Of the run in progress. */
  int64_t images;
  double *seconds;
};

/** A step of a run. */
typedef struct call {
  const gnetrt_execution *execution;
  gnetrt_code *code;
  const float *source, *other;
  float *destination;
  const float *weight, *bias;
  int64_t items;
} call;

gnet_status gnetrt_execution_create(const gnetrt_backend *backend,
                                    const char *packed, char *arena,
                                    char *scratchpad, gnetrt_execution **out,
                                    gnet_error *error) {
  gnetrt_execution *execution = calloc(1, sizeof(*execution));
  *out = execution;
  if (!execution)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for a context");
  execution->backend = backend;
  execution->packed = packed;
  execution->arena = arena;
  execution->scratchpad = scratchpad;
  return GNET_OK;
}

void gnetrt_execution_destroy(gnetrt_execution *execution) { free(execution); }

gnet_status gnetrt_execution_run(gnetrt_execution *execution,
                                 const gnetrt_run *run, gnet_error *error) {
  const gnetrt_program *program = execution->backend->program;
  execution->images = run->images;
  execution->seconds = run->seconds;
  if (run->seconds)
    memset(run->seconds, 0, (size_t)program->step_count * sizeof(double));
  int32_t status =
      program->execute(execution, execution->arena, run->input, run->output);
  if (status == GNET_OK)
    return GNET_OK;
  return gnetrt_fail(error, (gnet_status)status, "%s: a step failed",
                     program->name);
}

const char *gnetrt_generated_weights(const gnetrt_execution *execution) {
  return execution->packed;
}

static void run_items(const void *argument, int32_t thread, int64_t begin,
                      int64_t end) {
  const call *c = argument;
  const gnetrt_execution *execution = c->execution;
  char *shared = execution->scratchpad;
  char *scratch =
      shared + gnetrt_shared_bytes(execution->backend) +
      (size_t)thread * gnetrt_thread_scratch_bytes(execution->backend);
  c->code(c->source, c->other, c->destination, c->weight, c->bias,
          (float *)scratch, (float *)shared, execution->images, begin, end);
}

/** Pieces for the application's threads. */
static int64_t piece_count(const call *c) {
  int64_t threads = c->execution->backend->threads;
  return threads < c->items ? threads : c->items;
}

static void run_piece(void *argument, int32_t index) {
  const call *c = argument;
  int64_t count = piece_count(c);
  run_items(c, index, c->items * index / count, c->items * (index + 1) / count);
}

static void run_step(call *c) {
  const gnetrt_backend *backend = c->execution->backend;
  if (backend->threads == 1 || c->items == 1)
    run_items(c, 0, 0, c->items);
  else if (backend->parallel_for)
    backend->parallel_for(backend->parallel_state, (int32_t)piece_count(c),
                          run_piece, c);
  else
    gnetrt_threads_run(backend->pool, c->items, run_items, c);
}

int32_t gnetrt_generated_run(gnetrt_execution *execution, int64_t step,
                             gnetrt_code *code, const void *source,
                             const void *other, void *destination,
                             const void *weight, const void *bias,
                             int64_t items, int64_t items_of_image) {
  call c = {
      execution,   code,   source, other,
      destination, weight, bias,   items + items_of_image * execution->images};
  double begin = execution->seconds ? gnetrt_now() : 0;
  if (c.items > 0)
    run_step(&c);
  if (execution->seconds)
    execution->seconds[step] += gnetrt_now() - begin;
  return GNET_OK;
}
